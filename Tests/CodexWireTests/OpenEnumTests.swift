@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("An open enum")
struct OpenEnumTests {
  @Test("an enum value is encoded as its raw value")
  func known() throws {
    try expectRoundTrip([Sandbox.readOnly, .fullAccess], #"["read-only","danger-full-access"]"#)
    try expectRoundTrip([ErrorCode.overloaded, .invalidRequest], "[-32001,-32600]")
  }

  @Test("an unknown raw value is kept")
  func unknown() throws {
    try expectRoundTrip([Sandbox.unrecognized("moon/base")], #"["moon/base"]"#)
    try expectRoundTrip([ErrorCode.unrecognized(7)], "[7]")
  }

  @Test("isRecognized is false for an unknown raw value")
  func isRecognized() {
    #expect(Sandbox(rawValue: "read-only").isRecognized)
    #expect(!Sandbox(rawValue: "Read-Only").isRecognized)
    #expect(ErrorCode(rawValue: -32001).isRecognized)
    #expect(!ErrorCode(rawValue: 0).isRecognized)
  }

  @Test("two enum values with one raw value are equal")
  func equality() {
    #expect(Sandbox.unrecognized("read-only") == .readOnly)
    #expect(Sandbox.unrecognized("read-only").hashValue == Sandbox.readOnly.hashValue)
    #expect(Sandbox.unrecognized("a") != .unrecognized("b"))
    #expect(Sandbox.readOnly != .fullAccess)
    #expect(Set([ErrorCode.overloaded, .unrecognized(-32001), .invalidRequest]).count == 2)
  }

  @Test("an unrecognized raw value matches the default of a switch")
  func matching() {
    let name =
      switch Sandbox(rawValue: "moon") {
      case .readOnly: "read-only"
      case .unrecognized(let raw): "unrecognized \(raw)"
      default: "another"
      }

    #expect(name == "unrecognized moon")
  }

  @Test("a value of another type is an error at the value", arguments: ["[1]", "[null]", "[{}]"])
  func wrongType(_ text: String) throws {
    #expect(try failure(of: text, as: [Sandbox].self).pointer == "/0")
  }
}

private enum Sandbox: OpenEnum {
  case readOnly
  case fullAccess
  case unrecognized(String)

  init(rawValue: String) {
    switch rawValue {
    case "read-only": self = .readOnly
    case "danger-full-access": self = .fullAccess
    default: self = .unrecognized(rawValue)
    }
  }

  var rawValue: String {
    switch self {
    case .readOnly: "read-only"
    case .fullAccess: "danger-full-access"
    case .unrecognized(let rawValue): rawValue
    }
  }

  var isRecognized: Bool {
    if case .unrecognized = self { false } else { true }
  }
}

private enum ErrorCode: OpenEnum {
  case overloaded
  case invalidRequest
  case unrecognized(Int)

  init(rawValue: Int) {
    switch rawValue {
    case -32001: self = .overloaded
    case -32600: self = .invalidRequest
    default: self = .unrecognized(rawValue)
    }
  }

  var rawValue: Int {
    switch self {
    case .overloaded: -32001
    case .invalidRequest: -32600
    case .unrecognized(let rawValue): rawValue
    }
  }

  var isRecognized: Bool {
    if case .unrecognized = self { false } else { true }
  }
}
