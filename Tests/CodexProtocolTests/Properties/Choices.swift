/// The choices of a schema, such as the branch of a union, and the options of each choice that were not taken yet.
///
/// The pointer of a node identifies a choice. The options of a choice are taken in a random order, and each option is taken
/// once before any is taken again.
struct Choices: Sendable {
  /// The number of options of each choice in the definition itself, without the definitions that it refers to.
  let offered: [String: Int]
  private(set) var taken: [String: Set<Int>] = [:]
  private var decks: [String: [Int]] = [:]

  init(offered: [String: Int]) { self.offered = offered }

  mutating func deal(_ choice: String, of count: Int, using random: inout SplitMix64) -> Int {
    var deck = decks[choice] ?? []
    if deck.isEmpty { deck = (0..<count).shuffled(using: &random) }
    let option = deck.removeLast()
    decks[choice] = deck
    taken[choice, default: []].insert(option)
    return option
  }

  /// The options that were never taken, as `pointer#choice: option`.
  var missing: [String] {
    offered.sorted { $0.key < $1.key }.flatMap { choice, count in
      (0..<count).filter { taken[choice]?.contains($0) != true }.map { "\(choice): \($0)" }
    }
  }

  var isComplete: Bool {
    offered.allSatisfy { choice, count in (taken[choice]?.count ?? 0) >= count }
  }
}

extension Choices {
  /// The choices within a definition.
  init(within node: SchemaNode) {
    var offered: [String: Int] = [:]
    Self.collect(node, isRoot: true, into: &offered)
    self.init(offered: offered)
  }

  private static func collect(_ node: SchemaNode, isRoot: Bool = false, into offered: inout [String: Int]) {
    switch node.form {
    case .nothing, .null, .reference: break
    case .anything: offered[node.choice(.value)] = SampleValues.untyped.count
    case .boolean: offered[node.choice(.value)] = 2
    case .string(let length): offered[node.choice(.value)] = SampleValues.strings(ofLength: length).count
    case .integer(let limits): offered[node.choice(.value)] = SampleValues.integers(limits).count
    case .number: offered[node.choice(.value)] = SampleValues.numbers.count
    case .enumeration(let values, let isOpen): offered[node.choice(.value)] = values.count + (isOpen ? 1 : 0)
    case .nullable(let inner):
      if !isRoot { offered[node.choice(.null)] = 2 }
      collect(inner, into: &offered)
    case .array(let inner), .dictionary(let inner):
      offered[node.choice(.count)] = SampleValues.counts.count
      collect(inner, into: &offered)
    case .union(let union):
      offered[node.choice(.branch)] = union.branches.count + union.catchAlls.count
      for inner in union.branches.compactMap(\.node) + union.catchAlls { collect(inner, into: &offered) }
    case .structure(let structure):
      for property in structure.properties {
        if !property.isRequired { offered[property.node.choice(.presence)] = 2 }
        collect(property.node, into: &offered)
      }
      if let additional = structure.additional {
        offered[node.choice(.count)] = SampleValues.counts.count
        collect(additional, into: &offered)
      }
      if let variant = structure.variant { collect(variant, into: &offered) }
    }
  }
}

extension SchemaNode {
  enum Choice: String {
    case presence, null, branch, count, value
  }

  /// The identifier of a choice at this node. Several nodes can have one pointer, but then they have different choices.
  func choice(_ choice: Choice) -> String { "\(pointer)#\(choice.rawValue)" }
}
