import CodexWire

/// A value that a definition allows, the JSON expected after decoding and encoding it, and the seed that reproduces it.
struct Instance: Sendable, CustomStringConvertible {
  var definition: String
  var seed: UInt64
  /// The number of the instance among those with the same seed.
  var index: Int
  var value: JSONValue
  var expected: Canonical.Result

  var description: String { "\(definition), seed \(seed), instance \(index)" }
}

/// Makes different valid instances of one definition, in the same order in every run.
///
/// The values of referenced definitions are small, and minimal below a certain depth, so that instances of recursive schemas
/// are finite.
struct InstanceGenerator: Sendable {
  let bundle: SchemaBundle
  let definition: String
  let seed: UInt64
  private(set) var choices: Choices
  private var random: SplitMix64
  private let heights: SchemaHeights
  private var count = 0
  /// How many more values the instance may have. At 0, all further values are minimal.
  private var budget = 0

  private static let maximumReferences = 4
  private static let maximumSize = 250

  init(_ bundle: SchemaBundle, _ definition: String, seed: UInt64, heights: SchemaHeights? = nil) {
    self.bundle = bundle
    self.definition = definition
    self.seed = seed
    self.heights = heights ?? SchemaHeights(bundle)
    choices = Choices(within: bundle[definition])
    random = SplitMix64(seed: seed, stream: definition)
  }

  /// Makes at least `minimum` instances, and more until every option of every choice has been taken, up to `maximum`.
  mutating func instances(atLeast minimum: Int = 50, atMost maximum: Int = 5_000) -> [Instance] {
    var instances: [Instance] = []
    while instances.count < minimum || (!choices.isComplete && instances.count < maximum) { instances.append(next()) }
    return instances
  }

  mutating func next() -> Instance {
    defer { count += 1 }
    budget = Self.maximumSize
    var root = bundle[definition]
    // The type of a nullable definition does not include null: the properties that use the type are optional.
    if case .nullable(let inner) = root.form { root = inner }
    let value = value(of: root, references: 0)
    let expected = Canonical(bundle: bundle).expected(value, as: root)
    return Instance(definition: definition, seed: seed, index: count, value: value, expected: expected)
  }

  /// `references` is the number of references that were followed to this node.
  private mutating func value(of node: SchemaNode, references: Int) -> JSONValue {
    budget -= 1
    let isMinimal = references > 0 && (references > Self.maximumReferences || budget < 0)
    switch node.form {
    case .nothing: preconditionFailure("\(node.pointer) allows no value")
    case .null: return .null
    case .anything: return SampleValues.untyped[deal(node, .value, SampleValues.untyped.count)]
    case .boolean: return .bool(deal(node, .value, 2) == 1)
    case .string(let length):
      let strings = SampleValues.strings(ofLength: length)
      return .string(strings[deal(node, .value, strings.count)])
    case .integer(let limits):
      let integers = SampleValues.integers(limits)
      return integers[deal(node, .value, integers.count)]
    case .number: return SampleValues.numbers[deal(node, .value, SampleValues.numbers.count)]
    case .enumeration(let values, let isOpen):
      let index = deal(node, .value, values.count + (isOpen ? 1 : 0))
      return index < values.count ? values[index] : .string("another-\(random.next() % 1_000)")
    case .reference(let name): return value(of: bundle[name], references: references + 1)
    case .nullable(let inner):
      if isMinimal || deal(node, .null, 2) == 0 { return .null }
      return value(of: inner, references: references)
    case .array(let items):
      let count = isMinimal ? 0 : elementCount(at: node, references)
      return .array((0..<count).map { _ in value(of: items, references: references) })
    case .dictionary(let values):
      let count = isMinimal ? 0 : elementCount(at: node, references)
      return .object(members(count, of: values, besides: [], references: references))
    case .structure(let structure):
      return .object(object(structure, at: node, references: references, isMinimal: isMinimal))
    case .union(let union): return branch(of: union, at: node, references: references, isMinimal: isMinimal)
    }
  }

