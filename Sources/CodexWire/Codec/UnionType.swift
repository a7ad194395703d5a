/// A union, and how its branches are told apart.
class AnyUnionType: WireType {
  enum Tagging {
    /// A member of the object names the branch; the branch's own members stand beside it.
    case `internal`(MemberKey)
    /// Like `internal` with `method`; what a branch holds is in the member `params`.
    case message(MemberKey)
    /// The name of the only member, or of one that is known, names the branch; its value is the payload. A branch
    /// without a payload is a bare string.
    case external
    /// The shape of the value tells the branch.
    case untagged
  }

  struct Branch {
    var number: Int
    var tag = ""
    /// Whether an external tag is a member, and no bare string.
    var hasPayload = false
    /// Whether the payload writes the internal tag itself.
    var writesTag = false
    var pattern = _JSONPattern.any
  }

  @exclusivity(unchecked) var tagging: Tagging?
  @exclusivity(unchecked) private(set) var branches: [Branch] = []
  @exclusivity(unchecked) private(set) var patterns: [_JSONPattern] = []
  @exclusivity(unchecked) private var table = NameTable.empty
  /// The same for tags that come from a coder.
  @exclusivity(unchecked) private var numbers: [String: Int] = [:]

  func add(_ branch: Branch) { branches.append(branch) }

  override func resolve() {
    table = NameTable(branches.map { MemberKey($0.tag) })
    patterns = branches.map(\.pattern)
    numbers = Dictionary(branches.map { ($0.tag, $0.number) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of the branch that an internal tag names; -1 for none.
  @inline(__always)
  func number(tagged tag: MemberName?) -> Int {
    guard let tag, let index = table.index(of: tag) else { return -1 }
    return branches[index].number
  }

  func number(tagged tag: String?) -> Int { tag.flatMap { numbers[$0] } ?? -1 }

  func branch(numbered number: Int) -> Branch? {
    // Numbers are places in the list, but for branches that are compiled only behind a gate.
    if branches.indices.contains(number), branches[number].number == number { return branches[number] }
    return branches.first { $0.number == number }
  }

  /// Shows the value at `value` to `visitor`.
  func visit(_ value: UnsafeRawPointer, _ visitor: inout _BranchVisitor) throws {}
}

final class UnionType<Value: OpenUnion>: AnyUnionType {
  override func visit(_ value: UnsafeRawPointer, _ visitor: inout _BranchVisitor) throws {
    try value.assumingMemoryBound(to: Value.self).pointee._visit(&visitor)
  }

  // MARK: The direct path

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    guard let tagging else { throw Deferred() }
    switch tagging {
    case .internal(let key), .message(let key):
      let tag = try cursor.tag(key)
      let number = number(tagged: tag?.name)
      // A payload that has the tag as a member of its own reads it like the others.
      let rest = branch(numbered: number)?.writesTag == true ? nil : tag?.rest
      var reader = _BranchReader(cursor, in: self, rest: rest)
      try make(number, &reader, into: value)
      if reader.didRead { cursor = reader.cursor } else { try cursor.skipObject(tag: key) }
    case .external: try readExternal(&cursor, into: value)
    case .untagged: try readUntagged(&cursor, into: value)
    }
  }

  private func make(
    _ branch: Int,
    _ reader: inout _BranchReader,
    into value: UnsafeMutableRawPointer
  ) throws(Deferred) {
    do {
      value.initializeMemory(as: Value.self, to: try Value._make(branch, from: &reader))
    } catch {
      throw Deferred()
    }
  }

  private func readExternal(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    var reader = _BranchReader(cursor, in: self)
    switch cursor.peek() {
    case UInt8(ascii: "\""):
      let tag = try cursor.string()
      let branch = branches.first { !$0.hasPayload && $0.tag == tag }
      try make(branch?.number ?? -1, &reader, into: value)
    case UInt8(ascii: "{"):
      let places = try cursor.members()
      let branch = branches.first { $0.hasPayload && places[$0.tag] != nil }
      // The payload is read where it stands; what is unrecognized is the whole object.
      if let branch, let place = places[branch.tag] { reader.cursor = place }
      try make(branch?.number ?? -1, &reader, into: value)
    default:
      try cursor.skipValue()
      try make(-1, &reader, into: value)
    }
  }

  private func readUntagged(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let start = cursor
    var isMade = false
    do throws(Deferred) {
      let json = try cursor.value()
      let choice = try _JSONPattern.choose(among: patterns, for: json) { index throws(Deferred) in
        if isMade { destroy(value) }
        isMade = false
        var reader = _BranchReader(start, in: self)
        try make(branches[index].number, &reader, into: value)
        isMade = true
        // Whether another branch then counts is for the other path to say.
        if reader.isUnrecognized { throw Deferred() }
        return true
      }
      if choice == nil {
        var reader = _BranchReader(start, in: self)
        try make(-1, &reader, into: value)
      }
    } catch {
      if isMade { destroy(value) }
      throw error
    }
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try visitDirectly(value, .write(output))
  }

  override func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try visitDirectly(value, .writeMembers(output))
  }

  private func visitDirectly(_ value: UnsafeRawPointer, _ purpose: _BranchVisitor.Purpose) throws(Deferred) {
    var visitor = _BranchVisitor(self, purpose)
    do {
      try visit(value, &visitor)
    } catch {
      throw Deferred()
    }
  }

  // MARK: Any coder

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    value.initializeMemory(as: Value.self, to: try decoded(from: decoder))
  }

