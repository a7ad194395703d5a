/// The branches of a union, and how they are distinguished.
class UnionBranches {
  enum Tagging {
    /// A member of the object names the branch. The members of the payload are members of the same object.
    case `internal`(MemberKey)
    /// Like `internal` with the tag `method`; the payload is the member `params`.
    case message(MemberKey)
    /// The name of a member names the branch, and the member's value is the payload. A branch without a payload is a
    /// string.
    case external
    /// Nothing names the branch: the value itself tells, by the pattern that it matches.
    case untagged
  }

  struct Branch {
    var number: Int
    var tag = ""
    /// Whether an external tag is the name of a member rather than a string.
    var hasPayload = false
    /// Whether the payload's own description contains the internal tag.
    var writesTag = false
    var pattern = _JSONPattern.any
  }

  fileprivate struct Choice {
    var number: Int
    var writesTag: Bool

    /// No branch has the tag, or the value has none.
    static let unrecognized = Choice(number: -1, writesTag: false)
  }

  let tagging: Tagging
  @exclusivity(unchecked) private(set) var branches: [Branch] = []
  /// What the fast path reads of each branch: its number, and `writesTag`. `branches` is slower to read, since its elements
  /// contain references.
  @exclusivity(unchecked) private var choices = UnsafeMutableBufferPointer<Choice>(start: nil, count: 0)
  @exclusivity(unchecked) fileprivate var patterns: [_JSONPattern] = []
  /// Finds the index of a branch by its tag on the fast path.
  @exclusivity(unchecked) private var table = NameTable.empty
  /// Finds the number of a branch by its tag in the fallback.
  @exclusivity(unchecked) private var numbers: [String: Int] = [:]

  init(_ tagging: Tagging) { self.tagging = tagging }

  func add(_ branch: Branch) { branches.append(branch) }

  func resolve() {
    table = NameTable(branches.map { MemberKey($0.tag) })
    choices = .allocate(capacity: branches.count)
    _ = choices.initialize(from: branches.map { Choice(number: $0.number, writesTag: $0.writesTag) })
    patterns = branches.map(\.pattern)
    numbers = Dictionary(branches.map { ($0.tag, $0.number) }, uniquingKeysWith: { first, _ in first })
  }

  /// The branch that an internal tag names.
  @inline(__always)
  fileprivate func choice(tagged tag: MemberName?) -> Choice {
    guard let tag, let index = table.index(of: tag) else { return .unrecognized }
    return choices[index]
  }

  /// The number of the branch that an internal tag names; -1 when no branch has the tag.
  fileprivate func number(tagged tag: String?) -> Int {
    guard let tag, let index = numbers.index(forKey: tag) else { return -1 }
    // A `String` also equals one with other code points; the fast path compares bytes.
    return numbers[index].key.utf8.elementsEqual(tag.utf8) ? numbers[index].value : -1
  }

  func branch(numbered number: Int) -> Branch? {
    // A branch's number is its index, unless branches before it are not compiled.
    if branches.indices.contains(number), branches[number].number == number { return branches[number] }
    return branches.first { $0.number == number }
  }
}

/// A union whose value can be passed to a visitor.
protocol AnyUnionType: UnionBranches {
  /// Passes the branch and the payload of the value at `value` to `visitor`.
  func visit(_ value: UnsafeRawPointer, _ visitor: inout _BranchVisitor) throws
}

final class UnionType<Value: OpenUnion>: UnionBranches, AnyUnionType, WireType {
  var swiftType: any WireValue.Type { Value.self }

  func visit(_ value: UnsafeRawPointer, _ visitor: inout _BranchVisitor) throws {
    try value.assumingMemoryBound(to: Value.self).pointee._visit(&visitor)
  }

