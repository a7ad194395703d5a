import CodexSDK
import CodexWire

/// A model for tests: an HTTP server on the loopback interface that answers the Responses API with what a test scripts,
/// and records what it is asked.
///
/// ```swift
/// let model = try await ScriptedModelServer()
/// defer { model.close() }
/// model.enqueue(.command("ls"), .message("Two files."))
/// ```
///
/// A request gets the first of these that there is: a reply enqueued for requests like it; what a `when` says; the next
/// reply of the queue. When there is none it gets an error that says so, and is in `unexpectedRequests`.
public final class ScriptedModelServer: Sendable {
  /// What goes into a model provider's `base_url`, such as `http://127.0.0.1:40123/v1`.
  public let baseURL: String

  private let listener: LoopbackListener
  private let script: Locked<ReplyScript>
  private let log: RequestLog

  /// Starts the server on a port that the system chooses.
  public init() async throws {
    let script = Locked(ReplyScript())
    let log = RequestLog()
    self.script = script
    self.log = log
    let desk = ReplyDesk(script: script, log: log)
    listener = try LoopbackListener { desk.answer($0, through: $1) }
    baseURL = "http://127.0.0.1:\(listener.port)/v1"
  }

  /// Closes the server and all its connections. May be called more than once.
  public func close() {
    listener.stop()
    log.change { $0.isClosed = true }
  }

  deinit { log.change { $0.isClosed = true } }
}

// MARK: - Scripting

extension ScriptedModelServer {
  /// Adds replies to the queue: each is given once, in order, to requests that nothing else is meant for.
  public func enqueue(_ replies: ModelReply...) { script.withLock { $0.enqueue(replies) } }

  /// Adds replies for requests like these: each is given once, in order.
  ///
  /// A turn with a command asks the model twice, so it needs two replies.
  public func enqueue(for matcher: RequestMatcher, _ replies: ModelReply...) {
    script.withLock { $0.reserve(replies, for: matcher) }
  }

  /// Answers every request like these, in the same way each time.
  public func when(_ matcher: RequestMatcher, reply: ModelReply) { when(matcher) { _ in reply } }

  /// Answers every request like these with what `reply` makes of it. It is called on the server's thread and must not
  /// block. Of several that fit, the one that was added first answers.
  public func when(_ matcher: RequestMatcher, reply: @escaping @Sendable (ModelRequest) -> ModelReply) {
    script.withLock { $0.addRule(matcher, reply) }
  }

  /// How many enqueued replies nobody has asked for yet.
  public var remainingReplies: Int { script.withLock { $0.remaining } }
}

// MARK: - What it was asked

extension ScriptedModelServer {
  /// The requests for a reply, in the order in which they came.
  public var requests: [ModelRequest] { log.current.requests }

  /// Those that nothing was scripted for, or that are none of this API.
  public var unexpectedRequests: [ModelRequest] { log.current.unexpected }

  /// Requests that ask for no reply, such as `GET /v1/models`.
  public var otherRequests: [ModelRequest] { log.current.others }

  /// The next request that this method has not returned yet; waits for it if need be.
  ///
  /// - Throws: `ScriptedModelServerError` when none comes, `CancellationError` when the task is cancelled.
  public func nextRequest(timeout: Duration = .seconds(60)) async throws -> ModelRequest {
    try await log.wait("further request", timeout: timeout) { state in
      guard state.taken < state.requests.count else { return nil }
      defer { state.taken += 1 }
      return state.requests[state.taken]
    }
  }

  /// The request `index`, counted from 0; waits for it if need be.
  ///
  /// - Throws: `ScriptedModelServerError` when it does not come, `CancellationError` when the task is cancelled.
  public func request(at index: Int, timeout: Duration = .seconds(60)) async throws -> ModelRequest {
    try await log.wait("request \(index)", timeout: timeout) { state in
      state.requests.indices.contains(index) ? state.requests[index] : nil
    }
  }

  /// The first request like these, be it recorded already or still to come.
  ///
  /// - Throws: `ScriptedModelServerError` when none comes, `CancellationError` when the task is cancelled.
  public func firstRequest(_ matcher: RequestMatcher, timeout: Duration = .seconds(60)) async throws -> ModelRequest {
    try await log.wait("request that matches", timeout: timeout) { $0.requests.first(where: matcher.matches) }
  }
}
