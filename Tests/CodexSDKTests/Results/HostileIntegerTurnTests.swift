import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

/// Each number stands at the place of every integer that a server sends during a turn.
@Suite struct `A turn in which all integers are hostile` {
  private static let numbers = [
    "-9223372036854775808", "-9223372036854775807", "9223372036854775806", "9223372036854775807", "9223372036854775808",
    "18446744073709551615", "18446744073709551616", "-9223372036854775809", "-1", "0", "-0", "2147483648",
    "-2147483649",
    "4294967296", "0.5", "1e18", "1e300", String(repeating: "9", count: 99),
  ]

  /// The notifications of a turn. The word `NUMBER` stands for each integer.
  private static let notifications = [
    #"{"method":"turn/started","params":{"threadId":"t","turn":\#(turn("inProgress"))},"emittedAtMs":NUMBER}"#,
    """
    {"method":"item/completed","params":{"threadId":"t","turnId":"u","completedAtMs":NUMBER,"item":{"type":\
    "commandExecution","id":"c","command":"ls","cwd":"/","status":"completed","commandActions":[],"exitCode":NUMBER,\
    "durationMs":NUMBER}},"emittedAtMs":NUMBER}
    """,
    review("started", #""status":"inProgress""#, more: ""),
    review("completed", #""status":"denied""#, more: #""completedAtMs":NUMBER,"decisionSource":"agent","#),
    """
    {"method":"thread/tokenUsage/updated","params":{"threadId":"t","turnId":"u","tokenUsage":{"total":\(tokens),\
    "last":\(tokens),"modelContextWindow":NUMBER}},"emittedAtMs":NUMBER}
    """,
    #"{"method":"turn/completed","params":{"threadId":"t","turn":\#(turn("completed"))},"emittedAtMs":NUMBER}"#,
  ]

  private static let tokens = """
    {"totalTokens":NUMBER,"inputTokens":NUMBER,"cachedInputTokens":NUMBER,"cacheWriteInputTokens":NUMBER,\
    "outputTokens":NUMBER,"reasoningOutputTokens":NUMBER}
    """

  private static func turn(_ status: String) -> String {
    """
    {"id":"u","items":[],"status":"\(status)","startedAt":NUMBER,"completedAt":NUMBER,"durationMs":NUMBER}
    """
  }

  private static func review(_ event: String, _ status: String, more: String) -> String {
    """
    {"method":"item/autoApprovalReview/\(event)","params":{"threadId":"t","turnId":"u","reviewId":"r","startedAtMs":NUMBER,\
    \(more)"review":{\(status)},"action":{"type":"networkAccess","host":"h","port":NUMBER,"protocol":"https","target":"t"}},\
    "emittedAtMs":NUMBER}
    """
  }

  @Test(arguments: numbers)
  func `has a result`(number: String) async throws {
    var configuration = CodexConfiguration()
    configuration.turnRecoveryDelay = .milliseconds(1)
    let (codex, server) = try await connect(configuration)
    async let opened = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    let turn = try await opened

    for notification in Self.notifications {
      try server.sendRaw(notification.replacing("NUMBER", with: number))
    }
    // When the end of the turn cannot be read, the client asks for it.
    async let recovery: Void = Self.respondToRead(server)
    let result = try await turn.result()

    #expect(result.status == .completed)
    #expect(!"\(result)".isEmpty && !String(reflecting: result).isEmpty)
    for review in result.approvalReviews {
      _ = review.duration
      #expect(!"\(review)".isEmpty)
    }
    var count = 0
    for try await event in turn.events {
      #expect(!"\(event)".isEmpty)
      count += 1
    }
    #expect(count >= Self.notifications.count - 1)
    await codex.close()
    try await recovery
  }

  private static func respondToRead(_ server: FakeServer) async throws {
    guard let request = try await server.next() else { return }
    try server.reply(
      to: request,
      [
        "thread": [
          "id": "t", "cliVersion": "0.163.0", "createdAt": 1, "cwd": "/", "ephemeral": false, "modelProvider": "openai",
          "preview": "", "projectId": .null, "sessionId": "s", "source": "appServer", "status": ["type": "idle"],
          "turns": [["id": "u", "items": [], "itemsView": "full", "status": "completed"]], "updatedAt": 1,
        ]
      ]
    )
  }
}
