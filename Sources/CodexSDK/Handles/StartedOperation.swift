import CodexProtocol
import CodexWire
import Foundation

/// What a notification says about an operation: to which operation it belongs, and how the operation has ended.
struct OperationMessage<End: Sendable>: Sendable {
  var id: String
  /// Whether the notification tells that the operation has begun.
  var isBeginning: Bool
  /// Why the operation has not begun or, after the beginning, an error that does not end the operation.
  var failure: String?
  /// `nil` while the operation goes on.
  var end: End?

  init(id: String, isBeginning: Bool = false, failure: String? = nil, end: End? = nil) {
    self.id = id
    self.isBeginning = isBeginning
    self.failure = failure
    self.end = end
  }
}

/// The state of something that a request has started and the server ends later. The copies of a handle share it.
///
/// Generated handles use this class: the section `operations` of the customization lists them. `End` is what tells the end, and
/// `Never` for an operation that goes on until it is stopped.
final class StartedOperation<End: Sendable>: Sendable {
  let id: String
  let codex: Codex
  fileprivate let watch: OperationWatch<End>
  private let watchID: Int
  private let stop: @Sendable () -> Void
  /// Whether the operation must be stopped when the last handle is released.
  private let needsStop = Locked(false)

  private init(_ watch: OperationWatch<End>, on codex: Codex, stop: @escaping @Sendable () -> Void) {
    id = watch.id
    self.codex = codex
    self.watch = watch
    self.stop = stop
    // The first notification may come before the response.
    watchID = codex.connection.router.startWatching(watch)
  }

  deinit {
    codex.connection.router.stopWatching(watchID)
    if needsStop.withLock({ $0 }) { stop() }
  }

  /// Starts an operation whose response comes when the operation has begun.
  ///
  /// When the task is cancelled or no response comes in time, there is no handle. If the operation has begun nevertheless, it is stopped.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait for the response.
  ///   - read: Reads the notifications about operations of this kind.
  ///   - stop: The request that stops an operation.
  ///   - isAwaited: Whether a notification tells that the operation has begun, later than the response.
  static func start<Method: ClientMethod, Stop: ClientMethod>(
    _ call: Method,
    id: String,
    on codex: Codex,
    timeout: Duration?,
    read: @escaping @Sendable (ServerNotification) -> OperationMessage<End>?,
    stop: @escaping @Sendable (String) -> Stop,
    isAwaited: Bool = false
  ) async throws -> (operation: StartedOperation, response: Method.Response) {
    let post = { @Sendable [connection = codex.connection] in _ = try? connection.post(stop(id)) }
    let operation = StartedOperation(OperationWatch(id: id, codex: codex, read: read), on: codex, stop: post)
    let response = try await codex.send(call, timeout: timeout) { _ in post() }
    if isAwaited {
      do {
        try await operation.waitForBeginning(of: Method.name, timeout ?? codex.configuration.requestTimeout)
      } catch let error where error.endsOnlyTheWait {
        post()
        throw error
      }
    }
    operation.needsStop.withLock { $0 = End.self == Never.self }
    return (operation, response)
  }

  /// Starts an operation whose response comes when the operation has ended.
  static func begin<Method: ClientMethod, Stop: ClientMethod>(
    _ call: Method,
    id: String,
    on codex: Codex,
    timeout: Duration?,
    read: @escaping @Sendable (ServerNotification) -> OperationMessage<End>?,
    stop: @escaping @Sendable (String) -> Stop
  ) async throws -> StartedOperation where Method.Response == End {
    let post = { @Sendable [connection = codex.connection] in _ = try? connection.post(stop(id)) }
    let operation = StartedOperation(OperationWatch(id: id, codex: codex, read: read), on: codex, stop: post)
    let call = try await codex.prepared(call)
    let response = try await codex.connection.begin(call, timeout: timeout ?? codex.configuration.requestTimeout)
    Task { [watch = operation.watch] in watch.end(with: await response.result) }
    return operation
  }

  private func waitForBeginning(of method: String, _ timeout: Duration?) async throws {
    let beginning = watch.beginning
    var failure: String?
    if let timeout {
      let deadline = Deadline(after: timeout, on: codex.configuration.clock)
      guard let result = try await deadline.limit({ try await beginning.wait() }) else {
        throw CodexError.timeout(method: method, after: timeout)
      }
      failure = result.failure
    } else {
      failure = try await beginning.wait().failure
    }
    if let failure { throw CodexError.startFailed(method: method, message: failure) }
  }

  /// Waits for the end.
  func wait() async throws -> End {
    defer { withExtendedLifetime(self) {} }
    return try await watch.promise.wait()
  }

  /// Ends the events of an operation that was stopped, and whose end the server does not tell.
  func finish() {
    needsStop.withLock { $0 = false }
    watch.stream.finish()?()
  }

  var events: BufferedStream<ServerNotification> { watch.stream }
}

/// Receives the notifications of one operation.
final class OperationWatch<End: Sendable>: NotificationWatching {
  let id: String
  let promise = AsyncPromise<End>()
  /// How the operation has begun.
  let beginning = AsyncPromise<Beginning>()
  let stream: BufferedStream<ServerNotification>
  private let read: @Sendable (ServerNotification) -> OperationMessage<End>?

  struct Beginning: Sendable {
    /// Why the operation has not begun.
    var failure: String?
  }

  init(id: String, codex: Codex, read: @escaping @Sendable (ServerNotification) -> OperationMessage<End>?) {
    self.id = id
    self.read = read
    let limit = codex.configuration.notificationBufferLimit
    stream = BufferedStream(limit: limit, overflowError: CodexError.bufferOverflow(limit: limit))
  }

  func receive(_ notification: ServerNotification) -> [Resumption]? {
    guard let message = read(notification), message.id == id else { return nil }
    var next = [stream.push(notification, isDroppable: false)].compactMap { $0 }
    if message.isBeginning || message.failure != nil {
      next.append { self.beginning.fulfill(.success(Beginning(failure: message.failure))) }
    }
    guard let end = message.end else { return next }
    return next + [{ self.end(with: .success(end)) }]
  }

  func fail(_ error: CodexError) -> Resumption {
    { self.end(with: .failure(error)) }
  }

  /// Ends the wait and the events. Only the first call has an effect.
  func end(with result: Result<End, any Error>) {
    promise.fulfill(result)
    switch result {
    case .success: beginning.fulfill(.success(Beginning(failure: "it has already ended")))
    case .failure(let error): beginning.fulfill(.failure(error))
    }
    if case .failure(let error) = result { stream.finish(throwing: error)?() } else { stream.finish()?() }
  }
}

/// The ID of an operation for which the caller may choose none.
func operationID(_ id: String?) -> String { id ?? Codex._newID() }

extension Codex {
  /// A new ID of an operation. Only generated functions call this.
  @_spi(Generated) public static func _newID() -> String { UUID().uuidString }
}
