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
        "Account", "AddCredits", "ConsumeAccount", "Credits", "GetAccount", "GetWorkspace", "NullableGetAccount",
        "PlanType", "RateLimit", "SendAddCredits", "SpendControl", "Workspace",
      ],
      methods: ["account"]
    ),
    Area(
      file: "Approvals",
      types: [
        "ApplyPatchApproval", "Approval", "AskForApproval", "AutoReview", "CommandExecutionApproval",
        "CommandExecutionRequestApproval", "ExecCommandApproval", "ExecPolicy", "FileChangeApproval",
        "FileChangeRequestApproval", "Guardian", "ReviewDecision", "StrictReview",
      ],
      methods: [
        "item/commandExecution/requestApproval", "item/fileChange/requestApproval", "item/permissions",
        "applyPatchApproval", "execCommandApproval",
      ]
    ),
    Area(file: "Apps", types: ["App", "Connector", "InstalledApp"], methods: ["app"]),
    Area(
      file: "Authentication",
      types: [
        "Auth", "Aws", "Bedrock", "CancelLogin", "Chatgpt", "CliAuth", "Forced", "GatewayOAuth", "Login", "Logout",
        "UserVerification",
      ],
      methods: [
        "account/bedrock", "account/chatgptAuthTokens", "account/gatewayOAuth", "account/login", "account/logout",
        "attestation", "userVerification",
      ]
    ),
    Area(
      file: "ClientMessages",
      types: ["ClientInfo", "ClientNotification", "ClientRequest", "Initialize", "W3c"],
      methods: ["initialize"]
    ),
    Area(
      file: "Commands",
      types: ["Command", "Exec", "ParsedCommand", "Process", "Terminal"],
      methods: ["command", "process"]
    ),
    Area(
      file: "Configuration",
      types: [
        "Analytics", "BrowserUse", "ComputerUse", "Config", "Desktop", "ExperimentalFeature", "Feedback",
        "InAppBrowser", "Managed", "Tools", "WindowsSandbox",
      ],
      methods: ["config", "experimentalFeature", "feedback", "windowsSandbox"]
    ),
    Area(
      file: "Elicitation",
      types: ["AsyncUserInput", "McpElicitation", "McpServerElicitation", "RequestUserInput", "ToolRequestUserInput"],
      methods: ["item/tool/requestUserInput", "mcpServer/elicitation"]
    ),
    Area(
      file: "Environments",
      types: ["Environment", "NullableRemoteControl", "RemoteControl"],
      methods: ["environment", "remoteControl"]
    ),
    Area(
      file: "ExternalAgents",
      types: ["ExternalAgent", "Migration", "SessionMigration", "SubagentMigration"],
      methods: ["externalAgentConfig"]
    ),
    Area(file: "Files", types: ["Fs", "FuzzyFileSearch"], methods: ["fs", "fuzzyFileSearch"]),
    Area(file: "Hooks", types: ["ConfiguredHook", "Hook", "ManagedHooks"], methods: ["hooks"]),
    Area(
      file: "Inputs",
      types: ["AdditionalContext", "ByteRange", "DynamicTool", "ImageDetail", "Input", "Text", "UserInput"],
      methods: ["item/tool/call"]
    ),
    Area(
      file: "Items",
      types: [
        "AgentMessageDelta", "Collab", "CommandAction", "CommandExecution", "FileChange", "FileUpdate", "Item",
        "McpToolCall", "MessagePhase", "Patch", "Plan", "ReasoningSummaryPart", "ReasoningSummaryText", "ReasoningText",
        "SubAgent", "ThreadItem",
      ],
      methods: ["item"]
    ),
    Area(file: "MCP", types: ["ListMcp", "Mcp", "Resource", "Tool"], methods: ["mcpServer"]),
    Area(file: "Messages", types: ["JSONRPC", "RequestId"]),
    Area(
      file: "Models",
      types: ["CollaborationMode", "Model", "ReasoningEffort", "Verbosity"],
      methods: ["collaborationMode", "model"]
    ),
    Area(file: "Plugins", types: ["Marketplace", "Plugin"], methods: ["marketplace", "plugin"]),
    Area(file: "Projects", types: ["Project", "ScheduledTask"], methods: ["project"]),
    Area(file: "Realtime", types: ["Realtime", "ThreadRealtime"], methods: ["thread/realtime"]),
    Area(
      file: "ResponseItems",
      types: [
        "AgentMessage", "Content", "FunctionCall", "Image", "LocalShell", "Message", "Raw", "Reasoning", "Response",
        "WebSearch",
      ]
    ),
    Area(
      file: "Sandbox",
      types: [
        "AdditionalFileSystem", "AdditionalNetwork", "AdditionalPermission", "FileSystem", "GrantedPermission",
        "Network", "Permission", "RequestPermission", "Sandbox",
      ],
      methods: ["permissionProfile"]
    ),
    Area(file: "ServerMessages", types: ["ServerNotification", "ServerRequest"]),
    Area(file: "Skills", types: ["Skill"], methods: ["skills"]),
    Area(
      file: "ThreadActivities",
      types: [
        "ThreadAttachment", "ThreadBackgroundTerminal", "ThreadDecrement", "ThreadIncrement", "ThreadPrediction",
        "ThreadQueue", "ThreadShell",
      ],
      methods: [
        "thread/attachment", "thread/backgroundTerminals", "thread/decrement", "thread/increment", "thread/prediction",
        "thread/queue", "thread/shell",
      ]
    ),
    Area(
      file: "ThreadContents",
      types: ["ThreadGoal", "ThreadHistory", "ThreadItems", "ThreadTimeline", "ThreadTurns"],
      methods: ["thread/goal", "thread/items", "thread/timeline", "thread/turns"]
    ),
    Area(
      file: "ThreadLifecycle",
      types: ["ThreadArchive", "ThreadDelete", "ThreadFork", "ThreadResume", "ThreadStart", "ThreadUnarchive"],
      methods: ["thread/archive", "thread/delete", "thread/fork", "thread/resume", "thread/start", "thread/unarchive"]
    ),
    Area(
      file: "ThreadLists",
      types: ["ThreadList", "ThreadLoaded", "ThreadSearch", "ThreadSection", "ThreadSort", "ThreadSourceKind"],
      methods: ["thread/list", "thread/loaded", "thread/search", "thread/section", "threadSection"]
    ),
    Area(file: "Threads", types: ["Thread"], methods: ["thread"]),
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
