import Foundation

/// The members of a JSON object: a dictionary whose names are compared by code points.
///
/// Two names are equal only if all their code points are equal. So "é" as one code point and "é" as the letter e with an
/// accent are two names, as in JSON (RFC 8259), although they are equal as `String`s. The order of the members has no
/// meaning.
///
///     var members: JSONObject = ["type": "text"]
///     members["text"] = "Hello"
public struct JSONObject: Hashable, Sendable {
  fileprivate var members: [Name: JSONValue]

  /// The name of a member. `String` compares canonically equivalent texts as equal, which names in JSON are not.
  fileprivate struct Name: Hashable, Sendable {
    var text: String

    static func == (left: Self, right: Self) -> Bool {
      var (left, right) = (left.text, right.text)
      guard left.utf8.count == right.utf8.count else { return false }
      return left.withUTF8 { left in
        right.withUTF8 { right in
          guard let left = left.baseAddress, let end = right.baseAddress else { return true }
          return memcmp(left, end, right.count) == 0
        }
      }
    }

    // Hash values of `String` would be equal for equivalent names, of which a hostile text can contain a million.
    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// Creates an object without members.
  public init() { members = [:] }

  /// Creates an object with the members of a dictionary.
  public init(_ members: [String: JSONValue]) {
    self.members = Dictionary(minimumCapacity: members.count)
    for (name, value) in members { self.members[Name(text: name)] = value }
  }

  /// Creates an object from names and values. Of several members with the same name, the object has the last one.
  public init(_ members: some Sequence<(String, JSONValue)>) {
    self.init()
    for (name, value) in members { self.members[Name(text: name)] = value }
  }

  /// The value of the member `name`; `nil` when there is no such member. Assigning `nil` removes the member.
  public subscript(name: String) -> JSONValue? {
    get { members[Name(text: name)] }
    set { members[Name(text: name)] = newValue }
  }

  /// Sets the value of the member `name`.
  ///
  /// - Returns: The previous value; `nil` when the member is new.
  @discardableResult
  public mutating func updateValue(_ value: JSONValue, forKey name: String) -> JSONValue? {
    members.updateValue(value, forKey: Name(text: name))
  }

  /// Removes the member `name`.
  ///
  /// - Returns: The value of the member; `nil` when there is no such member.
  @discardableResult
  public mutating func removeValue(forKey name: String) -> JSONValue? {
    members.removeValue(forKey: Name(text: name))
  }

  /// The names of the members.
  public var keys: some Collection<String> { members.keys.lazy.map(\.text) }

  /// The values of the members, in the order of `keys`.
  public var values: some Collection<JSONValue> { members.values }
}

extension JSONObject: Collection {
  /// The position of a member.
  public struct Index: Comparable, Sendable {
    fileprivate var position: Dictionary<Name, JSONValue>.Index

    /// Whether the first position comes before the second.
    public static func < (left: Self, right: Self) -> Bool { left.position < right.position }
  }

  /// An iterator over the members.
  public struct Iterator: IteratorProtocol {
    fileprivate var members: Dictionary<Name, JSONValue>.Iterator

    /// The name and the value of the next member; `nil` after the last one.
    public mutating func next() -> (key: String, value: JSONValue)? {
      members.next().map { (key: $0.key.text, value: $0.value) }
    }
  }

  /// An iterator over the members.
  public func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }

  /// The position of the first member.
  public var startIndex: Index { Index(position: members.startIndex) }

  /// The position after the last member.
  public var endIndex: Index { Index(position: members.endIndex) }

  /// The position after another position.
  public func index(after index: Index) -> Index { Index(position: members.index(after: index.position)) }

  /// The name and the value of the member at a position.
  public subscript(position: Index) -> (key: String, value: JSONValue) {
    let member = members[position.position]
    return (key: member.key.text, value: member.value)
  }

  /// The number of members.
  public var count: Int { members.count }

  /// Whether the object has no members.
  public var isEmpty: Bool { members.isEmpty }
}

extension JSONObject {
  /// Returns an object with the same names, whose values are those that `transform` returns.
  public func mapValues<Failure: Error>(
    _ transform: (JSONValue) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONObject {
    var result = self
    for (name, value) in members { result.members[name] = try transform(value) }
    return result
  }

  /// Returns an object with the members for which `isIncluded` returns `true`.
  public func filter<Failure: Error>(
    _ isIncluded: ((key: String, value: JSONValue)) throws(Failure) -> Bool
  ) throws(Failure) -> JSONObject {
    var result = JSONObject()
    for (name, value) in members where try isIncluded((key: name.text, value: value)) { result.members[name] = value }
    return result
  }

  /// Adds the members of another object.
  ///
  /// - Parameters:
  ///   - other: The other object.
  ///   - combine: Chooses the value of a member that both objects have. The parameters are the value of this object and the
  ///     value of the other object.
  public mutating func merge<Failure: Error>(
    _ other: JSONObject,
    uniquingKeysWith combine: (JSONValue, JSONValue) throws(Failure) -> JSONValue
  ) throws(Failure) {
    for (name, value) in other.members {
      members[name] = if let own = members[name] { try combine(own, value) } else { value }
    }
  }

  /// Returns this object with the members of another object.
  ///
  /// - Parameters:
  ///   - other: The other object.
  ///   - combine: Chooses the value of a member that both objects have. The parameters are the value of this object and the
  ///     value of the other object.
  public func merging<Failure: Error>(
    _ other: JSONObject,
    uniquingKeysWith combine: (JSONValue, JSONValue) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONObject {
    var result = self
    try result.merge(other, uniquingKeysWith: combine)
    return result
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Creates an object of a literal. Of several members with the same name, the object has the last one.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension Dictionary where Key == String, Value == JSONValue {
  /// Creates a dictionary with the members of a JSON object.
  ///
  /// Of several members whose names are canonically equivalent, the dictionary has the one whose name comes first in the
  /// order of code points, since the names are equal as keys of the dictionary.
  public init(_ object: JSONObject) {
    self.init(object.lazy.map { ($0.key, $0.value) }) { first, _ in first }
    guard count < object.count else { return }
    self.init(object.sortedMembers.map { ($0.key, $0.value) }) { first, _ in first }
  }
}

extension JSONObject {
  /// The members, sorted by the code points of their names. `String`'s `<` would not order equivalent names.
  package var sortedMembers: [(key: String, value: JSONValue)] {
    sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// Whether two names are canonically equivalent, so that a dictionary with `String` keys cannot have both members.
  var hasEquivalentNames: Bool {
    // A name in ASCII is equivalent to itself and to names that are not in ASCII.
    guard members.keys.contains(where: { !$0.text.utf8.allSatisfy { $0 < 0x80 } }) else { return false }
    return Set(keys).count < count
  }
}
