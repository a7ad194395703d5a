import Testing

@testable import ProtocolGenerator

@Suite("The names of the secrets in messages")
struct MessageSecretsTests {
  private static let bundle = ##"""
    {"definitions": {
      "LoginParams": {"properties": {
        "apiKey": {"type": "string"}, "pin": {"type": "string"}, "sortKey": {"type": "string"},
        "nested": {"properties": {"password": {"type": "string"}, "apiKey": {"type": "string"}}}}},
      "LoginResponse": {"properties": {"count": {"type": "integer"}}},
      "ClientRequest": {"oneOf": [
        {"properties": {"method": {"const": "account/login"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/LoginParams"}}, "required": ["method", "id", "params"]}]}
    }}
    """##

  private func generated(_ bundle: String, _ customization: String) throws -> String? {
    let input = GeneratorInput(
      stable: Stage.file(bundle, path: "stable.json"),
      customization: Stage.file(customization, path: "customization.json")
    )
    return try Generator.generate(input).files.first { $0.path == "CodexSDK/MessageSecrets.swift" }?.contents
  }

  @Test("are those of all properties that are secrets, also of nested types, each once and in order")
  func names() throws {
    let customization =
      #"{"areas": {}, "reads": ["account/login"], "secrets": ["LoginParams.pin"], "notSecrets": ["LoginParams.sortKey"]}"#
    let text = try #require(try generated(Self.bundle, customization))

    #expect(text.contains("extension MessageSecrets {"))
    let names = text.split(separator: "\"").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    #expect(names == ["apiKey", "password", "pin"])
  }

  @Test("make no file when no property is a secret")
  func none() throws {
    let bundle = Self.bundle.replacing("apiKey", with: "a").replacing("password", with: "b").replacing(
      "sortKey",
      with: "c"
    )

    #expect(try generated(bundle, #"{"areas": {}, "reads": ["account/login"]}"#) == nil)
  }
}
