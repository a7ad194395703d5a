/// The requests that the scripted model server received, and the tasks that wait for requests.
final class RequestLog: Sendable {
  struct State: Sendable {
    var requests: [ModelRequest] = []
    var modelLists: [ModelRequest] = []
    var unexpected: [ModelRequest] = []
    /// The number of `requests` that `ScriptedModelServer.nextRequest(timeout:)` has returned.
    var returnedCount = 0
    var isClosed = false
  }

  private let state = WaitableState(State())

  var current: State { state.withLock { $0 } }

  func update<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock(body) }

  /// Waits until `condition` returns a value, and returns that value.
  ///
  /// - Parameters:
  ///   - what: A description of the expected request, for the error message.
  ///   - timeout: The time after which the wait fails.
  ///   - condition: Called after each change of the log.
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

/// The reason why a wait for a request of the model ended without a request.
public enum ScriptedModelServerError: Error, CustomStringConvertible {
  /// The request did not arrive within the timeout. `received` describes the requests that did arrive.
  case timedOut(waitingFor: String, after: Duration, received: [String])
  /// The server was closed before the request arrived.
  case closed(waitingFor: String)

  public var description: String {
    switch self {
    case .timedOut(let what, let time, let received):
      "No \(what) reached the scripted model server within \(time). "
        + (received.isEmpty ? "It received no request at all." : "It received: \(received.joined(separator: "; ")).")
    case .closed(let what): "The scripted model server was closed while the test waited for \(what)."
    }
  }
}
