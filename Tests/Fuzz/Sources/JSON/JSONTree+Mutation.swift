extension JSONTree {
  /// The tree with one to four changes, each at a place of its own.
  ///
  /// - Parameters:
  ///   - strings: Texts to put into the tree, besides names of the protocol.
  ///   - deepest: How many arrays or objects one change may put around a value.
  func mutated(
    using random: inout SplitMix64,
    strings: [String] = HostileValues.strings,
    deepest: Int = 600
  ) -> JSONTree {
    var tree = self
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<tree.count, using: &random)
      let donor = tree.subtree(at: Int.random(in: 0..<tree.count, using: &random))
      tree = tree.replacing(place) { $0.changed(using: &random, strings: strings, donor: donor, deepest: deepest) }
    }
    return tree
  }

  /// The tree with a part of another one in the place of a part of its own.
  func crossed(with other: JSONTree, using random: inout SplitMix64) -> JSONTree {
    let donor = other.subtree(at: Int.random(in: 0..<other.count, using: &random))
    return replacing(Int.random(in: 0..<count, using: &random)) { _ in donor }
  }

  /// How many values the tree has, itself included.
  var count: Int {
    elements.reduce(1) { $0 + $1.count } + members.reduce(0) { $0 + $1.value.count }
  }

  /// The value at an index, counted from 0 in the order in which values are written; 0 is the whole tree.
  private func subtree(at index: Int) -> JSONTree {
    var rest = index
    return subtree(&rest) ?? self
  }

  private func subtree(_ rest: inout Int) -> JSONTree? {
    if rest == 0 { return self }
    rest -= 1
    for child in elements + members.map(\.value) {
      if let found = child.subtree(&rest) { return found }
    }
    return nil
  }

  private func replacing(_ index: Int, with change: (JSONTree) -> JSONTree) -> JSONTree {
    var rest = index
    return replacing(&rest, change)
  }

  private func replacing(_ rest: inout Int, _ change: (JSONTree) -> JSONTree) -> JSONTree {
    if rest == 0 {
      rest = -1
      return change(self)
    }
    guard rest > 0 else { return self }
    rest -= 1
    switch self {
    case .literal, .string: return self
    case .array(let elements): return .array(elements.map { $0.replacing(&rest, change) })
    case .object(let members):
      return .object(members.map { Member(name: $0.name, value: $0.value.replacing(&rest, change)) })
    }
  }

  /// The value after one change that suits its kind, or another value in its place.
  private func changed(
    using random: inout SplitMix64,
    strings: [String],
    donor: JSONTree,
    deepest: Int
  ) -> JSONTree {
    switch (self, Int.random(in: 0..<10, using: &random)) {
    case (_, 0): return donor
    case (_, 1): return .literal(HostileValues.literals.randomElement(using: &random) ?? "null")
    case (_, 2): return .string(Self.text(strings, using: &random))
    case (_, 3): return nested(atMost: deepest, using: &random)
    case (.literal, _): return .literal(HostileValues.literals.randomElement(using: &random) ?? "0")
    case (.string(let text), _): return .string(Self.changed(text, strings, using: &random))
    case (.array(var elements), _):
      Self.change(&elements, adding: donor, using: &random)
      return .array(elements)
    case (.object(let members), let choice) where choice > 6 && !members.isEmpty:
      return Self.renamed(members, strings, using: &random)
    case (.object(var members), _):
      Self.change(&members, adding: Member(name: Self.text(strings, using: &random), value: donor), using: &random)
      return .object(members)
    }
  }

  /// The value inside arrays or objects, in one of 16 cases inside many.
  private func nested(atMost deepest: Int, using random: inout SplitMix64) -> JSONTree {
    let isDeep = Int.random(in: 0..<16, using: &random) == 0
    let depth = isDeep ? Int.random(in: 5...deepest, using: &random) : Int.random(in: 1...4, using: &random)
    let isArray = Bool.random(using: &random)
    // Levels that are there already count, too, and the fuzzer's own recursion must end.
    guard height + depth < 700 else { return self }
    return (0..<depth).reduce(self) { inner, _ in
      isArray ? .array([inner]) : .object([Member(name: "a", value: inner)])
    }
  }

  private var height: Int { 1 + (elements + members.map(\.value)).reduce(0) { max($0, $1.height) } }

  private static func change<Element>(
    _ list: inout [Element],
    adding element: Element,
    using random: inout SplitMix64
  ) {
    let place = Int.random(in: 0...list.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0 where !list.isEmpty: list.remove(at: min(place, list.count - 1))
    case 1 where !list.isEmpty: list.insert(list[min(place, list.count - 1)], at: place)
    case 2: list.shuffle(using: &random)
    default: list.insert(element, at: place)
    }
  }

  private static func renamed(_ members: [Member], _ strings: [String], using random: inout SplitMix64) -> JSONTree {
    var members = members
    let index = members.indices.randomElement(using: &random) ?? 0
    members[index].name = text(strings, using: &random)
    return .object(members)
  }

  private static func text(_ strings: [String], using random: inout SplitMix64) -> String {
    let texts = Int.random(in: 0..<3, using: &random) == 0 ? strings : HostileValues.protocolNames
    return texts.randomElement(using: &random) ?? ""
  }

  private static func changed(_ text: String, _ strings: [String], using random: inout SplitMix64) -> String {
    let addition = Self.text(strings, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return text + addition
    case 1: return addition + text
    case 2:
      let place = text.unicodeScalars.indices.randomElement(using: &random) ?? text.startIndex
      return String(text.unicodeScalars[..<place]) + addition + String(text.unicodeScalars[place...])
    case 3 where text.utf8.count < 200: return text + text
    default: return addition
    }
  }
}
