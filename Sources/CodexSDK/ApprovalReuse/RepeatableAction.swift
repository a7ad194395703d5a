import CodexProtocol

/// An action that an earlier yes may stand for. Two are equal exactly when one repeats the other.
///
/// What is not listed here is never repeatable: network access, standard input, MCP tools, permissions, kinds that are
/// new, and the legacy requests, whose command lists its words: joined, `rm "a b"` is the same as `rm a b`.
enum RepeatableAction: Hashable, Sendable {
  case command(Command)
  case fileChange(FileChange)

  struct Command: Hashable, Sendable {
    var threadID: String
    var command: String
    var cwd: String
    /// The machine that it runs on, where there are several.
    var environmentID: String?
    /// What it gets beyond the sandbox. `nil` is all: the command runs without a sandbox.
    var permissions: RequestPermissionProfile?
  }

  struct FileChange: Hashable, Sendable {
    var threadID: String
    var files: Set<File>
  }

  /// The same file and the same way of changing it: to delete a file is not to edit it. What is written may differ.
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

  /// `nil` when no earlier answer may stand for this one.
  init?(_ request: ApprovalRequest) {
    // A request with an id of its own is one of several about an item, such as a command within a script: what it asks
    // is not what the item says.
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
      // Without changes it is unknown which files they are.
      guard !request.fileChanges.isEmpty, request.permissions == nil else { return nil }
      let files = request.fileChanges.map { File(path: $0.path, kind: $0.kind) }
      self = .fileChange(FileChange(threadID: request.threadID, files: Set(files)))
    default: return nil
    }
  }
}
