import Foundation
import Testing

@testable import ProtocolGenerator

/// Compiles programs against generated functions: what can be written for a setting, and what the compiler rejects.
@Suite("An argument for a setting")
struct ArgumentCompilationTests {
  private static let accepted =
    [
      ".inherit", "nil", "model", "name", "name as String?", #""m""#, #""a \(model)""#, ".set(model)", #".set("m")"#,
      #"flag ? "m" : .inherit"#, "flag ? model : nil", "flag ? name : .inherit", "Override<String>.inherit",
    ].map { "model: \($0)" }
    + [
      ".inherit", "nil", ".ask", "mode", "someMode", ".set(.ask)", "flag ? .ask : .inherit", "flag ? mode : nil",
      "flag ? .ask : someMode", "Override<Mode>.set(mode)",
    ].map { "mode: \($0)" }
    + [
      ".inherit", "nil", ".low", "effort", "Effort?.none", #""any""#, "model", "name", #".set("any")"#,
      "flag ? .low : .inherit",
    ].map { "effort: \($0)" }
    + [
      ".inherit", "nil", #"["a": ["b": [1, true]]]"#, "json", "json as JSONValue?", #".set(["a": 1])"#,
    ].map { "form: \($0)" }
    + [
      "StartOptions(style: .plain)", ".init(style: style)", ".init(style: Style.none, tags: [model])",
      ".init(style: .inherit)", ".init(style: Style.inherit)", ".init(style: .value)",
      ".init(tags: nil)",
      ".init(style: flag ? .plain : .inherit, tags: .set([]))",
    ].map { "options: \($0)" }

  /// Arguments that do not compile, and a part of the compiler's message.
  private static let rejected = [
    ("model: 5", "argument type 'Int' does not conform"),
    ("model: mode", "argument type 'Mode' does not conform"),
    ("model: Int?.none", "Optional<Int>"),
    ("mode: model", "argument type 'String' does not conform"),
    (#"mode: "ask""#, "argument type 'String' does not conform"),
    ("mode: .low", "has no member 'low'"),
    ("mode: .aks", "has no member 'aks'"),
    ("effort: mode", "argument type 'Mode' does not conform"),
    ("effort: 5", "argument type 'Int' does not conform"),
    ("form: 5", "argument type 'Int' does not conform"),
    ("options: .init(tags: [5])", "cannot convert value of type 'Int'"),
    // For an optional, `.none` is `nil`, which would silently inherit.
    ("options: .init(style: .none)", "ambiguous use of 'none'"),
  ]

  @Test("compiles when it means a value or inheriting, and does not compile otherwise")
  func programs() async throws {
    var programs: [String: String] = [:]
    for (index, argument) in Self.accepted.enumerated() { programs["Accepted\(index)"] = Self.program(index, argument) }
    for (index, (argument, _)) in Self.rejected.enumerated() {
      programs["Rejected\(index)"] = Self.program(1000 + index, argument)
    }
    let problems = try await Self.check(programs)

    for (index, argument) in Self.accepted.enumerated() {
      #expect(problems["Accepted\(index)"] == [], "\(argument)")
    }
    for (index, (argument, message)) in Self.rejected.enumerated() {
      let found = problems["Rejected\(index)"] ?? []
      #expect(found.count == 1 && found[0].contains(" error: ") && found[0].contains(message), "\(argument): \(found)")
    }
  }

  private static func program(_ number: Int, _ argument: String) -> String {
    """
    import CodexProtocol
    import CodexSDK
    import CodexWire

    func use\(number)(
      _ codex: Codex, model: String, name: String?, mode: Mode, someMode: Mode?, effort: Effort, style: Style?,
      json: JSONValue, flag: Bool
    ) async throws {
      try await codex.startThread("/", \(argument))
    }

    """
  }

  private static func check(_ programs: [String: String]) async throws -> [String: [String]] {
    let files = try Generator.generate(
      GeneratorInput(
        stable: Stage.file(
          WrapperFixture.bundle(
            startFields: #"""
              , "effort": {"anyOf": [{"$ref": "#/definitions/Effort"}, {"type": "null"}]},
              "form": true, "style": {"anyOf": [{"$ref": "#/definitions/Style"}, {"type": "null"}]},
              "labels": {"type": ["array", "null"], "items": {"type": "string"}}
              """#
          ).replacing(
            #""Policy":"#,
            with:
              #""Effort": {"type": "string"}, "Style": {"enum": ["plain", "none", "inherit", "set", "some", "value"]}, "Policy":"#
          ).replacing(#""tags""#, with: #""notes""#).replacing(#""labels""#, with: #""tags""#).replacing(
            #", "notes"]"#,
            with: "]"
          )
        ),
        customization: Stage.file(customization, path: "customization.json")
      )
    ).files
    // The wait for the compiler's process blocks a thread. That must not be one of the few threads of Swift concurrency, which
    // all other tests need.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let compiler = try Compiler()
            try compiler.build(files, runtime: runtime, release: "arguments")
            return try compiler.check(programs, release: "arguments")
          }
        )
      }
    }
  }

  private static let customization = #"""
    {"knownValues": {"Effort": ["low", "high"]},
     "presets": {"Mode": {"parameter": "mode", "documentation": "d", "replaces": ["policy"], "cases": [
       {"name": "ask", "documentation": "d", "sets": {"policy": "ask"}},
       {"name": "never", "documentation": "d", "sets": {"policy": "never"}}]}},
     "wrappers": {"files/list": [], "thread/name/set": [], "thread/read": [],
      "thread/start": [{"name": "startThread", "owner": "Codex", "overrides": true, "discardable": true,
        "options": "StartOptions", "parameters": {"cwd": "_ cwd"}, "order": ["cwd", "mode", "model", "effort", "form"]}]}}
    """#

  /// The part of the SDK's runtime that the generated functions extend.
  private static let runtime = """
    import CodexWire

    public struct Codex: Sendable {
      public func send<Method: ClientMethod>(_ method: Method, timeout: Duration? = nil) async throws -> Method.Response {
        fatalError()
      }
    }

    """
}
