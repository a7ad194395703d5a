import CodexProtocol

/// Asks a handler for approvals, and accepts an exact repetition of a harmless action that the user clearly wants without
/// asking again.
///
/// ```swift
/// let reuse = ApprovalReuse(
///   onReuse: { print("accepted again: \($0.request.command ?? "")") },
///   ask: { request in
///     switch await askPerson(request) {
///     case .always: .always(risk: .low)
///     case .once: ApprovalVerdict(.accept)
///     case .no: ApprovalVerdict(.decline)
///     }
///   }
/// )
/// configuration.askForApproval(through: reuse)
/// ```
///
/// A request is accepted without asking only when all of the following conditions are met. All other requests go to the handler.
/// - An equal request was accepted earlier, with an assessment of low risk and medium or high authorization. Requests are equal
///   when they have the same kind, command, working directory, permissions and thread; for file changes, when they change the
///   same files in the same ways.
/// - The request is not about network access, standard input, an MCP tool, permissions or a folder to write to. It is not the
///   second request about the same item, such as the second attempt of an approved command that needs the network.
/// - The thread has not been closed since, and at most `capacity` other actions were remembered since.
///
/// - Important: The server sends the additional permissions of a command only to clients of the experimental API, and only when
///   its feature `exec_permission_approvals` is enabled. Do not use this type together with that feature unless the package is
///   built with the trait `ExperimentalAPI`.
public final class ApprovalReuse: Sendable {
  /// Asks for a decision. In addition to the decision, the handler can return the assessment that the decision is based on.
  public typealias Handler = @Sendable (ApprovalRequest) async throws -> ApprovalVerdict

  /// A request that was accepted without asking, because it repeats an action that was approved earlier.
  public struct Reuse: Sendable {
    /// The request that was accepted without asking.
    public var request: ApprovalRequest
    /// The assessment of the earlier approval.
    public var assessment: ApprovalAssessment
    /// The item for which the earlier approval was given.
    public var acceptedItemID: String
    /// How often the earlier approval has been reused, including this time.
    public var count: Int
  }

  /// The maximum number of remembered actions. When it is exceeded, the oldest action is forgotten.
  public let capacity: Int
  private let onReuse: @Sendable (Reuse) -> Void
  private let ask: Handler
  private let memory: Locked<ApprovalMemory>

  /// Makes a reuse of approvals that remembers no action yet.
  ///
  /// - Parameters:
  ///   - capacity: The maximum number of remembered actions, over all threads.
  ///   - onReuse: Called with each reuse, before the server receives the response. It must not block.
  ///   - ask: Called with all other requests.
  public init(capacity: Int = 100, onReuse: @escaping @Sendable (Reuse) -> Void, ask: @escaping Handler) {
    self.capacity = max(0, capacity)
    self.onReuse = onReuse
    self.ask = ask
    memory = Locked(ApprovalMemory(capacity: self.capacity))
  }

  /// The number of remembered actions.
  public var count: Int { memory.withLock { $0.count } }

  /// Decides about a request: accepts a repetition, and calls the handler for all other requests.
  ///
  /// - Throws: The error that the handler throws. In that case nothing is remembered.
  public func decide(_ request: ApprovalRequest) async throws -> ApprovalDecision {
    let (id, reuse) = memory.withLock { $0.begin(request) }
    if let reuse {
      onReuse(reuse)
      return .accept
    }
    do {
      let verdict = try await ask(request)
      // When the task was cancelled, the server had withdrawn the request. The decision must not be remembered.
      let isCancelled = Task.isCancelled
      memory.withLock { $0.end(id, with: isCancelled ? nil : verdict) }
      return verdict.decision
    } catch {
      memory.withLock { $0.end(id, with: nil) }
      throw error
    }
  }

  /// Forgets the approvals of a thread. The decisions about requests that the handler has not decided yet will not be remembered
  /// either.
  ///
  /// The SDK calls this function when the server reports that the thread was closed, unloaded, archived or deleted. Call it
  /// yourself together with `CodexThread.unsubscribe()`, because the server then stops reporting about the thread.
  public func forget(threadID: String) { memory.withLock { $0.forget(threadID: threadID) } }

  /// Forgets all approvals. The SDK calls this function when the connection ends.
  public func forgetAll() { memory.withLock { $0.forgetAll() } }
}

extension ApprovalReuse: NotificationObserver {
  func connectionDidReceive(_ received: ReceivedNotification) {
    guard let threadID = received.header.threadID else { return }
    if received.traits.contains(.unloadsThread) {
      forget(threadID: threadID)
    } else if case .threadStatusChanged(let message) = received.notification, case .notLoaded = message.status {
      forget(threadID: threadID)
    }
  }

  func connectionDidEnd() { forgetAll() }
}

extension CodexConfiguration {
  /// Sets `approvalHandler` so that `reuse` decides about requests for approval, and lets `reuse` forget the approvals of threads
  /// that are closed.
  public mutating func askForApproval(through reuse: ApprovalReuse) {
    approvalHandler = { try await reuse.decide($0) }
    observers.removeAll { $0 is ApprovalReuse }
    observers.append(reuse)
  }
}
