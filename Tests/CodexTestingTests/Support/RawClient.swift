import CodexSDK
import CodexWire
import Foundation

@testable import CodexTesting

/// A client of the app-server that sends and receives JSON lines without the SDK, so that tests of `CodexTesting` do
/// not depend on the SDK.
final class RawClient: Sendable {
  struct Inbox: Sendable {
    /// The notifications and requests of the server, in order.
    var messages: [JSONValue] = []
    /// The responses of the server, by the request's id.
    var responses: [Int: JSONValue] = [:]
    /// The turns of `turn/completed`, by id. A dictionary is fast when a hundred tasks wait for their turns.
    var completions: [String: JSONValue] = [:]
    /// The parameters of the messages that belong to a turn, by the turn's id.
    var turns: [String: [(method: String, params: JSONValue)]] = [:]
    var hasEnded = false
  }

  /// The error object of a response.
  struct ErrorResponse: Error {
    var error: JSONValue
  }

  /// The app-server ended while the client waited for a message.
  struct Ended: Error {}

  private let process: Locked<Process>
  private let input: Locked<FileHandle>
  private let lastID = Locked(0)
  private let inbox = WaitableState(Inbox())

  init(_ harness: AppServerHarness) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: harness.executable)
    process.arguments = harness.arguments
    process.environment = harness.environment
    process.currentDirectoryURL = URL(fileURLWithPath: harness.workspace)
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try Self.withoutBlockedSignals { try process.run() }
    self.process = Locked(process)
    self.input = Locked(input.fileHandleForWriting)
    let reader = output.fileHandleForReading
    Foundation.Thread.detachNewThread { [inbox] in
      var lines = LineSplitter()
      let decoder = JSONDecoder()
      while case let data = reader.availableData, !data.isEmpty {
        for line in lines.append(data) {
          guard let message = try? decoder.decode(JSONValue.self, from: line) else { continue }
          inbox.withLock { $0.receive(message) }
        }
      }
      inbox.withLock { $0.hasEnded = true }
    }
  }

  deinit { close() }

  /// Runs `body` with an empty signal mask, which `AppServerHarness` requires of a process that starts the app-server.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var previous = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    try body()
  }

  var messages: [JSONValue] { inbox.withLock { $0.messages } }

  @discardableResult
  func initialize(experimental: Bool = false) async throws -> JSONValue {
    let result = try await request(
      "initialize",
      [
        "clientInfo": ["name": "raw", "title": "Raw", "version": "1.0.0"],
        "capabilities": ["experimentalApi": .bool(experimental)],
      ]
    )
    send(["method": "initialized"])
    return result
  }

  func request(_ method: String, _ params: JSONValue) async throws -> JSONValue {
    let id = lastID.withLock { id in
      id += 1
      return id
    }
    send(["id": .integer(Int64(id)), "method": .string(method), "params": params])
    let response = try await inbox.wait { inbox -> Result<JSONValue, any Error>? in
      if let response = inbox.responses[id] { return .success(response) }
      return inbox.hasEnded ? .failure(Ended()) : nil
    }.get()
    if let error = response["error"] { throw ErrorResponse(error: error) }
    return response["result"] ?? .null
  }

  /// Waits for the first message of a method whose parameters fulfil a condition, and returns the message.
  func message(_ method: String, where condition: @escaping @Sendable (JSONValue) -> Bool = { _ in true }) async throws
    -> JSONValue
  {
    try await inbox.wait { inbox -> Result<JSONValue, any Error>? in
      let found = inbox.messages.first { $0["method"]?.stringValue == method && condition($0["params"] ?? .null) }
      if let found { return .success(found) }
      return inbox.hasEnded ? .failure(Ended()) : nil
    }.get()
  }

  /// Waits until a turn is completed, and returns the turn of `turn/completed`.
  func completion(of turn: String) async throws -> JSONValue {
    try await inbox.wait { inbox -> Result<JSONValue, any Error>? in
      if let completion = inbox.completions[turn] { return .success(completion) }
      return inbox.hasEnded ? .failure(Ended()) : nil
    }.get()
  }

  /// Returns the parameters of all messages of a method that belong to a turn, in order.
  func params(of method: String, turn: String) -> [JSONValue] {
    inbox.withLock { $0.turns[turn] ?? [] }.filter { $0.method == method }.map(\.params)
  }

  func send(_ message: JSONValue) {
    let line = message.sortedText + [UInt8(ascii: "\n")]
    input.withLock { try? $0.write(contentsOf: Data(line)) }
  }

  /// Closes standard input and waits until the app-server has ended.
  func close() {
    input.withLock { try? $0.close() }
    process.withLock { $0.waitUntilExit() }
  }
}

extension RawClient.Inbox {
  fileprivate mutating func receive(_ message: JSONValue) {
    if message["method"] == nil, let id = message["id"]?.intValue {
      responses[id] = message
      return
    }
    messages.append(message)
    guard let method = message["method"]?.stringValue, let params = message["params"] else { return }
    if let turn = params["turnId"]?.stringValue { turns[turn, default: []].append((method, params)) }
    guard method == "turn/completed", let turn = params["turn"], let id = turn["id"]?.stringValue else { return }
    completions[id] = turn
  }
}

/// Splits bytes that arrive in pieces into lines.
struct LineSplitter {
  private var rest: [UInt8] = []

  mutating func append(_ data: Data) -> [Data] {
    rest += data
    guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let lines = rest[..<end].split(separator: UInt8(ascii: "\n")).map { Data($0) }
    rest.removeFirst(end + 1)
    return lines
  }
}
