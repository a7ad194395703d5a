import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

/// JSON is read up to a depth of 128 levels, and every use of such a value needs less than 512 KB of stack: that is what
/// the threads of Swift's thread pool have on Darwin.
@Suite("The depth of JSON")
struct DepthTests {
  static let kinds: [(open: String, close: String)] = [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")]

  /// - Parameter levels: A number that the number of brackets in `kind` divides.
  static func text(_ levels: Int, _ kind: (open: String, close: String), around value: String = "1.0") -> String {
    let count = levels / (kind.open.count > 5 ? 2 : 1)
    return String(repeating: kind.open, count: count) + value + String(repeating: kind.close, count: count)
  }

  @Test("every use of the deepest value needs less than 512 KB of stack", arguments: kinds)
  func deepest(_ kind: (open: String, close: String)) async throws {
    let text = Data(Self.text(128, kind).utf8)
    try await onSmallStack {
      let value = try #require(WireDecoder().decodeOnFastPath(JSONValue.self, from: text))
      #expect(try JSONValue(parsing: text) == value)
      #expect(try JSONDecoder().decode(JSONValue.self, from: text) == value)
      #expect(try JSONDecoder().decode(JSONValue.self, from: WireEncoder.encode(value)) == value)
      #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
      #expect(value.hashValue == (try JSONValue(parsing: text)).hashValue)
      #expect("\(value)".utf8.count > 128)
      #expect(String(reflecting: value).utf8.count > 128)
      var dumped = ""
      dump(value, to: &dumped)
      #expect(!dumped.isEmpty)
      #expect(!value.sortedText.isEmpty)
      #expect(_JSONPattern.array.fit(value) != nil || value.objectValue != nil)
    }
  }

  @Test("every use of the deepest generated value needs less than 512 KB of stack")
  func deepestStructure() async throws {
    let direct = Data(Self.text(128, (#"{"next":"#, "}"), around: "null").utf8)
    let doubled = Data(Self.text(127, (#"{"next":"#, "}"), around: #"{"x":1,"x":1,"next":null}"#).utf8)
    try await onSmallStack {
      let value = try #require(WireDecoder().decodeOnFastPath(Link.self, from: direct))
      for text in [direct, doubled] {
        #expect(try WireDecoder().decode(Link.self, from: text) == value)
        #expect(try JSONDecoder().decode(Link.self, from: text) == value)
      }
      #expect(try WireDecoder().decode(Link.self, from: WireEncoder.encode(value)) == value)
      #expect(try JSONDecoder().decode(Link.self, from: JSONEncoder().encode(value)) == value)
      #expect(value.hashValue == (try WireDecoder().decode(Link.self, from: doubled)).hashValue)
      #expect("\(value)".utf8.count > 128)
      var dumped = ""
      dump(value, to: &dumped)
      #expect(!dumped.isEmpty)
    }
  }

  @Test("a deeper text is an error that says so", arguments: kinds, [130, 400, 600, 100_000])
  func tooDeep(_ kind: (open: String, close: String), _ levels: Int) async throws {
    let text = Data(Self.text(levels, kind).utf8)
    // The doubled member makes the fast path unavailable.
    let doubled = Data(#"{"b":1,"b":2,"c":\#(String(decoding: text, as: UTF8.self))}"#.utf8)
    try await onSmallStack {
      for text in [text, doubled] {
        let error = #expect(throws: DecodingError.self) { try WireDecoder().decode(JSONValue.self, from: text) }
        #expect(error.map { DecodingFailure($0).reason } == "the JSON is nested deeper than 128 levels")
      }
      let syntaxError = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
      #expect(syntaxError?.reason == "nested deeper than 128 levels")
    }
  }

  @Test("JSONDecoder refuses a deeper value, too", arguments: kinds)
  func tooDeepForFoundation(_ kind: (open: String, close: String)) async throws {
    let text = Data(Self.text(130, kind).utf8)
    try await onSmallStack {
      _ = #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: text) }
    }
  }

  @Test("encoding a value that is nested deeper throws EncodingError")
  func encoding() async throws {
    try await onSmallStack {
      var array = JSONValue.integer(1)
      var object = JSONValue.integer(1)
      var link: Link? = Link(next: nil)
      for _ in 0..<128 {
        array = .array([array])
        object = .object(["a": object])
        link = Link(next: link)
      }
      for value in [array, object] { #expect(throws: Never.self) { try WireEncoder.encode(value) } }
      for value in [JSONValue.array([array]), .object(["a": object])] {
        #expect(throws: EncodingError.self) { try WireEncoder.encode(value) }
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(value) }
      }
      #expect(throws: EncodingError.self) { try WireEncoder.encode(link) }
      #expect(throws: EncodingError.self) { try JSONEncoder().encode(link) }
    }
  }
}

/// Runs `body` on a thread with 512 KB of stack.
func onSmallStack<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result(catching: body)) }
    thread.stackSize = 512 << 10
    thread.start()
  }
}

private struct Link: WireValue, Codable, Hashable {
  @Boxed var next: Link?

  static func _describe(_ type: _WireDescription<Self>) { type.optional("next", \._next) }
}
