@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("A patch")
struct PatchTests {
  @Test("unchanged is an absent member")
  func unchanged() throws {
    try expectRoundTrip(Settings(), "{}")
    #expect(Settings().model.value == nil)
  }

  @Test("clear is an explicit null")
  func clear() throws {
    try expectRoundTrip(Settings(model: .clear), #"{"model":null}"#)
    #expect(Settings(model: .clear).model.value == nil)
  }

  @Test("set is the value")
  func set() throws {
    try expectRoundTrip(Settings(model: .set("large"), limits: .set([])), #"{"limits":[],"model":"large"}"#)
    #expect(Settings(model: .set("large")).model.value == "large")
  }

  @Test("a value of the wrong type is an error at the member")
  func wrongType() throws {
    #expect(try failure(of: #"{"limits":[1,"x"]}"#, as: Settings.self).pointer == "/limits/1")
  }

  @Test("unchanged, clear and set are not equal")
  func equality() {
    let patches: Set<Patch<String>> = [.unchanged, .clear, .set("a"), .set("b"), .set("a")]

    #expect(patches.count == 4)
  }
}

private struct Settings: Codable, Equatable, WireValue {
  var model: Patch<String> = .unchanged
  var limits: Patch<[Int]> = .unchanged

  static func _describe(_ type: _WireDescription<Self>) {
    type.optional("model", \.model)
    type.optional("limits", \.limits)
  }
}
