/// JSON as it is written: members keep their order and may occur twice, numbers are texts.
///
/// It is what the fuzzer mutates, and its parser is the strict reference that the package's own readers are compared with.
enum JSONTree: Equatable {
  /// A number, `true`, `false` or `null`, as it is written.
  case literal(String)
  /// The string that is meant, escapes resolved.
  case string(String)
  case array([JSONTree])
  case object([Member])

  struct Member: Equatable {
    var name: String
    var value: JSONTree

    static func == (left: Self, right: Self) -> Bool {
      left.name.unicodeScalars.elementsEqual(right.name.unicodeScalars) && left.value == right.value
    }
  }

  /// Compares strings by their code points. Swift's `==` would take "é" for "é" written with a combining accent.
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.literal(let left), .literal(let right)): left == right
    case (.string(let left), .string(let right)): left.unicodeScalars.elementsEqual(right.unicodeScalars)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONTree {
  var members: [Member] { if case .object(let members) = self { members } else { [] } }
  var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var isObject: Bool { if case .object = self { true } else { false } }
  var isNull: Bool { self == .literal("null") }

  /// The values of all members with a name, in order. Names are compared by code points.
  func values(named name: String) -> [JSONTree] {
    members.filter { $0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }.map(\.value)
  }

  /// Whether the tree or a tree in it fulfils a condition.
  func contains(where condition: (JSONTree) -> Bool) -> Bool {
    condition(self) || elements.contains { $0.contains(where: condition) }
      || members.contains { $0.value.contains(where: condition) }
  }

  /// Whether an object has two members with the same code points as their name.
  var hasIdenticalMembers: Bool {
    contains { tree in Set(tree.members.map { Array($0.name.utf8) }).count < tree.members.count }
  }

  /// Whether an object has two members whose names are canonically equivalent, but have different code points.
  var hasEquivalentMembers: Bool {
    contains { tree in
      Set(tree.members.map(\.name)).count < Set(tree.members.map { Array($0.name.utf8) }).count
    }
  }
}
