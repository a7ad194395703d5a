import CodexWire

/// A value that a definition allows, what should come back after decoding and encoding it, and how to get it again.
struct Instance: Sendable, CustomStringConvertible {
  var definition: String
  var seed: UInt64
  /// Which of the instances with that seed it is.
  var index: Int
  var value: JSONValue
  var expected: Canonical.Result

  var description: String { "\(definition), seed \(seed), instance \(index)" }
}

/// Makes instances of one definition, one after the other: valid ones, each different, in the same order in every run.
///
/// Behind references they stay small, and at a certain depth minimal, so that recursive schemas come to an end.
struct InstanceGenerator: Sendable {
  let bundle: SchemaBundle
  let definition: String
  let seed: UInt64
  private(set) var choices: Choices
  private var random: SplitMix64
  private let heights: SchemaHeights
  private var count = 0
  /// How many values the instance under construction may still have before it is brought to an end.
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

  /// At least `minimum` instances, and as many as it takes until every choice of the definition has been taken, up to
  /// `maximum`.
  mutating func instances(atLeast minimum: Int = 50, atMost maximum: Int = 5_000) -> [Instance] {
    var instances: [Instance] = []
    while instances.count < minimum || (!choices.isComplete && instances.count < maximum) { instances.append(next()) }
    return instances
  }

  mutating func next() -> Instance {
    defer { count += 1 }
    budget = Self.maximumSize
    var root = bundle[definition]
    // A definition that says "this or null" is written out where it is used, so its own type has no null.
    if case .nullable(let inner) = root.form { root = inner }
    let value = value(of: root, references: 0)
    let expected = Canonical(bundle: bundle).expected(value, as: root)
    return Instance(definition: definition, seed: seed, index: count, value: value, expected: expected)
  }

  /// `references` is how many references led here.
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
      object.merge(members) { own, _ in own }
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

  /// Fewer elements the deeper it goes, or instances would grow by the power of the depth.
  private mutating func elementCount(at node: SchemaNode, _ references: Int) -> Int {
    let count = SampleValues.counts[deal(node, .count, SampleValues.counts.count)]
    return references == 0 ? count : min(count, references == 1 ? 2 : 1)
  }

  private mutating func deal(_ node: SchemaNode, _ choice: SchemaNode.Choice, _ count: Int) -> Int {
    choices.deal(node.choice(choice), of: count, using: &random)
  }
}

/// How deep the smallest value of each definition is: what tells which branch of a recursive union comes to an end.
struct SchemaHeights: Sendable {
  private var definitions: [String: Int] = [:]

  /// More than any value that ends.
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

  /// The branch with the smallest value.
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
