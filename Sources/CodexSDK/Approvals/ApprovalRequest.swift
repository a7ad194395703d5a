import CodexProtocol
import CodexWire

/// A request for the approval of an action. `CodexConfiguration.approvalHandler` receives it and returns a decision.
///
/// The type represents the server's requests `item/commandExecution/requestApproval`, `item/fileChange/requestApproval`,
/// `item/permissions/requestApproval`, `mcpServer/elicitation/request` (when it asks for the approval of an MCP tool), and the
/// two legacy requests. A property that the request's kind does not have is `nil` or empty.
public struct ApprovalRequest: Sendable {
  /// The kind of action.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: String, Hashable, Sendable {
    /// Runs a command or, when `network` is set, lets a command access a network host.
    case command
    /// Writes to the standard input of a command that already runs.
    case standardInput
    /// Changes files.
    case fileChange
    /// Gets permissions beyond the sandbox.
    case permissions
    /// Calls a tool of an MCP server.
    case mcpTool
    /// A kind that this release of the SDK does not know.
    case unrecognized
  }

  /// What the agent wants to do.
  public var kind: Kind
  /// The command line. A request for network access may not contain it.
  public var command: String?
  /// The working directory.
  public var cwd: String?
  /// The reason that the agent gives.
  public var reason: String?

  /// The network host that the command wants to access. `nil` when the request is not about network access.
  public var network: NetworkApprovalContext?
  /// The permissions beyond the sandbox: those of a permission request, or those that a command needs (experimental).
  public var permissions: RequestPermissionProfile?
  /// The file changes. Empty when the server has not sent them before the request.
  public var fileChanges: [FileUpdateChange]
  /// The folder to which the agent wants write access for the rest of the session.
  public var grantRoot: String?
  /// The call of an MCP tool.
  public var mcpTool: MCPTool?

  /// The decisions that the server offers, for example to show them to the user. The list can lack `.acceptForSession`, and it
  /// can contain amendments. A decision that the server does not offer is not sent: the action is refused instead.
  /// `offers(_:)` says whether a decision is possible.
  public var offeredDecisions: [ApprovalDecision]

  /// The ID of the thread in which the agent asks.
  public var threadID: String
  /// The ID of the turn in which the agent asks. `nil` when the server does not send it.
  public var turnID: String?
  /// The item that contains the action. `nil` for an MCP tool, because the server does not send it.
  public var itemID: String?
  /// Distinguishes several requests about the same item.
  public var approvalID: String?
  /// The request as the server sent it.
  public var rawRequest: ServerRequest

  /// The call of a tool of an MCP server.
  public struct MCPTool: Hashable, Sendable {
    /// The name of the MCP server.
    public var server: String
    /// The server's question.
    public var message: String
    /// The tool's title.
    public var title: String?
    /// The tool's description.
    public var description: String?
    /// The arguments that the agent gives the tool, as JSON.
    public var arguments: JSONValue?

    /// Makes the description of a call, for example for the tests of an approval handler.
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

  /// Makes a request, for example for the tests of an approval handler.
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

extension ApprovalRequest {
  /// Whether the server accepts a decision about this request.
  ///
  /// `.decline` and `.cancel` are always possible. `.grant` is possible for a request for permissions that contains all granted
  /// permissions. Any other decision is possible when `offeredDecisions` contains it.
  ///
  /// ```swift
  /// configuration.approvalHandler = { request in request.offers(.acceptForSession) ? .acceptForSession : .accept }
  /// ```
  public func offers(_ decision: ApprovalDecision) -> Bool {
    if case .grant(let granted, let scope) = decision {
      guard let permissions, kind == .permissions else { return false }
      return scope.isRecognized && granted.isWithin(permissions)
    }
    return decision.isRefusal || offeredDecisions.contains(decision)
  }
}
