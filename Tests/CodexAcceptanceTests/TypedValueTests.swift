import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Swift types as responses and as arguments of tools")
struct TypedValueTests {
  struct Report: Decodable, Equatable {
    var title: String
    var day: Date
    var severity: Severity
    var notes: [String]
    var counts: [String: Int]
    var parent: Part?

    enum Severity: String, CaseIterable, Decodable { case low, high }

    struct Part: Decodable, Equatable {
      var name: String
      var parts: [Part]
    }
  }

  @Test("A response is described by the schema of its type, and decoded")
  func response() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(
        .message(
          #"{"title":"Leak","day":"2026-01-31T12:00:00Z","severity":"high","notes":["a"],"#
            + #""counts":[{"key":"x","value":1}],"parent":{"name":"p","parts":[{"name":"q","parts":[]}]}}"#
        )
      )
      let thread = try await session.codex.startThread()

      let report = try await thread.run("What happened?", as: Report.self)

      #expect(
        report
          == Report(
            title: "Leak",
            day: Date(timeIntervalSince1970: 1_769_860_800),
            severity: .high,
            notes: ["a"],
            counts: ["x": 1],
            parent: .init(name: "p", parts: [.init(name: "q", parts: [])])
          )
      )
      let format = session.model.requests.first?.body["text"]?["format"]
      #expect(format?["strict"] == true)
      let schema = try JSONSchema(of: Report.self).json
      #expect(format?["schema"] == schema)
    }
  }

  @Test("A response that is no object is the member of one")
  func wrapped() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message(#"{"value":[1,2,3]}"#))
      let thread = try await session.codex.startThread()

      #expect(try await thread.run("Count.", as: [Int].self) == [1, 2, 3])
      #expect(session.model.requests.first?.body["text"]?["format"]?["schema"]?["type"] == "object")
    }
  }

  @Test("A response that does not match throws an error with the path, both values and the text")
  func mismatch() async throws {
    try await ScriptedSession.run { session in
      let text = #"{"title":"Leak","day":"today","severity":"high","notes":[],"counts":[],"parent":null}"#
      session.model.enqueue(.message(text))
      let thread = try await session.codex.startThread()

      let error = await #expect(throws: CodexError.self) { try await thread.run("What happened?", as: Report.self) }

      guard case .outputMismatch(let mismatch)? = error else {
        Issue.record("unexpected error: \(String(describing: error))")
        return
      }
      #expect(mismatch.path == "/day")
      #expect(mismatch.expected == "a date and time such as 2026-01-31T12:00:00Z")
      #expect(mismatch.got == #"the string "today""#)
      #expect(mismatch.text == text)
    }
  }

  enum Anything: Decodable {
    case number(Int)
    case text(String)
  }

  @Test("A type without a schema throws an error before anything is sent")
  func noSchema() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.codex.startThread()

      let error = await #expect(throws: CodexError.self) { try await thread.run("Anything?", as: Anything.self) }

      #expect(error.map { "\($0)" }?.contains("Conform Anything to JSONSchemaRepresentable") == true)
      #expect(session.model.requests.isEmpty)
    }
  }

  #if ExperimentalAPI
  struct Sum: Decodable, Sendable {
    var numbers: [Int]
    var unit: String?
  }

  struct Total: Encodable { var total: Int }

  @Test("A tool gets its arguments as a Swift value, and the model gets the reason when they do not match")
  func tool() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(
        .functionCall("add", arguments: ["numbers": [1, "two"]]),
        .functionCall("add", arguments: ["numbers": [1, 2]]),
        .message("3.")
      )
      let add = try DynamicTool(name: "add", description: "Adds numbers.") { (sum: Sum) in
        try .json(Total(total: sum.numbers.reduce(0, +)))
      }
      let thread = try await session.codex.startThread(tools: [add])

      #expect(try await thread.run("Add.").finalResponse == "3.")

      let tools = session.model.requests.first?.body["tools"]?.arrayValue ?? []
      let declared = tools.first { $0["name"] == "add" }?["parameters"]
      #expect(declared?["required"] == ["numbers", "unit"])
      #expect(declared?["additionalProperties"] == false)
      let refusal = try await session.model.request(at: 1).input.last
      let output = try await session.model.request(at: 2).input.last
      #expect(refusal.map { "\($0)" }?.contains("at /numbers/1") == true)
      #expect(output.map { "\($0)" }?.contains("total") == true)
    }
  }
  #endif
}
