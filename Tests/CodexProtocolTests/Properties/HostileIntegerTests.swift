import CodexProtocol
import Foundation
import Testing

@testable import CodexWire

/// Replaces each integer in instances of every definition by numbers at and beyond the limits of the integer types, as a broken
/// or hostile server could send them.
///
/// Most of these numbers are errors, and some are values. The program must not stop for any of them, neither when the value
/// is decoded nor when it is used.
@Suite("A hostile number at the place of an integer")
struct HostileIntegerTests {
  /// The limits of all integer types with their neighbors, numbers beyond 64 bits, and numbers that are no integers.
  static let numbers = limits + others

  private static let limits = [7, 8, 15, 16, 31, 32].flatMap { bits -> [String] in
    let limit = Int64(1) << Int64(bits)
    return [limit - 1, limit, limit + 1, -limit - 1, -limit, -limit + 1].map(\.description)
  }

  private static let others = [
    "9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
    "-9223372036854775807", "-9223372036854775808", "-9223372036854775809", "-18446744073709551616", "0", "-0", "-1",
    "0.5", "1e18", "1e19", "-1e300", "1e300", String(repeating: "9", count: 99),
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
          for number in Self.numbers {
            let text = try instance.text(replacing: path, by: number)
            Self.use(text, as: type, decoder, "\(name), \(number) at /\(path.joined(separator: "/"))")
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
    #expect(try JSONValue.array([["a": 1]]).text(replacing: ["0", "a"], by: "1e300") == Data(#"[{"a":1e300}]"#.utf8))
  }

  /// Decodes the text, and calls what every generated type can do with the value.
  private static func use(
    _ text: Data,
    as type: any (Codable & Sendable).Type,
    _ decoder: WireDecoder,
    _ comment: @autoclosure () -> String
  ) {
    func use<Value: WireValue & Codable>(_ type: Value.Type) throws {
      guard let value = try? decoder.decode(type, from: text) else { return }
      // The result can be another branch of an untagged union, whose type does not declare the member of the number.
      _ = try decoder.decode(type, from: WireEncoder.encode(value))
      let wireType = WireTypeRegistry.type(of: type)
      #expect(withUnsafePointer(to: value) { wireType.areEqual($0, $0) }, "\(comment())")
      var hasher = Hasher()
      withUnsafePointer(to: value) { wireType.hash($0, into: &hasher) }
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

  /// The JSON text of the value with a number at the place of the value at `path`.
  fileprivate func text(replacing path: [String], by number: String) throws -> Data {
    let mark = "the place of the number"
    let marked = replacing(path[...], by: .string(mark))
    let text = String(decoding: try WireEncoder.encode(marked), as: UTF8.self)
    return Data(text.replacing("\"\(mark)\"", with: number).utf8)
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
