import CodexProtocol

/// An action that an earlier yes may stand for. Two are equal exactly when one repeats the other.
///
/// What is not listed here is never repeatable: network access, standard input, MCP tools, permissions, kinds that are
/// new.
enum RepeatableAction: Hashable, Sendable {
  case command(Command)
  case fileChange(FileChange)

  struct Command: Hashable, Sendable {
    var threadID: String
    /// Which request asks: the legacy one and its successor do not ask the same.
    var method: String
    var command: String
    var cwd: String
    /// The machine that it runs on, where there are several.
    var environmentID: String?
    /// What it gets beyond the sandbox. `nil` is all: the command runs without a sandbox.
    var permissions: RequestPermissionProfile?
  }

  struct FileChange: Hashable, Sendable {
    var threadID: String
    var method: String
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
    guard let method = request.rawRequest.method, request.network == nil, request.approvalID == nil,
      request.mcpTool == nil, request.grantRoot == nil
    else { return nil }
    switch request.kind {
    case .command:
      guard let command = request.command, !command.isEmpty, let cwd = request.cwd else { return nil }
      self = .command(
        Command(
          threadID: request.threadID,
          method: method,
          command: command,
          cwd: cwd,
          environmentID: request.rawRequest.environmentID,
          permissions: request.permissions
        )
      )
    case .fileChange:
      guard !request.fileChanges.isEmpty, request.permissions == nil else { return nil }
      let files = request.fileChanges.map { File(path: $0.path, kind: $0.kind) }
      self = .fileChange(FileChange(threadID: request.threadID, method: method, files: Set(files)))
    default: return nil
    }
  }
}

extension ServerRequest {
  fileprivate var environmentID: String? {
    if case .itemCommandExecutionRequestApproval(let message) = self { message.environmentID } else { nil }
  }
}
