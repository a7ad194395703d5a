import CodexProtocol
import CodexWire

/// The result of a command that the program has run with `CodexThread.runShellCommand(_:)`.
public struct ShellCommandResult: Hashable, Sendable {
  /// The command's exit code. `nil` when the command did not end by itself, for example because its time was up.
  public var exitCode: Int?
  /// The command's standard output and standard error. When the command could not be run, the reason.
  public var output: String
  /// Whether the command has completed or failed.
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
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> ShellCommandResult {
    try await thread.codex.limitTurn(on: thread, timeout) { try await run(call, on: thread, $0) }
  }

  private static func run(
    _ call: RPC.ThreadShellCommand,
    on thread: CodexThread,
    _ turnID: Locked<String?>
  ) async throws -> ShellCommandResult {
    let codex = thread.codex
    let router = codex.connection.router
    let known = codex.connection.activity.turns(of: thread.id)
    let completed = router.watch { notification -> ThreadItem.CommandExecution? in
      guard case .itemCompleted(let message) = notification, message.threadID == thread.id else { return nil }
      return message.item.commandOfUser
    }
    let ended = router.watch { notification -> String? in
      guard case .turnCompleted(let message) = notification, message.threadID == thread.id else { return nil }
      return message.turn.id
    }
    let item = try await start(call, on: thread)
    let turn = TurnKey(threadID: thread.id, turnID: item.turnID)
    turnID.withLock { $0 = item.turnID }
    do {
      let id = item.item.commandOfUser?.id
      completed.watch.select { $0.id == id }
      let command = try await completed.wait()
      if !known.contains(turn.turnID) {
        // The command has a turn of its own, which ends with the command. A turn that the program starts next must not join it.
        ended.watch.select { $0 == turn.turnID }
        _ = try await ended.wait()
      }
      return ShellCommandResult(command)
    } catch let error as CancellationError {
      if !known.contains(turn.turnID) { codex.interruptAbandoned(turn) }
      throw error
    }
  }

  /// Starts a command.
  ///
  /// - Returns: The beginning of the command's item.
  private static func start(
    _ call: RPC.ThreadShellCommand,
    on thread: CodexThread
  ) async throws -> ItemStartedNotification {
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
      withExtendedLifetime(place) {}
      return item
    } catch let error as CancellationError {
      // The command may begin after this moment. Its own turn is interrupted then.
      Task { [weak codex = thread.codex] in
        defer { withExtendedLifetime(place) {} }
        guard let turnID = try? await started.wait().turnID, !known.contains(turnID) else { return }
        codex?.interruptAbandoned(TurnKey(threadID: thread.id, turnID: turnID))
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
