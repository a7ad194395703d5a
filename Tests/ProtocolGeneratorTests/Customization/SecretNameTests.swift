import Testing

@testable import ProtocolGenerator

@Suite("Properties with names of secrets")
struct SecretNameTests {
  private static let definitions = ##"""
    "Login": {"properties": {
      "apiKey": {"type": "string"}, "count": {"type": "integer"}, "tokens": {"type": "integer"},
      "nested": {"properties": {"password": {"type": ["string", "null"]}}}, "hidden": {"type": "string"},
      "secretList": {"type": "array", "items": {"$ref": "#/definitions/Text"}}, "token": {"$ref": "#/definitions/Kind"},
      "env": {"type": "object", "additionalProperties": {"type": "string"}}, "environment": {"type": "string"},
      "key": {"type": "string"}}},
    "Text": {"type": "string"}, "Kind": {"enum": ["a", "b"]}
    """##

  @Test("are secrets, with a warning for each one about which the customization says nothing")
  func warnings() throws {
    let model = try Stage.customized(
      Self.definitions,
      by: #"{"secrets": ["Login.apiKey", "Login.hidden"], "notSecrets": ["Login.key"]}"#
    )

    #expect(try secrets(of: "Login", in: model) == ["apiKey", "env", "hidden", "secretList"])
    #expect(try secrets(of: "Login/nested", in: model) == ["password"])
    #expect(
      model.warnings.map { $0.pointer } == [
        "/definitions/Login/properties/nested/properties/password", "/definitions/Login/properties/env",
        "/definitions/Login/properties/secretList",
      ]
    )
    #expect(
      model.warnings.first?.message
        == "the name of the property \"Login/nested.password\" looks like a secret, so descriptions do not show the value; "
        + "list the property in the customization, under \"secrets\" or, if the value may be shown, under \"notSecrets\""
    )
  }

  @Test("are secrets without a warning if the customization lists no properties")
  func noLists() throws {
    let model = try Stage.customized(Self.definitions, by: "{}")

    #expect(try secrets(of: "Login", in: model) == ["apiKey", "env", "key", "secretList"])
    #expect(model.warnings == [])
  }

  @Test("cannot be listed under both secrets and notSecrets")
  func contradiction() throws {
    let error = try #require(throws: GeneratorError.self) {
      try Stage.customized(
        Self.definitions,
        by: #"{"secrets": ["Login.apiKey"], "notSecrets": ["Login.apiKey"]}"#
      )
    }
    #expect(
      error.diagnostics.map(\.message) == [
        "\"Login.apiKey\" is also listed under \"notSecrets\"; keep one of the two entries"
      ]
    )
  }

  private func secrets(of type: String, in model: ProtocolModel) throws -> [String] {
    let declaration = try #require(model.types.flatMap(\.flattened).first { $0.id.path == type })
    guard case .structure(let structure) = declaration.kind else { return [] }
    return structure.properties.filter(\.isSecret).map(\.name).sorted()
  }
}
