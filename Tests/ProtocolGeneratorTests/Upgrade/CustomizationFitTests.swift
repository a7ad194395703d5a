import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("Fitting a customization to another release")
struct CustomizationFitTests {
  private static let bundle = Stage.file(
    bundle(
      """
      "Old": {"type": "object", "properties": {"kept": {"type": "string"}}}
      """
    ),
    path: "stable.json"
  )

  private static func bundle(_ definitions: String) -> String {
    """
    {"definitions": {
      "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
        "id": {"type": "string"}, "method": {"type": "string", "enum": ["thread/start"]},
        "params": {"$ref": "#/definitions/ThreadStartParams"}}}]},
      "ThreadStartParams": {"type": "object", "properties": {"model": {"type": "string"}}},
      "ThreadStartResponse": {"type": "object", "properties": {"id": {"type": "string"}}},
      \(definitions)
    }}
    """
  }

  private func fit(_ customization: String) -> CustomizationFit {
    let file = Stage.file(customization, path: "customization.json")
    return CustomizationFit(GeneratorInput(stable: Self.bundle, customization: file)) { input throws(GeneratorError) in
      try Generator.generate(input, isComplete: true)
    }
  }

  @Test("removes each entry that fits nothing, and names its place in the original text")
  func removes() throws {
    let result = fit(
      """
      {
        "types": {"Old": "Elder", "Gone": "Away"},
        "notSecrets": ["Gone.token", "Old.kept"],
        "reads": ["thread/gone", "thread/start", "thread/lost"],
        "wrappers": {
          "thread/gone": [{"name": "go"}],
          "thread/start": [{"name": "begin", "hidden": ["cwd", "model"]}]
        }
      }
      """
    )

    // "Old.kept" is found in the same round as the first ones, "thread/gone" in a later one.
    #expect(
      result.unused.compactMap(\.pointer) == [
        "/notSecrets/0", "/notSecrets/1", "/reads/0", "/reads/2", "/types/Gone", "/wrappers/thread~1gone",
        "/wrappers/thread~1start/0/hidden/0",
      ]
    )
    #expect(result.errors == [])
    #expect(result.generation != nil)
    #expect(
      String(decoding: try #require(result.customization).bytes, as: UTF8.self) == """
        {
          "types": {"Old": "Elder"},
          "notSecrets": [],
          "reads": ["thread/start"],
          "wrappers": {
            "thread/start": [{"name": "begin", "hidden": ["model"]}]
          }
        }
        """
    )
  }

  @Test("reports errors that the removal of an entry does not settle, with their places in the original text")
  func errors() {
    let result = fit(#"{"notSecrets": ["Gone.a"], "types": {"Old": "not a name", "Gone": "Away"}}"#)

    #expect(result.unused.compactMap(\.pointer) == ["/notSecrets/0", "/types/Gone"])
    #expect(
      result.errors.map(\.description).contains { $0.contains("#/types/Old: error: \"not a name\" is not a Swift") }
    )
    #expect(result.generation == nil)
  }

  @Test("removes nothing from a customization that fits")
  func fits() {
    let text = #"{ "types": {"Old": "Elder"} }"#
    let result = fit(text)
    #expect(result.unused == [])
    #expect(result.customization.map { String(decoding: $0.bytes, as: UTF8.self) } == text)
  }

  @Test("leaves an entry whose value does not fit the release, since only a person can say what should take its place")
  func otherValue() throws {
    let input = try Release.input("0.144.4", customized: true)
    let result = CustomizationFit(input) { input throws(GeneratorError) in try Generator.generate(input) }

    // In 0.144.4, a refusal of these two requests is a text instead of an object with a reason.
    #expect(
      result.errors.compactMap(\.pointer) == [
        "/serverRequests/applyPatchApproval/refusal", "/serverRequests/execCommandApproval/refusal",
      ]
    )
    #expect(result.generation == nil)
  }

  @Test(
    "makes this repository's customization fit each release of the fixtures, and names only entries that it has",
    arguments: ["0.147.0", "0.154.0"]
  )
  func realReleases(release: String) throws {
    let input = try Release.input(release, customized: true)
    let result = CustomizationFit(input) { input throws(GeneratorError) in
      try Generator.generate(input, isComplete: true)
    }

    #expect(result.errors.map(\.description) == [])
    #expect(result.unused.count > 50)
    let customization = try #require(input.customization).json()
    for pointer in result.unused.compactMap(\.pointer) {
      #expect(customization.value(at: pointer) != nil, "\(pointer)")
    }
    // The customization fits now, so nothing more is removed.
    var fitted = input
    fitted.customization = result.customization
    #expect(CustomizationFit(fitted) { input throws(GeneratorError) in try Generator.generate(input) }.unused == [])
  }
}

extension JSONValue {
  /// The value at a JSON pointer; `nil` if there is none.
  func value(at pointer: String) -> JSONValue? {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().reduce(self as JSONValue?) {
      value,
      part in
      let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      if let elements = value?.arrayValue {
        return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      return value?[name]
    }
  }
}
