import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

@Suite("The check of a struct's description")
struct StructureLayoutTests {
  // MARK: Mistakes stop the program when the type is first used

  @Test("a stored property before the others that is not described stops the program")
  func omittedFirst() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: OmitsFirst.self)
    }
    expect(output, names: "OmitsFirst has a stored property that is not described, at offset 0, before \"b\"")
  }

  @Test("a stored property between two others that is not described stops the program")
  func omittedMiddle() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: OmitsMiddle.self)
    }
    expect(output, names: "OmitsMiddle has a stored property that is not described, at offset 8, before \"c\"")
  }

  @Test("a stored property after the others that is not described stops the program")
  func omittedLast() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: OmitsLast.self)
    }
    expect(output, names: "OmitsLast has a stored property that is not described, at offset 8 or after it")
  }

  @Test("a struct of which nothing is described stops the program")
  func omittedAll() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: OmitsAll.self)
    }
    expect(output, names: "OmitsAll has a stored property that is not described, at offset 0 or after it")
  }

  @Test("a property that is described under two names stops the program")
  func describedTwice() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: DescribesTwice.self)
    }
    expect(output, names: "DescribesTwice describes the same memory twice, at offset 0: as \"a\" and as \"b\"")
  }

  @Test("a member name that is described twice stops the program")
  func nameTwice() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: NamesTwice.self)
    }
    expect(output, names: "NamesTwice describes the member \"a\" twice")
  }

  @Test("a computed property in a description stops the program")
  func computed() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: DescribesComputed.self)
    }
    expect(output, names: "DescribesComputed describes the member \"b\" by a property that is not stored")
  }

  @Test("an empty description stops the program")
  func empty() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: DescribesNothing.self)
    }
    expect(output, names: "DescribesNothing._describe(_:) describes nothing")
  }

  @Test("a struct without a description stops the program, and the message names the struct")
  func withoutDescription() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try WireDecoder().decode(WithoutDescription.self, from: Data("{}".utf8))
    }
    expect(output, names: "WithoutDescription conforms to WireValue or OpenUnion, but does not implement _describe(_:)")
  }

  @Test("a union without functions for its branches stops the program, and the message names the union")
  func withoutBranchFunctions() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try WireDecoder().decode(WithoutBranchFunctions.self, from: Data(#"{"type": "a"}"#.utf8))
    }
    expect(
      output,
      names: "WithoutBranchFunctions conforms to WireValue or OpenUnion, but does not implement _make(_:from:)"
    )
  }

  @Test("a branch that is described before the kind of union stops the program")
  func branchFirst() async {
    let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WireTypeRegistry.type(of: BranchFirst.self)
    }
    expect(output, names: "BranchFirst describes a branch before it says how its branches are tagged")
  }

  // MARK: Correct descriptions

  @Test("padding between the properties is not mistaken for a property")
  func padding() throws {
    try expectRoundTrip(
      Padded(a: true, b: "b", c: 1, d: 2, e: false, f: 3.5),
      #"{"a":true,"b":"b","c":1,"d":2,"e":false,"f":3.5}"#
    )
  }

  @Test("the order of the description does not matter")
  func order() throws {
    try expectRoundTrip(Reordered(a: 1, b: "b", c: true), #"{"a":1,"b":"b","c":true}"#)
  }

  @Test("properties without size are described like others")
  func withoutSize() throws {
    try expectRoundTrip(WithEmpty(a: 1, b: NoParams(), c: "c"), #"{"a":1,"b":{},"c":"c"}"#)
  }

  @Test("flattened properties count as described")
  func flattened() throws {
    try expectRoundTrip(WithFlattened(inner: Inner(x: 1, y: true), z: false), #"{"x":1,"y":true,"z":false}"#)
  }

  // MARK: The limit of the check

  @Test("a small property that fits into padding is not found, but is set to zero")
  func omittedInPadding() throws {
    let value: OmitsInPadding = try WireDecoder().decode(OmitsInPadding.self, from: #"{"a":true,"c":1}"#)

    #expect(value.a)
    #expect(value.c == 1)
    #expect(!value.b)
  }

  /// The standard error output of a process contains `message`. Optimized builds stop without a message.
  private func expect(
    _ result: ExitTest.Result?,
    names message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #if DEBUG
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)", sourceLocation: sourceLocation)
    #endif
  }
}

extension WireDecoder {
  fileprivate func decode<Value: WireValue>(_ type: Value.Type, from text: String) throws -> Value {
    try decode(type, from: Data(text.utf8))
  }
}

private struct OmitsFirst: WireValue {
  var a: Int
  var b: Int

  static func _describe(_ type: _WireDescription<Self>) { type.required("b", \.b) }
}

private struct OmitsMiddle: WireValue {
  var a: Int
  var b: Bool
  var c: String

  // `b` and its padding are as large as the alignment of `c`.
  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("c", \.c)
  }
}

private struct OmitsLast: WireValue {
  var a: Int
  var b: Bool

  static func _describe(_ type: _WireDescription<Self>) { type.required("a", \.a) }
}

private struct OmitsAll: WireValue {
  var a: Int

  static func _describe(_ type: _WireDescription<Self>) { type.object() }
}

private struct DescribesTwice: WireValue {
  var a: Int

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("b", \.a)
  }
}

private struct NamesTwice: WireValue {
  var a: Int
  var b: Int

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("a", \.b)
  }
}

private struct DescribesComputed: WireValue {
  var a: Int
  var b: Int { a }

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("b", \.b)
  }
}

private struct DescribesNothing: WireValue {
  static func _describe(_ type: _WireDescription<Self>) {}
}

private struct WithoutDescription: Codable, WireValue {}

private enum WithoutBranchFunctions: Codable, OpenUnion {
  case unrecognized(JSONValue)

  var isRecognized: Bool { false }

  static func _describe(_ type: _WireDescription<Self>) {
    type.tagged(by: "type")
    type.branch(0, "a")
  }
}

private enum BranchFirst: OpenUnion {
  case unrecognized(JSONValue)

  var isRecognized: Bool { false }

  static func _describe(_ type: _WireDescription<Self>) { type.branch(0, "a") }

  static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self {
    .unrecognized(try reader.json())
  }

  func _visit(_ visitor: inout _BranchVisitor) throws {}
}

private struct Padded: Codable, Equatable, WireValue {
  var a: Bool
  var b: String
  var c: Int8
  var d: Int32
  var e: Bool?
  var f: Double

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("b", \.b)
    type.required("c", \.c)
    type.required("d", \.d)
    type.optional("e", \.e)
    type.required("f", \.f)
  }
}

private struct Reordered: Codable, Equatable, WireValue {
  var a: Int8
  var b: String
  var c: Bool

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("c", \.c)
    type.required("a", \.a)
    type.required("b", \.b)
  }
}

private struct WithEmpty: Codable, Equatable, WireValue {
  var a: Int
  var b: NoParams
  var c: String

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("b", \.b)
    type.required("c", \.c)
  }
}

private struct Inner: Codable, Equatable, WireValue {
  var x: Int
  var y: Bool

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("x", \.x)
    type.required("y", \.y)
  }
}

private struct WithFlattened: Codable, Equatable, WireValue {
  var inner: Inner
  var z: Bool

  static func _describe(_ type: _WireDescription<Self>) {
    type.flattened(\.inner)
    type.required("z", \.z)
  }
}

private struct OmitsInPadding: WireValue {
  var a: Bool
  var b: Bool
  var c: Int

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("a", \.a)
    type.required("c", \.c)
  }
}
