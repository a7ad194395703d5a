/// The requests that came, and the tasks that wait for some.
final class RequestLog: Sendable {
  struct State: Sendable {
    var requests: [ModelRequest] = []
    var others: [ModelRequest] = []
    var unexpected: [ModelRequest] = []
    /// How many of `requests` were handed out by `next`.
    var taken = 0
    var isClosed = false
  }

  private let state = Monitor(State())

  var current: State { state.withLock { $0 } }

  func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock(body) }

  /// Waits until `condition` finds what it wants.
  func wait<Result: Sendable>(
    _ what: String,
    timeout: Duration,
    until condition: @escaping @Sendable (inout State) -> Result?
  ) async throws -> Result {
    let result = try await state.wait(
      timeout: timeout,
      failure: { ScriptedModelServerError.timedOut(waitingFor: what, after: timeout, received: $0.summary) },
      until: { state -> Swift.Result<Result, any Error>? in
        if let result = condition(&state) { return .success(result) }
        return state.isClosed ? .failure(ScriptedModelServerError.closed(waitingFor: what)) : nil
      }
    )
    return try result.get()
  }
}

extension RequestLog.State {
  fileprivate var summary: [String] {
    requests.map { "\($0.index): \($0.model ?? "no model"), \"\(($0.lastUserText ?? "").prefix(80))\"" }
  }
}

/// Why waiting for a request ended without one.
public enum ScriptedModelServerError: Error, CustomStringConvertible {
  /// None came in time.
  case timedOut(waitingFor: String, after: Duration, received: [String])
  /// The server was closed.
  case closed(waitingFor: String)

  public var description: String {
    switch self {
    case .timedOut(let what, let time, let received):
      "No \(what) reached the scripted model server within \(time). "
        + (received.isEmpty ? "It got no request at all." : "It got: \(received.joined(separator: "; ")).")
    case .closed(let what): "The scripted model server was closed while \(what) was waited for."
    }
  }
}
