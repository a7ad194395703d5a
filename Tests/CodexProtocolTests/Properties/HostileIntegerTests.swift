import CodexProtocol
import Foundation
import Testing

@testable import CodexWire

/// Replaces each integer in instances of every definition by numbers at and beyond the limits of the integer types, as a broken
/// or hostile server could send them.
///
/// Most of these numbers are errors, and some are values. The program must not stop for any of them, neither when the value
/// is decoded nor when it is used. What is encoded for a value is decoded as an equal value, with one exception, which
/// `checkRoundTrip` describes.
@Suite("A hostile number at the place of an integer")
struct HostileIntegerTests {
  /// The limits of all integer types with their neighbors, numbers beyond 64 bits, and numbers that are no integers.
  static let numbers = limits + extremes + others

  /// The numbers that are tried at every integer. The other ones are tried only at integers near the root of a definition:
  /// deeper ones belong to another definition, which is tried, too.
  private static let extremes = ["9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e300"]

  private static let limits = [7, 8, 15, 16, 31, 32].flatMap { bits -> [String] in
    let limit = Int64(1) << Int64(bits)
    return [limit - 1, limit, limit + 1, -limit - 1, -limit, -limit + 1].map(\.description)
  }

  private static let others = [
    "9223372036854775806", "9223372036854775808", "18446744073709551616", "-9223372036854775807",
    "-9223372036854775809", "-18446744073709551616", "0", "-0", "-1", "0.5", "1e18", "1e19", "-1e300",
    String(repeating: "9", count: 99),
  ]

  @Test("is decoded or is an error, and the decoded value can be used", arguments: RoundTripTests.letters)
  func everyInteger(letter: String) async throws {
    let decoder = WireDecoder()
    for (name, type) in try RoundTripTests.definitions(letter) {
      var seen: Set<[String]> = []
      for (_, bytes) in try RoundTripTests.texts(of: name, seed: 6) {
        let instance = try JSONValue(parsing: bytes)
        for path in instance.integerPaths() {
          // The elements of an array have one schema, so one of them is enough.
          guard seen.insert(path.map { Int($0) == nil ? $0 : "0" }).inserted else { continue }
          await Task.yield()
          let (before, after) = try instance.text(around: path)
          for number in path.count > 3 ? Self.extremes : Self.numbers {
            let text = before + Data(number.utf8) + after
            let comment = { "\(name), \(number) at /\(path.joined(separator: "/"))" }
            // Descriptions take most of the time, and do not depend on the number otherwise.
            Self.use(text, as: type, decoder, isDescribed: Self.extremes.contains(number), comment)
          }
        }
      }
    }
  }

  @Test("is tried at the integers of which the names are known")
  func coverage() throws {
    let turn = try RoundTripTests.texts(of: "v2/Turn", seed: 6).reduce(into: Set<String>()) { names, text in
      names.formUnion(try JSONValue(parsing: text.bytes).integerPaths().compactMap(\.last))
    }

    #expect(turn.isSuperset(of: ["startedAt", "completedAt", "durationMs"]))
    #expect(Self.numbers.contains("18446744073709551616") && Self.numbers.contains("-9223372036854775809"))
    let (before, after) = try JSONValue.array([["a": 1]]).text(around: ["0", "a"])
    #expect(before == Data(#"[{"a":"#.utf8) && after == Data("}]".utf8))
  }

  /// Decodes the text, and calls what every generated type can do with the value.
  private static func use(
    _ text: Data,
    as type: any (Codable & Sendable).Type,
    _ decoder: WireDecoder,
    isDescribed: Bool,
    _ comment: () -> String
  ) {
    func use<Value: WireValue & Codable>(_ type: Value.Type) throws {
      guard let value = try? decoder.decode(type, from: text) else { return }
      try checkRoundTrip(of: value, from: text, decoder, comment)
      #expect(areEqual(value, value), "\(comment())")
      var hasher = Hasher()
      withUnsafePointer(to: value) { WireTypeRegistry.type(of: type).hash($0, into: &hasher) }
      guard isDescribed else { return }
      #expect(!"\(value)".isEmpty && !String(reflecting: value).isEmpty, "\(comment())")
    }
    guard let type = type as? any (WireValue & Codable).Type else {
      Issue.record("\(type) does not conform to WireValue")
      return
    }
    do {
      try use(type)
    } catch {
      Issue.record("the encoded value is not decoded again: \(error): \(comment())")
    }
  }

  /// Checks that the encoded value is decoded as an equal value.
  ///
  /// There is one exception. The number can make a text invalid for the branch of an untagged union that it was written for. If
  /// the text fits another branch, the value has that branch, and members that the branch does not declare are left out. The
  /// encoded value may fit a branch with more declared members again. So a value may differ only if something was left out, and
  /// the next round trip must end the changes.
  private static func checkRoundTrip<Value: WireValue & Codable>(
    of value: Value,
    from text: Data,
    _ decoder: WireDecoder,
    _ comment: () -> String
  ) throws {
    let encoded = try WireEncoder.encode(value)
    let second = try decoder.decode(Value.self, from: encoded)
    if areEqual(second, value) { return }
    #expect(try JSONValue(parsing: encoded) != JSONValue(parsing: text), "nothing was left out: \(comment())")
    let third = try decoder.decode(Value.self, from: WireEncoder.encode(second))
    #expect(areEqual(third, second), "the value changes with every round trip: \(comment())")
  }

  private static func areEqual<Value: WireValue>(_ left: Value, _ right: Value) -> Bool {
    let type = WireTypeRegistry.type(of: Value.self)
    return withUnsafePointer(to: left) { left in withUnsafePointer(to: right) { type.areEqual(left, $0) } }
  }
}

extension JSONValue {
  /// The names of members and the indices of elements that lead to each integer of the value.
  fileprivate func integerPaths() -> [[String]] {
    switch self {
    case .integer, .unsignedInteger: [[]]
    case .array(let elements):
      elements.enumerated().flatMap { index, element in element.integerPaths().map { ["\(index)"] + $0 } }
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { name, member in member.integerPaths().map { [name] + $0 } }
    case .null, .bool, .number, .string: []
    }
  }

  /// The JSON text of the value before and after the value at `path`.
  fileprivate func text(around path: [String]) throws -> (before: Data, after: Data) {
    let mark = "the place of the number"
    let text = try WireEncoder.encode(replacing(path[...], by: .string(mark)))
    let place = try #require(text.range(of: Data("\"\(mark)\"".utf8)))
    return (text[..<place.lowerBound], text[place.upperBound...])
  }

  private func replacing(_ path: ArraySlice<String>, by value: JSONValue) -> JSONValue {
    guard let step = path.first else { return value }
    switch self {
    case .array(var elements):
      guard let index = Int(step) else { return self }
      elements[index] = elements[index].replacing(path.dropFirst(), by: value)
      return .array(elements)
    case .object(var members):
      members[step] = members[step]?.replacing(path.dropFirst(), by: value)
      return .object(members)
    case .null, .bool, .integer, .unsignedInteger, .number, .string: return self
    }
  }
}
