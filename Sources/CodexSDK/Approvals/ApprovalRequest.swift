import CodexProtocol
import CodexWire

/// Something that the agent wants to do and only a person may allow: what `CodexConfiguration.approvalHandler` is asked.
///
/// One value for `item/commandExecution/requestApproval`, `item/fileChange/requestApproval`,
/// `item/permissions/requestApproval`, the approval of an MCP tool (`mcpServer/elicitation/request`), and the two legacy
/// requests. What the request's kind does not have is `nil` or empty.
public struct ApprovalRequest: Sendable {
  /// What is to be allowed.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: String, Hashable, Sendable {
    /// To run a command, or, with a `network` context, to let one reach a host.
    case command
    /// To write to the standard input of a command that runs already: another thing than running it.
    case standardInput
    case fileChange
    case permissions
    case mcpTool
    /// A kind that this release does not know.
    case unrecognized
  }

  public var kind: Kind
  /// As it would be typed; network prompts may lack it.
  public var command: String?
  public var cwd: String?
  /// Why the agent asks, in its own words.
  public var reason: String?

  /// The host that the command wants to reach, when this is about that.
  public var network: NetworkApprovalContext?
  /// What is asked for beyond the sandbox: by a permission request, or beside a command (experimental there).
  public var permissions: RequestPermissionProfile?
  /// The changes, where the server has told them before it asked.
  public var fileChanges: [FileUpdateChange]
  /// The folder for which writing is asked for the rest of the session.
  public var grantRoot: String?
  public var mcpTool: MCPTool?

  /// What can be answered. `.decline` and `.cancel` are possible even where the server's list leaves them out, as far as
  /// the kind has them: to refuse needs nobody's offer.
  public var offeredDecisions: [ApprovalDecision]

  public var threadID: String
  public var turnID: String?
  /// The item that the action belongs to. MCP tool approvals do not name it.
  public var itemID: String?
  /// Tells several prompts of one item apart.
  public var approvalID: String?
  /// What the server sent.
  public var rawRequest: ServerRequest

  /// The call of a tool of an MCP server.
  public struct MCPTool: Hashable, Sendable {
    public var server: String
    /// The question as the server puts it.
    public var message: String
    public var title: String?
    public var description: String?
    public var arguments: JSONValue?

    public init(
      server: String,
      message: String,
      title: String? = nil,
      description: String? = nil,
      arguments: JSONValue? = nil
    ) {
      self.server = server
      self.message = message
      self.title = title
      self.description = description
      self.arguments = arguments
    }
  }

  public init(
    kind: Kind,
    command: String? = nil,
    cwd: String? = nil,
    reason: String? = nil,
    network: NetworkApprovalContext? = nil,
    permissions: RequestPermissionProfile? = nil,
    fileChanges: [FileUpdateChange] = [],
    grantRoot: String? = nil,
    mcpTool: MCPTool? = nil,
    offeredDecisions: [ApprovalDecision] = [.accept, .acceptForSession, .decline, .cancel],
    threadID: String,
    turnID: String? = nil,
    itemID: String? = nil,
    approvalID: String? = nil,
    rawRequest: ServerRequest
  ) {
    self.kind = kind
    self.command = command
    self.cwd = cwd
    self.reason = reason
    self.network = network
    self.permissions = permissions
    self.fileChanges = fileChanges
    self.grantRoot = grantRoot
    self.mcpTool = mcpTool
    self.offeredDecisions = offeredDecisions
    self.threadID = threadID
    self.turnID = turnID
    self.itemID = itemID
    self.approvalID = approvalID
    self.rawRequest = rawRequest
  }
}
