import CodexProtocol
import CodexWire

extension Connection {
  /// Sends a request whose response comes when something has ended that may take any time. The request is not repeated.
  ///
  /// - Parameter timeout: How long to wait for a connection that is being opened again. `nil` waits without a limit.
  /// - Returns: A task that waits for the response. When the function returns, the request is queued before all later messages.
  func begin<Method: ClientMethod>(
    _ call: Method,
    timeout: Duration?
  ) async throws -> Task<Method.Response, any Error> {
    let deadline = timeout.map { Deadline(after: $0, on: configuration.clock) }
    try await waitUntilConnected(Method.name, deadline: deadline)
    try session.server?.compatibility.check(call)
    try Task.checkCancellation()
    let (id, response) = try pending.add()
    do {
      try send(try OutgoingMessage.request(call, id: id), method: Method.name)
    } catch {
      pending.remove(id, isSent: false)
      throw error
    }
    return Task { [pending] in
      defer { pending.remove(id, isSent: true) }
      do {
        let message = try await response.wait()
        return try responseDecoders.withOne { try IncomingResponse.decode(message, of: Method.self, id: id, with: $0) }
      } catch let error as DecodingError {
        throw CodexError.decoding(method: Method.name, failure: DecodingFailure(error))
      } catch let closure as TransportClosure {
        throw CodexError.connectionLost(.init(method: Method.name, mayHaveBeenSent: true, closure: closure))
      }
    }
  }
}
