import CodexProtocol
import CodexWire

/// The result of a command that the program has run with `CodexThread.runShellCommand(_:)`.
public struct ShellCommandResult: Hashable, Sendable {
  /// The command's exit code. `nil` when the command did not end by itself, for example because its time was up.
  public var exitCode: Int?
  /// The command's standard output and standard error. When the command could not be run, the reason.
  public var output: String
  public var status: CommandExecutionStatus
  /// How long the command ran, by the server's clock.
  public var duration: Duration?
  /// The item in the thread's history.
  public var item: ThreadItem.CommandExecution

  init(_ item: ThreadItem.CommandExecution) {
    self.item = item
    exitCode = item.exitCode.map { Int($0) }
    output = item.aggregatedOutput ?? ""
    status = item.status
    duration = item.durationMilliseconds.map { .milliseconds($0) }
  }
}

extension ShellCommandResult {
  /// Runs a command and waits for its end. Only generated functions call this.
  ///
  /// The response comes when the command has begun, and does not name its item. So the item is the next one of a command of the
  /// user. This connection begins one command of a thread at a time; several commands can run at the same time.
  ///
  /// When the task is cancelled, the wait ends immediately. The command is stopped with its turn, unless the command was added
  /// to a turn that was already under way.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadShellCommand,
    on thread: CodexThread
  ) async throws -> ShellCommandResult {
    let codex = thread.codex
    let router = codex.connection.router
    let known = codex.connection.activity.turns(of: thread.id)
    let completed = router.watch { notification -> ThreadItem.CommandExecution? in
      guard case .itemCompleted(let message) = notification, message.threadID == thread.id else { return nil }
      return message.item.commandOfUser
    }
    let started = Locked<TurnKey?>(nil)
    do {
      let item = try await start(call, on: thread) { turnID in
        started.withLock { $0 = TurnKey(threadID: thread.id, turnID: turnID) }
      }
      completed.watch.select { $0.id == item }
      return ShellCommandResult(try await completed.wait())
    } catch let error as CancellationError {
      if let turn = started.withLock({ $0 }), !known.contains(turn.turnID) { codex.interrupt(turn) }
      throw error
    }
  }

  /// Starts a command.
  ///
  /// - Parameter onTurn: Called with the turn that the command belongs to.
  /// - Returns: The ID of the command's item.
  private static func start(
    _ call: RPC.ThreadShellCommand,
    on thread: CodexThread,
    onTurn: @escaping @Sendable (String) -> Void
  ) async throws -> String {
    let connection = thread.codex.connection
    let place = try await connection.activity.beginStart(on: thread.id, hasSettings: true)
    let started = connection.router.watch { notification -> ItemStartedNotification? in
      guard case .itemStarted(let message) = notification, message.threadID == thread.id else { return nil }
      return message.item.commandOfUser == nil ? nil : message.params
    }
    started.watch.select { _ in true }
    let known = connection.activity.turns(of: thread.id)
    do {
      _ = try await thread.codex.send(call)
      let item = try await started.wait()
      onTurn(item.turnID)
      withExtendedLifetime(place) {}
      return item.item.commandOfUser?.id ?? ""
    } catch let error as CancellationError {
      // The command may begin after this moment. Its own turn is interrupted then.
      Task { [weak codex = thread.codex] in
        defer { withExtendedLifetime(place) {} }
        guard let turnID = try? await started.wait().turnID, !known.contains(turnID) else { return }
        codex?.interrupt(TurnKey(threadID: thread.id, turnID: turnID))
      }
      throw error
    }
  }
}

extension ThreadItem {
  /// The command, when the item is a command that a client has run with `thread/shellCommand`.
  fileprivate var commandOfUser: CommandExecution? {
    if case .commandExecution(let command) = self, command.source == .userShell { command } else { nil }
  }
}
