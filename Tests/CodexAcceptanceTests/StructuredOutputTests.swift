import CodexSDK
import CodexTesting
import Testing

@Suite("Structured output")
struct StructuredOutputTests {
  struct Weather: Decodable, Equatable {
    var city: String
    var degrees: Int
  }

  static let schema: JSONValue = [
    "type": "object",
    "properties": ["city": ["type": "string"], "degrees": ["type": "integer"]],
    "required": ["city", "degrees"],
    "additionalProperties": false,
  ]

  @Test(
    "The final response is decoded as the given type, and the schema reaches the model",
    arguments: ServerTransport.kinds
  )
  func decoded(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      session.model.enqueue(.message(#"{"city":"Oslo","degrees":7}"#))
      let thread = try await session.codex.startThread()

      let weather = try await thread.run("How warm is it in Oslo?", as: Weather.self, schema: Self.schema)

      #expect(weather == Weather(city: "Oslo", degrees: 7))
      #expect(session.model.requests.first?.body["text"]?["format"]?["schema"] == Self.schema)
    }
  }

  @Test(
    "A final response that does not decode throws an error with the location, both values, the text and the result",
    arguments: [
      (#"{"city":"Oslo","degrees":"seven"}"#, "/degrees", "an integer", #"the string "seven""#),
      (#"{"city":"Oslo","degrees":null}"#, "/degrees", "an integer", "null"),
      (#"{"city":"Oslo"}"#, "", #"an object with the member "degrees""#, #"an object with the members "city""#),
      ("It is warm.", "", "JSON", #"the text "It is warm.""#),
    ]
  )
  func undecodable(_ response: String, path: String, expected: String, got: String) async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message(response), .message(#"{"city":"Oslo","degrees":7}"#))
      let thread = try await session.codex.startThread()

      let error = await #expect(throws: CodexError.self) {
        try await thread.run("How warm is it in Oslo?", as: Weather.self, schema: Self.schema)
      }

      guard case .outputMismatch(let mismatch) = error else {
        Issue.record("unexpected error: \(String(describing: error))")
        return
      }
      #expect(mismatch.path == path)
      #expect(mismatch.expected == expected)
      #expect(mismatch.got == got)
      #expect(mismatch.text == response)
      #expect(mismatch.result.status == .completed)
      #expect(mismatch.result.finalResponse == response)
      #expect("\(mismatch)".contains(expected) && "\(mismatch)".contains(got))
      // The next call works.
      #expect(try await thread.run("Again.", as: Weather.self, schema: Self.schema).degrees == 7)
    }
  }

  @Test("A schema applies only to its turn")
  func forOneTurn() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message(#"{"city":"Oslo","degrees":7}"#), .message("Yes."))
      let thread = try await session.codex.startThread()

      _ = try await thread.run("How warm is it in Oslo?", as: Weather.self, schema: Self.schema)
      _ = try await thread.run("Is that warm?")

      #expect(session.model.requests.last?.body["text"]?["format"] == nil)
    }
  }
}
