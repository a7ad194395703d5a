import Foundation
import Testing

@testable import CodexSDK

/// Runs the cases of the Autobahn test suite, which checks whether a WebSocket client conforms to RFC 6455. The script
/// `Tests/Autobahn/autobahn` starts the suite's server and sets the environment variables.
@Suite(.enabled(if: AutobahnSuite.port != nil, "Tests/Autobahn/autobahn runs this suite with a server."))
struct `The WebSocket client and the Autobahn test suite` {
  @Test func `agree in all cases`() async throws {
    let suite = try AutobahnSuite()
    let count = try #require(Int(try await suite.receiveAll("/getCaseCount").last ?? ""))
    #expect(count > 0)
    for number in 1...count { try await suite.echo("/runCase?case=\(number)&agent=\(suite.agent)") }
    _ = try await suite.receiveAll("/updateReports?agent=\(suite.agent)")

    let outcomes = try suite.outcomes()
    #expect(outcomes.count == count)
    let failed = outcomes.filter {
      !["OK", "INFORMATIONAL"].contains($0.behavior) || !["OK", "INFORMATIONAL"].contains($0.close)
    }
    #expect(failed.map(\.description) == [])
    let summary = Dictionary(grouping: outcomes, by: \.behavior).map { "\($0.value.count) \($0.key)" }.sorted()
    print("Autobahn: \(count) cases: \(summary.joined(separator: ", "))")
  }
}

/// The server of the Autobahn test suite.
struct AutobahnSuite {
  struct Outcome: CustomStringConvertible {
    var name: String
    var behavior: String
    var close: String
    var description: String { "case \(name): \(behavior), closing: \(close)" }
  }

  let agent = "codex-swift"
  private let port: UInt16
  private let reports: URL

  static var port: UInt16? { ProcessInfo.processInfo.environment["AUTOBAHN_PORT"].flatMap { UInt16($0) } }

  init() throws {
    port = try #require(Self.port)
    reports = URL(fileURLWithPath: try #require(ProcessInfo.processInfo.environment["AUTOBAHN_REPORTS"]))
  }

  /// Sends back every message until the server closes the connection.
  func echo(_ target: String) async throws {
    let connection = try await connect(target)
    let closed = AsyncPromise<Void>()
    try connection.start(
      // When sending fails, the server has closed the connection.
      receive: { [weak connection] message, kind in try? connection?.send(message, kind) },
      closed: { _ in closed.fulfill(.success(())) }
    )
    try await closed.wait()
    await connection.close()
  }

  /// The messages that the server sends until it closes the connection.
  func receiveAll(_ target: String) async throws -> [String] {
    let connection = try await connect(target)
    let closed = AsyncPromise<Void>()
    let messages = Locked<[String]>([])
    try connection.start(
      receive: { message, _ in messages.withLock { $0.append(String(decoding: message, as: UTF8.self)) } },
      closed: { _ in closed.fulfill(.success(())) }
    )
    try await closed.wait()
    await connection.close()
    return messages.withLock { $0 }
  }

  /// The outcomes in the server's report.
  func outcomes() throws -> [Outcome] {
    let data = try Data(contentsOf: reports.appendingPathComponent("index.json"))
    let report = try JSONDecoder().decode([String: [String: Entry]].self, from: data)
    return (report[agent] ?? [:]).map {
      Outcome(name: $0.key, behavior: $0.value.behavior, close: $0.value.behaviorClose)
    }
    .sorted { $0.name.compare($1.name, options: .numeric) == .orderedAscending }
  }

  private struct Entry: Decodable {
    var behavior: String
    var behaviorClose: String
  }

  private func connect(_ target: String) async throws -> WebSocketConnection {
    let timeout = Duration.seconds(120)
    let connection = WebSocketConnection(
      stream: try await TCPConnector.connect(host: "127.0.0.1", port: port, onlyLoopback: true, timeout: timeout),
      request: WebSocketUpgradeRequest(host: "127.0.0.1:\(port)", target: target),
      messageSizeLimit: WebSocketTransport.defaultMessageSizeLimit,
      closeTimeout: .seconds(10),
      clock: ContinuousClock(),
      secrets: SecretText(values: [])
    )
    try await connection.open(until: .now + timeout, timeout: timeout)
    return connection
  }
}
