import CodexSDK
import CodexWire

/// A scripted model for tests: an HTTP server on the loopback interface that implements the Responses API.
///
/// The server replies to Codex with the replies that a test scripts, and records every request.
///
/// ```swift
/// let model = try await ScriptedModelServer()
/// defer { model.close() }
/// model.enqueue(.command("ls"), .message("Two files."))
/// ```
///
/// The reply to a request is chosen in this order:
/// 1. the first unused reply of `enqueue(for:_:)` whose matcher selects the request;
/// 2. the first rule of `when(_:reply:)` whose matcher selects the request;
/// 3. the next unused reply of `enqueue(_:)`.
///
/// If there is no such reply, the server responds with an HTTP error that says so, and the request is added to
/// `unexpectedRequests`.
public final class ScriptedModelServer: Sendable {
  /// The URL for the setting `base_url` of a model provider, such as `http://127.0.0.1:40123/v1`.
  public let baseURL: String

  private let listener: LoopbackListener
  private let script: Locked<ReplyScript>
  private let log: RequestLog

  /// Starts the server on a free port.
  ///
  /// - Throws: An error that names the failed system call when no socket can be opened.
  public init() async throws {
    let script = Locked(ReplyScript())
    let log = RequestLog()
    self.script = script
    self.log = log
    let requestHandler = ModelRequestHandler(script: script, log: log)
    listener = try LoopbackListener { requestHandler.handle($0, through: $1) }
    baseURL = "http://127.0.0.1:\(listener.port)/v1"
  }

  /// Closes the server and all its connections. Later calls have no effect.
  public func close() {
    listener.stop()
    log.update { $0.isClosed = true }
  }

  deinit { log.update { $0.isClosed = true } }
}

// MARK: - Scripting

extension ScriptedModelServer {
  /// Adds replies to the queue. Each is sent once, in order, to requests for which there is no more specific reply.
  public func enqueue(_ replies: ModelReply...) { script.withLock { $0.enqueue(replies) } }

  /// Adds replies for the requests that `matcher` selects. Each is sent once, in order.
  ///
  /// A turn with a command sends two requests to the model, so the turn needs two replies.
  public func enqueue(for matcher: RequestMatcher, _ replies: ModelReply...) {
    script.withLock { $0.reserve(replies, for: matcher) }
  }

  /// Adds a rule: every request that `matcher` selects gets `reply`.
  public func when(_ matcher: RequestMatcher, reply: ModelReply) { when(matcher) { _ in reply } }

  /// Adds a rule: every request that `matcher` selects gets the reply that the closure returns.
  ///
  /// If several rules match, the rule that was added first is used.
  ///
  /// - Parameters:
  ///   - matcher: Selects the requests.
  ///   - reply: Returns the reply to a request. The closure is called on the server's thread and must not block.
  public func when(_ matcher: RequestMatcher, reply: @escaping @Sendable (ModelRequest) -> ModelReply) {
    script.withLock { $0.addRule(matcher, reply) }
  }

  /// The number of enqueued replies that have not been used yet.
  public var remainingReplies: Int { script.withLock { $0.remaining } }
}

// MARK: - Recorded requests

extension ScriptedModelServer {
  /// The requests for a model response, in the order in which they arrived.
  public var requests: [ModelRequest] { log.current.requests }

  /// The requests for which no reply was scripted, and the requests that this server does not support.
  public var unexpectedRequests: [ModelRequest] { log.current.unexpected }

  /// The requests for the list of models (`GET /v1/models`), which the server responds to with an empty list.
  public var modelListRequests: [ModelRequest] { log.current.modelLists }

  /// Returns the oldest request that this function has not returned yet, and waits for a request if there is none.
  ///
  /// - Parameter timeout: The time after which the wait fails.
  /// - Throws: `ScriptedModelServerError` when no request arrives, `CancellationError` when the task is cancelled.
  public func nextRequest(timeout: Duration = .seconds(60)) async throws -> ModelRequest {
    try await log.wait("further request", timeout: timeout) { state in
      guard state.returnedCount < state.requests.count else { return nil }
      defer { state.returnedCount += 1 }
      return state.requests[state.returnedCount]
    }
  }

  /// Returns one of the requests, and waits until the request arrives.
  ///
  /// - Parameters:
  ///   - index: The index of the request in `requests`, counted from 0.
  ///   - timeout: The time after which the wait fails.
  /// - Throws: `ScriptedModelServerError` when the request does not arrive, `CancellationError` when the task is
  ///   cancelled.
  public func request(at index: Int, timeout: Duration = .seconds(60)) async throws -> ModelRequest {
    try await log.wait("request \(index)", timeout: timeout) { state in
      state.requests.indices.contains(index) ? state.requests[index] : nil
    }
  }

  /// Returns the first request that `matcher` selects, and waits for such a request if there is none yet.
  ///
  /// - Parameters:
  ///   - matcher: Selects the requests.
  ///   - timeout: The time after which the wait fails.
  /// - Throws: `ScriptedModelServerError` when no such request arrives, `CancellationError` when the task is cancelled.
  public func firstRequest(
    matching matcher: RequestMatcher,
    timeout: Duration = .seconds(60)
  ) async throws -> ModelRequest {
    try await log.wait("request that matches", timeout: timeout) { $0.requests.first(where: matcher.matches) }
  }
}
