import Testing

@testable import ProtocolGenerator

@Suite("A generated module with a namespace")
struct NamespaceTests {
  private let settings = #"""
    {"namespace": "Older", "access": "public", "wrappers": true, "customization": {
      "presets": {"Mode": {"parameter": "mode", "replaces": ["policy"], "documentation": "M.",
        "cases": [{"name": "calm", "documentation": "C.", "sets": {"policy": "never"}}]}}}}
    """#

  @Test("declares its types and calls in the namespace, and refers to them by their whole names")
  func names() throws {
    let files = try ModuleFixture.files(settings)
    let namespace = try #require(files["CodexProtocol.RPC.swift"])
    #expect(namespace.contains("\npublic enum Older {\n"))
    #expect(namespace.contains("\n  public enum RPC {}\n}\n"))

    let text = files.sorted { $0.key < $1.key }.map(\.value).joined()
    #expect(text.contains("\nextension Older {\n"))
    #expect(text.contains("\nextension Older.RPC {\n"))
    #expect(text.contains("public typealias Response = Older."))
    #expect(text.contains("codex.send(Older.RPC.ThreadRead(Older.ThreadReadParams("))
    #expect(text.contains("func apply(to params: inout Older.ThreadStartParams)"))
    // The functions and the presets have names that the settings choose, so they are at the top level.
    #expect(text.contains("\npublic struct CodexAPI: Sendable {\n"))
    #expect(text.contains("\npublic enum Mode: "))
  }

  @Test("has the same declarations as a module without one")
  func sameDeclarations() throws {
    func declarations(_ settings: String) throws -> [String] {
      let text = try ModuleFixture.text(settings).replacing("Older.", with: "")
      return text.split(separator: "\n").map { $0.drop { $0 == " " } }
        .filter { $0.contains("struct ") || $0.contains("enum ") || $0.contains("func ") }.map(String.init).sorted()
    }
    let plain = settings.replacing(#""namespace": "Older", "#, with: "")

    #expect(try declarations(settings).filter { $0 != "public enum Older {" } == declarations(plain))
  }

  @Test(
    "is rejected when the namespace has a name that is not possible",
    arguments: [
      (#"{"namespace": "a b"}"#, ##"codexgen.json#/namespace: error: "a b" cannot name a type in Swift"##),
      (
        #"{"namespace": "Codex"}"#,
        ##"codexgen.json#/namespace: error: "Codex" is the type of the connection, which belongs to the SDK; use another "##
          + "name"
      ),
      (
        #"{"namespace": "CodexAPI"}"#,
        ##"codexgen.json#/namespace: error: "CodexAPI" is the struct that has the functions; use another name"##
      ),
      (#"{"sdkDefaults": "no"}"#, "codexgen.json#/sdkDefaults: error: this should be true or false"),
    ]
  )
  func mistakes(settings: String, message: String) { #expect(ModuleFixture.errors(settings) == [message]) }
}
