import CodexProtocol

/// An action whose earlier approval may be reused. Two actions are equal exactly when one repeats the other.
///
/// All other actions are never repeatable: network access, standard input, MCP tools, permissions, unknown kinds, and the legacy
/// requests. A legacy request contains the command as a list of words, and the joined text of `rm "a b"` equals that of `rm a b`.
enum RepeatableAction: Hashable, Sendable {
  case command(Command)
  case fileChange(FileChange)

  struct Command: Hashable, Sendable {
    var threadID: String
    var command: String
    var cwd: String
    /// The environment in which the command runs, when there are several.
    var environmentID: String?
    /// The permissions beyond the sandbox. `nil` means that the command runs without a sandbox.
    var permissions: RequestPermissionProfile?
  }

  struct FileChange: Hashable, Sendable {
    var threadID: String
    var files: Set<File>
  }

  /// A file and the kind of its change: adding, updating or deleting. The new contents are not compared.
  struct File: Hashable, Sendable {
    var path: String
    var kind: PatchChangeKind
  }

  var threadID: String {
    switch self {
    case .command(let command): command.threadID
    case .fileChange(let change): change.threadID
    }
  }

  /// Returns `nil` when the action is not repeatable.
  init?(_ request: ApprovalRequest) {
    // A request with an approval ID is one of several requests about an item, such as a command inside a script. It is about
    // another action than the item's command.
    guard request.network == nil, request.approvalID == nil, request.mcpTool == nil, request.grantRoot == nil else {
      return nil
    }
    switch (request.kind, request.rawRequest) {
    case (.command, .itemCommandExecutionRequestApproval(let message)):
      guard let command = request.command, !command.isEmpty, let cwd = request.cwd else { return nil }
      self = .command(
        Command(
          threadID: request.threadID,
          command: command,
          cwd: cwd,
          environmentID: message.environmentID,
          permissions: request.permissions
        )
      )
    case (.fileChange, .itemFileChangeRequestApproval):
      // Without the changes, the SDK does not know which files the action changes.
      guard !request.fileChanges.isEmpty, request.permissions == nil else { return nil }
      let files = request.fileChanges.map { File(path: $0.path, kind: $0.kind) }
      self = .fileChange(FileChange(threadID: request.threadID, files: Set(files)))
    default: return nil
    }
  }
}