  private mutating func branch(
    of union: SchemaNode.Union,
    at node: SchemaNode,
    references: Int,
    isMinimal: Bool
  ) -> JSONValue {
    let all = union.branches + union.catchAlls.map { SchemaNode.Branch(tag: "", node: $0) }
    let index = isMinimal ? heights.lowest(of: all) : deal(node, .branch, all.count)
    let branch = all[index]
    guard let payload = branch.node else { return .string(branch.tag) }
    let value = value(of: payload, references: references)
    return union.kind == .externallyTagged && index < union.branches.count ? .object([branch.tag: value]) : value
  }

  private mutating func object(
    _ structure: SchemaNode.Structure,
    at node: SchemaNode,
    references: Int,
    isMinimal: Bool
  ) -> [String: JSONValue] {
    var object: [String: JSONValue] = [:]
    for property in structure.properties {
      if !property.isRequired, isMinimal || deal(property.node, .presence, 2) == 0 { continue }
      object[property.name] = value(of: property.node, references: references)
    }
    if let variant = structure.variant, let members = value(of: variant, references: references).objectValue {
      object.merge(Dictionary(members)) { own, _ in own }
    }
    if let additional = structure.additional {
      let count = isMinimal ? 0 : elementCount(at: node, references)
      let declared = Set(structure.properties.map(\.name)).union(object.keys)
      object.merge(members(count, of: additional, besides: declared, references: references)) { own, _ in own }
    }
    return object
  }

  private mutating func members(
    _ count: Int,
    of values: SchemaNode,
    besides declared: Set<String>,
    references: Int
  ) -> [String: JSONValue] {
    let names = SampleValues.names.filter { !declared.contains($0) }.shuffled(using: &random).prefix(count)
    var members: [String: JSONValue] = [:]
    for name in names { members[name] = value(of: values, references: references) }
    return members
  }

  /// The number of elements decreases with the depth, since the size of instances would grow exponentially otherwise.
  private mutating func elementCount(at node: SchemaNode, _ references: Int) -> Int {
    let count = SampleValues.counts[deal(node, .count, SampleValues.counts.count)]
    return references == 0 ? count : min(count, references == 1 ? 2 : 1)
  }

  private mutating func deal(_ node: SchemaNode, _ choice: SchemaNode.Choice, _ count: Int) -> Int {
    choices.deal(node.choice(choice), of: count, using: &random)
  }
}

/// The depth of the smallest value of each definition, to choose a branch of a recursive union that ends the recursion.
struct SchemaHeights: Sendable {
  private var definitions: [String: Int] = [:]

  /// A height larger than that of any finite value.
  private static let endless = 1_000_000

  init(_ bundle: SchemaBundle) {
    var isChanging = true
    while isChanging {
      isChanging = false
      for (name, node) in bundle.definitions {
        let height = height(of: node)
        if height < definitions[name] ?? Self.endless {
          definitions[name] = height
          isChanging = true
        }
      }
    }
  }

  /// The branch whose smallest value has the least depth.
  func lowest(of branches: [SchemaNode.Branch]) -> Int {
    branches.indices.min { height(of: branches[$0]) < height(of: branches[$1]) } ?? 0
  }

  private func height(of branch: SchemaNode.Branch) -> Int { branch.node.map { height(of: $0) } ?? 0 }

  private func height(of node: SchemaNode) -> Int {
    switch node.form {
    case .reference(let name): min(Self.endless, 1 + (definitions[name] ?? Self.endless))
    case .nothing: Self.endless
    case .union(let union):
      (union.branches.map { height(of: $0) } + union.catchAlls.map { height(of: $0) }).min() ?? Self.endless
    case .structure(let structure):
      (structure.properties.filter(\.isRequired).map(\.node) + [structure.variant].compactMap(\.self))
        .map { height(of: $0) }.max() ?? 0
    case .anything, .null, .nullable, .boolean, .string, .integer, .number, .enumeration, .array, .dictionary: 0
    }
  }
}