  private func decoded(from decoder: any Decoder) throws -> Value {
    switch tagging {
    case .internal(let key):
      var reader = _BranchReader(decoder, in: self)
      return try Value._make(number(tagged: decoder.tag(key.key)), from: &reader)
    case .message(let key):
      var reader = _BranchReader(decoder, in: self)
      let number = number(tagged: decoder.tag(key.key))
      guard number >= 0 else { return try Value._make(-1, from: &reader) }
      do {
        return try Value._make(number, from: &reader)
      } catch {
        reader.failure = error
        return try Value._make(-1, from: &reader)
      }
    case .external:
      var reader = _BranchReader(decoder, in: self)
      return try Value._make(reader.externalBranch(of: branches), from: &reader)
    case .untagged: return try untagged(from: decoder)
    case nil: throw Deferred()
    }
  }

  private func untagged(from decoder: any Decoder) throws -> Value {
    var best: Value?
    _ = _JSONPattern.choose(among: patterns, for: try JSONValue(from: decoder)) { index in
      var reader = _BranchReader(decoder, in: self)
      guard let value = try? Value._make(branches[index].number, from: &reader), !reader.isUnrecognized else { return false }
      best = value
      return true
    }
    if let best { return best }
    var reader = _BranchReader(decoder, in: self)
    return try Value._make(-1, from: &reader)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var visitor = _BranchVisitor(self, .encode(encoder))
    try visit(value, &visitor)
  }

  // MARK: Values

  override func isRecognized(_ value: UnsafeRawPointer) -> Bool {
    value.assumingMemoryBound(to: Value.self).pointee.isRecognized
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    var visitor = _BranchVisitor(self, .compare(with: right))
    try? visit(left, &visitor)
    return visitor.areEqual
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    var visitor = _BranchVisitor(self, .hash)
    visitor.hasher = hasher
    try? visit(value, &visitor)
    hasher = visitor.hasher
  }
}

extension JSONCursor {
  /// The string member `key` of the object that stands here; the cursor stays where it is.
  ///
  /// `nil` when there is no object, no such member, or it is no string: then no branch is meant that we know.
  ///
  /// - Returns: The tag, and what follows it when it is the first member.
  func tag(_ key: MemberKey) throws(Deferred) -> (name: MemberName, rest: UnsafePointer<UInt8>?)? {
    var cursor = self
    var isFirst = true
    guard cursor.peek() == UInt8(ascii: "{") else { return nil }
    try cursor.open(UInt8(ascii: "{"))
    if cursor.isEmpty(before: UInt8(ascii: "}")) { return nil }
    repeat {
      let name = try cursor.name()
      if key.matches(name) {
        guard cursor.peek() == UInt8(ascii: "\"") else { return nil }
        let tag = try cursor.simpleString()
        return (tag, isFirst ? cursor.position : nil)
      }
      isFirst = false
      try cursor.skipValue()
    } while try cursor.hasNext(before: UInt8(ascii: "}"))
    return nil
  }

  /// Passes over an object that has nothing to read but its tag.
  mutating func skipObject(tag: MemberKey) throws(Deferred) {
    var hasTag = false
    try open(UInt8(ascii: "{"))
    if isEmpty(before: UInt8(ascii: "}")) { return }
    repeat {
      if tag.matches(try name()) {
        // Which of two tags counts is for `JSONDecoder` to say.
        if hasTag { throw Deferred() }
        hasTag = true
      }
      try skipValue()
    } while try hasNext(before: UInt8(ascii: "}"))
  }

  /// Where the value of each member of the object stands that stands here.
  mutating func members() throws(Deferred) -> [String: JSONCursor] {
    var places: [String: JSONCursor] = [:]
    try open(UInt8(ascii: "{"))
    if isEmpty(before: UInt8(ascii: "}")) { return places }
    repeat {
      let name = try string()
      try expect(UInt8(ascii: ":"))
      // Which of two members of one name counts is for `JSONDecoder` to say.
      if places.updateValue(self, forKey: name) != nil { throw Deferred() }
      try skipValue()
    } while try hasNext(before: UInt8(ascii: "}"))
    return places
  }
}

extension Decoder {
  /// The string member `name` of the object to decode: the tag by which an internally tagged union is told.
  ///
  /// `nil` when there is no object, no such member, or it is no string: then no branch is meant that we know.
  func tag(_ name: WireKey) -> String? {
    guard let object = try? container(keyedBy: WireKey.self) else { return nil }
    return try? object.decodeIfPresent(String.self, forKey: name)
  }
}
