/// Which file a type or a method goes to: a fixed, declared set of protocol areas.
///
/// The set does not depend on the schema, so that a build plugin knows its outputs before the run, and a release's diff
/// stays in the files it is about. An area is told by how a name starts; the longest start wins.
enum FileLayout {
  struct Area: Sendable {
    /// The file's name without `.swift`.
    var file: String
    /// The starts of definition names, without namespace.
    var types: [String]
    /// The starts of method names.
    var methods: [String] = []
  }

  static let areas: [Area] = [
    Area(
      file: "Account",
      types: [
        "Account", "AddCredits", "Auth", "Aws", "Bedrock", "CancelLogin", "Chatgpt", "ConsumeAccount", "Credits", "GatewayOAuth",
        "GetAccount", "GetWorkspace", "Login", "Logout", "NullableGetAccount", "PlanType", "RateLimit", "SendAddCredits",
        "SpendControl", "UserVerification", "Workspace",
      ],
      methods: ["account", "userVerification"]),
    Area(
      file: "Approvals",
      types: [
        "AdditionalFileSystem", "AdditionalNetwork", "AdditionalPermission", "ApplyPatchApproval", "Approval", "AskForApproval",
        "AutoReview", "CommandExecutionApproval", "CommandExecutionRequestApproval", "ExecCommandApproval", "ExecPolicy",
        "FileChangeApproval", "FileChangeRequestApproval", "FileSystem", "GrantedPermission", "Guardian", "Network",
        "Permission", "RequestPermission", "ReviewDecision", "Sandbox",
      ],
      methods: [
        "item/commandExecution/requestApproval", "item/fileChange/requestApproval", "item/permissions", "applyPatchApproval",
        "execCommandApproval", "permissionProfile",
      ]),
    Area(file: "Apps", types: ["App", "Connector"], methods: ["app"]),
    Area(
      file: "Commands", types: ["Command", "Exec", "LocalShell", "ParsedCommand", "Process", "Terminal"],
      methods: ["command", "process"]),
    Area(
      file: "Configuration",
      types: [
        "Analytics", "Config", "ExperimentalFeature", "ExternalAgentConfig", "Forced", "Hook", "Managed", "ModelsConfig",
        "Tools", "WindowsSandbox",
      ],
      methods: ["config", "experimentalFeature", "externalAgentConfig", "hooks", "windowsSandbox"]),
    Area(
      file: "Elicitation", types: ["McpElicitation", "McpServerElicitation", "RequestUserInput", "ToolRequestUserInput"],
      methods: ["item/tool/requestUserInput", "mcpServer/elicitation"]),
    Area(file: "Environments", types: ["Environment", "RemoteControl"], methods: ["environment", "remoteControl"]),
    Area(file: "Files", types: ["Fs", "FuzzyFileSearch"], methods: ["fs", "fuzzyFileSearch"]),
    Area(
      file: "Items",
      types: [
        "AgentMessage", "Collab", "CommandAction", "CommandExecution", "Content", "DynamicTool", "FileChange", "FileUpdate",
        "FunctionCall", "Image", "Item", "McpToolCall", "Message", "Patch", "Plan", "Raw", "Reasoning", "ResponseItem",
        "Responses", "SubAgent", "ThreadItem", "UserInput", "WebSearch",
      ],
      methods: ["item"]),
    Area(file: "MCP", types: ["ListMcp", "Mcp", "Resource", "Tool"], methods: ["mcpServer"]),
    Area(
      file: "Messages",
      types: [
        "ClientInfo", "ClientNotification", "ClientRequest", "Initialize", "JSONRPC", "RequestId", "ServerNotification",
        "ServerRequest", "W3c",
      ],
      methods: ["initialize"]),
    Area(file: "Models", types: ["Model"], methods: ["model"]),
    Area(file: "Plugins", types: ["Marketplace", "Plugin", "Skill"], methods: ["marketplace", "plugin", "skills"]),
    Area(file: "Projects", types: ["Project", "ScheduledTask"], methods: ["project"]),
    Area(file: "Realtime", types: ["Realtime", "ThreadRealtime"], methods: ["thread/realtime"]),
    Area(file: "Threads", types: ["Thread"], methods: ["thread"]),
    Area(file: "ThreadContents", types: ["ThreadGoal", "ThreadHistory", "ThreadItems", "ThreadTimeline", "ThreadTurns"]),
    Area(file: "ThreadLifecycle", types: ["ThreadFork", "ThreadResume", "ThreadStart"]),
    Area(file: "Turns", types: ["Review", "Turn"], methods: ["review", "turn"]),
    Area(file: other, types: [""], methods: [""]),
  ]

  /// The file of everything that has no area of its own.
  static let other = "Shared"

  static func file(ofType name: String) -> String { file(of: name, \.types) }

  static func file(ofMethod name: String) -> String { file(of: name, \.methods) }

  private static func file(of name: String, _ starts: KeyPath<Area, [String]>) -> String {
    var best = (length: -1, file: other)
    for area in areas {
      for start in area[keyPath: starts] where name.hasPrefix(start) && start.utf8.count > best.length {
        best = (start.utf8.count, area.file)
      }
    }
    return best.file
  }
}