  // MARK: Fast path

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    switch tagging {
    case .internal(let key), .message(let key):
      let tag = try cursor.tag(key)
      let choice = choice(tagged: tag?.name)
      // A payload whose description contains the tag reads the tag itself.
      let textAfterTag = choice.writesTag ? nil : tag?.textAfterTag
      var reader = _BranchReader(cursor, in: self, textAfterTag: textAfterTag)
      try make(choice.number, &reader, into: value)
      if reader.didRead { cursor = reader.cursor } else { try cursor.skipObject(tag: key) }
    case .external: try readExternal(&cursor, into: value)
    case .untagged: try readUntagged(&cursor, into: value)
    }
  }

  private func make(
    _ branch: Int,
    _ reader: inout _BranchReader,
    into value: UnsafeMutableRawPointer
  ) throws(FastPathUnavailable) {
    do {
      value.assumingMemoryBound(to: Value.self).initialize(to: try Value._make(branch, from: &reader))
    } catch {
      throw FastPathUnavailable()
    }
  }

  private func readExternal(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable)
  {
    var reader = _BranchReader(cursor, in: self)
    switch cursor.peek() {
    case UInt8(ascii: "\""):
      let tag = try cursor.string()
      let branch = branches.first { !$0.hasPayload && $0.tag == tag }
      try make(branch?.number ?? -1, &reader, into: value)
    case UInt8(ascii: "{"):
      let members = try cursor.members()
      let branch = branches.first { $0.hasPayload && members.member(named: $0.tag) != nil }
      // The reader starts at the payload; for an unrecognized branch it starts at the whole object.
      if let branch, let text = members.member(named: branch.tag) { reader.cursor = text }
      try make(branch?.number ?? -1, &reader, into: value)
    default:
      try cursor.skipValue()
      try make(-1, &reader, into: value)
    }
  }

  private func readUntagged(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable)
  {
    let start = cursor
    var isInitialized = false
    do throws(FastPathUnavailable) {
      let json = try cursor.value()
      let choice = try _JSONPattern.choose(among: patterns, for: json) { index throws(FastPathUnavailable) in
        if isInitialized { destroy(value) }
        isInitialized = false
        var reader = _BranchReader(start, in: self)
        try make(branches[index].number, &reader, into: value)
        isInitialized = true
        // The fallback decides whether another branch is taken instead.
        if reader.isUnrecognized { throw FastPathUnavailable() }
        return true
      }
      if choice == nil {
        var reader = _BranchReader(start, in: self)
        try make(-1, &reader, into: value)
      }
    } catch {
      if isInitialized { destroy(value) }
      throw error
    }
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try visitDirectly(value, .write(output))
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try visitDirectly(value, .writeMembers(output))
  }

  private func visitDirectly(_ value: UnsafeRawPointer, _ purpose: _BranchVisitor.Purpose) throws(FastPathUnavailable) {
    var visitor = _BranchVisitor(self, purpose)
    do {
      try visit(value, &visitor)
    } catch {
      throw FastPathUnavailable()
    }
  }

  // MARK: Fallback

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
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
    }
  }

  private func untagged(from decoder: any Decoder) throws -> Value {
    var best: Value?
    _ = _JSONPattern.choose(among: patterns, for: try JSONValue(from: decoder)) { index in
      var reader = _BranchReader(decoder, in: self)
      guard let value = try? Value._make(branches[index].number, from: &reader), !reader.isUnrecognized else {
        return false
      }
      best = value
      return true
    }
    if let best { return best }
    var reader = _BranchReader(decoder, in: self)
    return try Value._make(-1, from: &reader)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var visitor = _BranchVisitor(self, .encode(encoder))
    try visit(value, &visitor)
  }

  // MARK: Values

  func isRecognized(_ value: UnsafeRawPointer) -> Bool {
    value.assumingMemoryBound(to: Value.self).pointee.isRecognized
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    var visitor = _BranchVisitor(self, .compare(with: right))
    try? visit(left, &visitor)
    return visitor.areEqual
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    var visitor = _BranchVisitor(self, .hash)
    visitor.hasher = hasher
    try? visit(value, &visitor)
    hasher = visitor.hasher
  }
}

extension JSONCursor {
  /// The tag of the object at the cursor: its string member `key`. The cursor does not move.
  ///
  /// - Returns: The tag, and the text after it when it is the first member; `nil` when the value is not an object, has no
  ///   such member, or the member is not a string. Then the branch is unrecognized.
  func tag(_ key: MemberKey) throws(FastPathUnavailable) -> (name: MemberName, textAfterTag: UnsafePointer<UInt8>?)? {
    var cursor = self
    var isFirst = true
    guard cursor.peek() == UInt8(ascii: "{") else { return nil }
    try cursor.open(UInt8(ascii: "{"))
    if cursor.isEmpty(before: UInt8(ascii: "}")) { return nil }
    repeat {
      let isTag = if cursor.take(key) { true } else { key.matches(try cursor.name()) }
      if isTag {
        guard cursor.peek() == UInt8(ascii: "\"") else { return nil }
        let tag = try cursor.simpleString()
        return (tag, isFirst ? cursor.position : nil)
      }
      isFirst = false
      try cursor.skipValue()
    } while try cursor.hasNext(before: UInt8(ascii: "}"))
    return nil
  }

  /// Skips an object of which only the tag is needed.
  mutating func skipObject(tag: MemberKey) throws(FastPathUnavailable) {
    var hasTag = false
    try open(UInt8(ascii: "{"))
    if isEmpty(before: UInt8(ascii: "}")) { return }
    repeat {
      if tag.matches(try name()) {
        // `JSONDecoder` decides which of two tags counts.
        if hasTag { throw FastPathUnavailable() }
        hasTag = true
      }
      try skipValue()
    } while try hasNext(before: UInt8(ascii: "}"))
  }

  /// Reads the object at the cursor: a cursor for the value of each member, by the member's name.
  mutating func members() throws(FastPathUnavailable) -> [String: JSONCursor] {
    var members: [String: JSONCursor] = [:]
    try open(UInt8(ascii: "{"))
    if isEmpty(before: UInt8(ascii: "}")) { return members }
    repeat {
      let name = try string()
      try expect(UInt8(ascii: ":"))
      // `JSONDecoder` decides which of two members with one name counts.
      if members.updateValue(self, forKey: name) != nil { throw FastPathUnavailable() }
      try skipValue()
    } while try hasNext(before: UInt8(ascii: "}"))
    return members
  }
}

extension Decoder {
  /// The tag of an internally tagged union: the string member `name` of the object to decode.
  ///
  /// `nil` when the value is not an object, has no such member, or the member is not a string. Then the branch is
  /// unrecognized.
  func tag(_ name: WireKey) -> String? {
    guard let object = try? container(keyedBy: WireKey.self), object.containsExactly(name) else { return nil }
    return try? object.decodeIfPresent(String.self, forKey: name)
  }
}
