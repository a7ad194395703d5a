import CodexProtocol

/// Asks for approvals, but not again for an exact repeat of a harmless action that the user clearly wants.
///
/// ```swift
/// let reuse = ApprovalReuse(
///   onReuse: { print("as before: \($0.request.command ?? "")") },
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
/// A yes stands for a later request only when all of this holds; else the request is asked as ever:
/// - It was given with an assessment of low risk and medium or high authorization.
/// - The request is the same: kind, command, folder, permissions, thread; for file changes the same files, changed in the
///   same ways.
/// - It is not about the network, standard input, an MCP tool, permissions or a folder to write to, and not a second
///   question about one item, such as the retry of an approved command that needs the network.
/// - The thread has not been closed, and no more than `capacity` other actions were remembered since.
///
/// - Important: The server tells the permissions asked for beside a command only to clients of the experimental API, and
///   asks for any only with its feature `exec_permission_approvals`. Do not use both that feature and this without the
///   package trait `ExperimentalAPI`.
public final class ApprovalReuse: Sendable {
  /// Asks for a decision. Unlike that of `CodexConfiguration.approvalHandler` it may say what the decision rests on.
  public typealias Handler = @Sendable (ApprovalRequest) async throws -> ApprovalVerdict

  /// A request that was accepted without asking.
  public struct Reuse: Sendable {
    public var request: ApprovalRequest
    /// Of the yes that stands for this one.
    public var assessment: ApprovalAssessment
    /// The item that the yes was given for.
    public var acceptedItemID: String
    /// How often the yes has stood for another, this time included.
    public var count: Int
  }

  /// How many actions are remembered at most; the oldest is forgotten first.
  public let capacity: Int
  private let onReuse: @Sendable (Reuse) -> Void
  private let ask: Handler
  private let memory: Locked<ApprovalMemory>

  /// - Parameters:
  ///   - capacity: How many actions to remember, over all threads.
  ///   - onReuse: Told of each reuse, before the server gets the answer. It must not block.
  ///   - ask: Asked about everything else.
  public init(capacity: Int = 100, onReuse: @escaping @Sendable (Reuse) -> Void, ask: @escaping Handler) {
    self.capacity = max(0, capacity)
    self.onReuse = onReuse
    self.ask = ask
    memory = Locked(ApprovalMemory(capacity: self.capacity))
  }

  /// How many actions are remembered now.
  public var count: Int { memory.withLock { $0.count } }

  /// Decides: by an earlier yes, else by asking.
  ///
  /// - Throws: What the handler throws; nothing is remembered then.
  public func decide(_ request: ApprovalRequest) async throws -> ApprovalDecision {
    let (ticket, reuse) = memory.withLock { $0.open(request) }
    if let reuse {
      onReuse(reuse)
      return .accept
    }
    do {
      let verdict = try await ask(request)
      // A cancelled request was withdrawn: its answer counts for nothing.
      let counts = !Task.isCancelled
      memory.withLock { $0.close(ticket, with: counts ? verdict : nil) }
      return verdict.decision
    } catch {
      memory.withLock { $0.close(ticket, with: nil) }
      throw error
    }
  }

  /// Forgets what was accepted on a thread, as happens by itself when the server says that it is closed, unloaded, archived
  /// or deleted. An answer that is being waited for is not remembered either.
  ///
  /// Call it with `CodexThread.unsubscribe()`, after which the server says nothing more of the thread.
  public func forget(threadID: String) { memory.withLock { $0.forget(threadID: threadID) } }

  /// Forgets everything, as happens by itself when the connection ends.
  public func forgetAll() { memory.withLock { $0.forgetAll() } }
}

extension ApprovalReuse {
  func note(_ notification: ServerNotification) {
    switch notification {
    case .threadClosed(let message): forget(threadID: message.threadID)
    // The server of 0.163.0 unloads a thread that is archived without saying that it is closed.
    case .threadArchived(let message): forget(threadID: message.threadID)
    case .threadDeleted(let message): forget(threadID: message.threadID)
    case .threadStatusChanged(let message):
      if case .notLoaded = message.status { forget(threadID: message.threadID) }
    default: break
    }
  }
}

extension CodexConfiguration {
  /// Makes `reuse` decide what is asked of a person, and forget the threads that are closed.
  public mutating func askForApproval(through reuse: ApprovalReuse) {
    approvalHandler = { try await reuse.decide($0) }
    approvalReuse = reuse
  }
}
