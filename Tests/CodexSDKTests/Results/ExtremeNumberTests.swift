import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Extreme numbers` {
  private static let integers: [Int] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]

  @Test(arguments: integers, integers)
  func `of a review give a duration with the right sign`(start: Int, end: Int) throws {
    let review = ApprovalReview(
      ItemAutoApprovalReviewCompletedNotification(
        action: .networkAccess(.init(host: "h", port: 1, protocol: .https, target: "t")),
        completedAtMilliseconds: end,
        decisionSource: .agent,
        review: AutoApprovalReview(status: .denied),
        reviewID: "r",
        startedAtMilliseconds: start,
        threadID: "t",
        turnID: "u"
      )
    )
    let duration = try #require(review.duration)
    if start == end { #expect(duration == .zero) }
    if start < end { #expect(duration >= .zero) }
    if start > end { #expect(duration <= .zero) }
    #expect(!"\(review)".isEmpty)
  }

  @Test func `of a review's ends give the exact duration`() {
    var review = ApprovalReview(
      id: "r",
      threadID: "t",
      turnID: "u",
      action: .networkAccess(.init(host: "h", port: 1, protocol: .https, target: "t")),
      status: .approved,
      startedAt: Date(timeIntervalSince1970: TimeInterval(Int64.min) / 1000),
      completedAt: Date(timeIntervalSince1970: TimeInterval(Int64.max) / 1000)
    )
    #expect(review.duration == .milliseconds(Int64.max) - .milliseconds(Int64.min))
    review.completedAt = Date(timeIntervalSince1970: .nan)
    #expect(review.duration != nil)
  }

  @Test(arguments: integers)
  func `of a turn give a result`(number: Int) {
    let turn = Turn(
      id: "u",
      items: [],
      status: .completed,
      completedAtSeconds: number,
      durationMilliseconds: number,
      startedAtSeconds: number
    )
    let result = TurnResult(turn, items: [], usage: nil)
    #expect(result.duration == .milliseconds(number))
    #expect(result.startedAt == Date(timeIntervalSince1970: TimeInterval(number)))
  }

  @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min), .zero, .seconds(1)])
  func `of a retry policy give a delay`(length: Duration) throws {
    let policy = RetryPolicy(maximumAttempts: 200, initialDelay: length, maximumDelay: length, jitter: .nan)
    for attempt in [1, 2, 100, 199] {
      let delay = try #require(policy.delay(afterAttempt: attempt))
      #expect(delay >= .zero && delay <= .seconds(Int64.max))
    }
    let growing = RetryPolicy(maximumAttempts: 200, initialDelay: .seconds(1), maximumDelay: .seconds(Int64.max))
    #expect(try #require(growing.delay(afterAttempt: 199)) > .seconds(86_400))
  }

  @Test func `of a timeout wait without a limit`() async throws {
    var configuration = CodexConfiguration(requestTimeout: .seconds(Int64.max), startupTimeout: .seconds(Int64.max))
    configuration.closeTimeouts = CloseTimeouts(exit: .seconds(Int64.max), terminate: .seconds(Int64.max))
    let (codex, server) = try await connect(configuration)
    async let models = codex.send(RPC.ModelList(ModelListParams()), timeout: .seconds(Int64.max))
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models
    await #expect(throws: CodexError.self) {
      _ = try await codex.send(RPC.ModelList(ModelListParams()), timeout: .seconds(Int64.min))
    }
    await codex.close()
    var shutdown = ChildShutdown(timeouts: configuration.closeTimeouts, clock: configuration.clock)
    #expect(shutdown.step(hasOutgoing: true) == .nothing)
    #expect(shutdown.timeout(isWakeable: true) == Int32.max)
  }
}
