import CodexProtocol
import CodexWire

#if ExperimentalAPI
extension ThreadPredictionResult {
  /// Asks for a prediction and waits for the result. Only generated functions call this.
  ///
  /// Two predictions for the same turn at the same time cannot be told apart, so both functions return the first result.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadPredictionRequest,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> ThreadPredictionResult {
    let (threadID, turnID) = (call.params.threadID, call.params.sourceTurnID)
    let completion = thread.codex.connection.router.watch { notification -> ThreadPredictionResult? in
      guard case .threadPredictionUpdated(let message) = notification, message.threadID == threadID,
        message.sourceTurnID == turnID
      else { return nil }
      return message.result
    }
    completion.watch.select { _ in true }
    guard let limit = timeout ?? thread.codex.configuration.requestTimeout else {
      _ = try await thread.codex.send(call)
      return try await completion.wait()
    }
    let deadline = Deadline(after: limit, on: thread.codex.configuration.clock)
    let result = try await deadline.limit {
      _ = try await thread.codex.send(call, timeout: limit)
      return try await completion.wait()
    }
    guard let result else { throw CodexError.timeout(method: RPC.ThreadPredictionRequest.name, after: limit) }
    return result
  }
}
#endif
