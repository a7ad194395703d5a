import Testing

@testable import ProtocolGenerator

@Suite("The section limits of the customization")
struct LimitTests {
  private func generated(_ limits: String) throws(GeneratorError) -> String? {
    let input = GeneratorInput(
      stable: Stage.file(
        #"{"definitions": {"Turn": {"properties": {"id": {"type": "string"}}}}}"#,
        path: "stable.json"
      ),
      customization: Stage.file(#"{"limits": \#(limits)}"#, path: "customization.json")
    )
    return try Generator.generate(input).files.first { $0.path == "CodexSDK/ServerLimits.swift" }?.contents
  }

  @Test("becomes a static member for each limit, and a list of all limits")
  func members() throws {
    let text = try #require(
      try generated(
        #"""
        {"forkLosesModel": {"until": "0.150.0", "documentation": "A fork has another model."},
          "default": {"until": "0.9.12", "documentation": "No default."}}
        """#
      )
    )
    for part in [
      #"extension ServerInfo.Limit {"#, "public static var forkLosesModel: Self {", "/// A fork has another model.",
      "/// Servers before Codex 0.150.0 have this limit.", "public static var `default`: Self {",
      #"Self(id: "forkLosesModel", until: "0.150.0", description: "A fork has another model.")"#,
      "static var all: [Self] { [.default, .forkLosesModel] }",
    ] { #expect(text.contains(part), "\(part)\nin\n\(text)") }
  }

  @Test("makes no file when it is absent")
  func absent() throws { #expect(try generated("{}") == nil) }

  @Test(
    "reports a name that is no Swift identifier, and a release that is no version",
    arguments: [
      (#"{"a-b": {"until": "0.1.0", "documentation": "x"}}"#, "/limits/a-b"),
      (#"{"a": {"until": "next", "documentation": "x"}}"#, "/limits/a/until"),
      (#"{"a": {"until": "0.1", "documentation": "x"}}"#, "/limits/a/until"),
      (#"{"a": {"until": "0.1.0"}}"#, "/limits/a/documentation"),
      (#"{"a": {"until": "0.1.0", "documentation": "x", "since": "0"}}"#, "/limits/a"),
    ]
  )
  func mistakes(limits: String, pointer: String) {
    let error = #expect(throws: GeneratorError.self) { try generated(limits) }
    #expect(error?.diagnostics.contains { $0.pointer?.hasPrefix(pointer) == true } == true)
  }
}
