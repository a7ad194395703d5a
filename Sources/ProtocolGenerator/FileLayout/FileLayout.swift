/// Decides into which file each definition and each method is generated. The set of file groups is fixed and declared here.
///
/// The set does not depend on the schema: a build tool plugin must know its outputs before the generator runs, and the diff
/// between two releases stays in the files whose subject changed. The name of a definition or a method decides its group:
/// among all declared prefixes, the longest one that the name starts with wins.
enum FileLayout {
  /// A group of generated files: one file with types, and one with the functions that call methods.
  struct FileGroup: Sendable {
    /// The file name of the group without `.swift`.
    var file: String
    /// Prefixes of the names of definitions, without namespace.
    var types: [String]
    /// Prefixes of the names of methods.
    var methods: [String] = []
  }

  static let groups: [FileGroup] = [
    FileGroup(
      file: "Account",
      types: [
        "Account", "AddCredits", "ConsumeAccount", "Credits", "GetAccount", "GetWorkspace", "NullableGetAccount",
        "PlanType", "RateLimit", "SendAddCredits", "SpendControl", "Workspace",
      ],
      methods: ["account"]
    ),
    FileGroup(
      file: "Approvals",
      types: [
        "ApplyPatchApproval", "Approval", "AskForApproval", "CommandExecutionApproval",
        "CommandExecutionRequestApproval", "ExecCommandApproval", "ExecPolicy", "FileChangeApproval",
        "FileChangeRequestApproval", "ReviewDecision",
      ],
      methods: [
        "item/commandExecution/requestApproval", "item/fileChange/requestApproval", "item/permissions",
        "applyPatchApproval", "execCommandApproval",
      ]
    ),
    FileGroup(file: "Apps", types: ["App", "Connector", "InstalledApp"], methods: ["app"]),
    FileGroup(
      file: "Authentication",
      types: [
        "Attestation", "Auth", "Aws", "Bedrock", "CancelLogin", "Chatgpt", "CliAuth", "Forced", "GatewayOAuth", "Login",
        "Logout", "UserVerification",
      ],
      methods: [
        "account/bedrock", "account/chatgptAuthTokens", "account/gatewayOAuth", "account/login", "account/logout",
        "attestation", "userVerification",
      ]
    ),
    FileGroup(
      file: "AutoReview",
      types: ["AutoReview", "Guardian", "ItemGuardian", "StrictReview"],
      methods: ["thread/approveGuardianDeniedAction"]
    ),
    FileGroup(file: "ClientRequests", types: ["ClientNotification", "ClientRequest", "W3c"]),
    FileGroup(
      file: "CollaborationModes",
      types: ["CollaborationMode", "ModeKind", "Settings"],
      methods: ["collaborationMode"]
    ),
    FileGroup(
      file: "Commands",
      types: ["Command", "Exec", "ParsedCommand", "Process", "Terminal"],
      methods: ["command", "process"]
    ),
    FileGroup(
      file: "Configuration",
      types: [
        "AllowDeny", "Analytics", "AutoCompact", "BrowserUse", "ComputerUse", "Config", "Desktop",
        "ExperimentalFeature", "InAppBrowser", "Managed", "MergeStrategy", "NewThread", "Overridden",
        "RequestHeader", "ResidencyRequirement", "Tools", "WindowsSandbox", "WriteStatus",
      ],
      methods: ["config", "experimentalFeature", "windowsSandbox"]
    ),
    FileGroup(file: "DynamicTools", types: ["DynamicTool"], methods: ["item/tool/call"]),
    FileGroup(
      file: "Elicitation",
      types: [
        "AsyncUserInput", "McpElicitation", "McpServerElicitation", "RequestUserInput", "ThreadDecrement",
        "ThreadIncrement", "ToolRequestUserInput",
      ],
      methods: ["item/tool/requestUserInput", "mcpServer/elicitation", "thread/decrement", "thread/increment"]
    ),
    FileGroup(
      file: "Environments",
      types: ["CapabilityRoot", "Environment", "NullableRemoteControl", "RemoteControl", "SelectedCapabilityRoot"],
      methods: ["environment", "remoteControl"]
    ),
    FileGroup(
      file: "ErrorsAndWarnings",
      types: ["CodexError", "Deprecation", "Error", "Misalignment", "NonSteerable", "Warning", "WindowsWorldWritable"]
    ),
    FileGroup(
      file: "ExternalAgents",
      types: ["ExternalAgent", "Migration", "SessionMigration", "SubagentMigration"],
      methods: ["externalAgentConfig"]
    ),
    FileGroup(file: "Feedback", types: ["Feedback"], methods: ["feedback"]),
    FileGroup(
      file: "FileSystem",
      types: ["AbsolutePath", "Fs", "FuzzyFileSearch", "LegacyAppPath", "PathUri"],
      methods: ["fs", "fuzzyFileSearch"]
    ),
    FileGroup(file: "Hooks", types: ["ConfiguredHook", "Hook", "ManagedHooks"], methods: ["hooks"]),
    FileGroup(file: "Initialization", types: ["ClientInfo", "Initialize"], methods: ["initialize"]),
    FileGroup(
      file: "Items",
      types: [
        "AgentMessageDelta", "CommandAction", "CommandExecution", "FileChange", "FileUpdate", "Item", "McpToolCall",
        "MessagePhase", "Patch", "Plan", "ReasoningSummaryPart", "ReasoningSummaryText", "ReasoningText", "ThreadItem",
      ],
      methods: ["item"]
    ),
    FileGroup(file: "JSONRPC", types: ["JSONRPC", "RequestId"]),
    FileGroup(file: "MCP", types: ["ListMcp", "Mcp", "Resource", "Tool"], methods: ["mcpServer"]),
    FileGroup(file: "Memory", types: ["Memory", "ThreadMemory"], methods: ["memory", "thread/memoryMode"]),
    FileGroup(
      file: "Models",
      types: ["CyberAccess", "InputModality", "Model", "Personality", "ReasoningEffort", "Verbosity"],
      methods: ["model"]
    ),
    FileGroup(file: "MultiAgent", types: ["AgentPath", "Collab", "MultiAgent", "SubAgent"]),
    FileGroup(
      file: "Permissions",
      types: [
        "ActivePermission", "AdditionalFileSystem", "AdditionalNetwork", "AdditionalPermission", "FileSystem",
        "GrantedPermission", "Network", "Permission", "RequestPermission", "Sandbox",
      ],
      methods: ["permissionProfile"]
    ),
    FileGroup(file: "Plugins", types: ["Marketplace", "Plugin"], methods: ["marketplace", "plugin"]),
    FileGroup(file: "Projects", types: ["Project", "ScheduledTask"], methods: ["project"]),
    FileGroup(
      file: "Realtime",
      types: ["CodexResponseHandoff", "ConversationText", "Realtime", "ThreadRealtime"],
      methods: ["thread/realtime"]
    ),
    FileGroup(
      file: "ResponseItems",
      types: [
        "AgentMessage", "Content", "FunctionCall", "Image", "InternalChatMessage", "LocalShell", "Message", "Raw",
        "Reasoning", "Response", "WebSearch",
      ]
    ),
    FileGroup(
      file: "ServerMaintenance",
      types: ["CurrentTime", "Mock", "Rollout", "ServerDiagnostics"],
      methods: ["currentTime", "mock", "rollout", "server"]
    ),
    FileGroup(file: "ServerNotifications", types: ["ServerNotification"]),
    FileGroup(file: "ServerRequests", types: ["ServerRequest"]),
    FileGroup(file: "Skills", types: ["Skill"], methods: ["skills"]),
    FileGroup(file: "ThreadAttachments", types: ["ThreadAttachment"], methods: ["thread/attachment"]),
    FileGroup(file: "ThreadGoals", types: ["ThreadGoal"], methods: ["thread/goal"]),
    FileGroup(
      file: "ThreadHistory",
      types: [
        "ContextCompacted", "ThreadCompact", "ThreadHistory", "ThreadInject", "ThreadItems", "ThreadPrediction",
        "ThreadRevert", "ThreadTimeline", "ThreadTurns",
      ],
      methods: [
        "thread/compact", "thread/inject", "thread/items", "thread/prediction", "thread/revert", "thread/timeline",
        "thread/turns",
      ]
    ),
    FileGroup(
      file: "ThreadLifecycle",
      types: [
        "ThreadArchive", "ThreadClosed", "ThreadDelete", "ThreadFork", "ThreadResume", "ThreadStart", "ThreadUnarchive",
        "ThreadUnsubscribe",
      ],
      methods: [
        "thread/archive", "thread/delete", "thread/fork", "thread/resume", "thread/start", "thread/unarchive",
        "thread/unsubscribe",
      ]
    ),
    FileGroup(
      file: "ThreadLists",
      types: [
        "SortDirection", "ThreadList", "ThreadLoaded", "ThreadSearch", "ThreadSection", "ThreadSort",
        "ThreadSourceKind",
      ],
      methods: ["thread/list", "thread/loaded", "thread/search", "thread/section", "threadSection"]
    ),
    FileGroup(file: "ThreadQueue", types: ["QueuedSubmission", "ThreadQueue"], methods: ["thread/queue"]),
    FileGroup(
      file: "ThreadSettings",
      types: [
        "ThreadMetadata", "ThreadName", "ThreadProject", "ThreadReadState", "ThreadSetName", "ThreadSettings",
        "ThreadUnread",
      ],
      methods: ["thread/metadata", "thread/name", "thread/readState", "thread/settings"]
    ),
    FileGroup(
      file: "ThreadTerminals",
      types: ["ThreadBackgroundTerminal", "ThreadShell"],
      methods: ["thread/backgroundTerminals", "thread/shell"]
    ),
    FileGroup(file: "ThreadUsage", types: ["ThreadTokenUsage", "ThreadUsage", "TokenUsage"]),
    FileGroup(file: "Threads", types: ["GitInfo", "SessionSource", "Thread"], methods: ["thread"]),
    FileGroup(file: "Turns", types: ["Review", "Turn"], methods: ["review", "turn"]),
    FileGroup(
      file: "UserInput",
      types: ["AdditionalContext", "ByteRange", "ImageDetail", "Input", "Text", "UserInput"]
    ),
    FileGroup(file: ungrouped, types: [""], methods: [""]),
  ]

  /// The file of definitions and methods that no other group declares, such as those of a newer release.
  static let ungrouped = "Ungrouped"

  static func file(ofType name: String) -> String { file(of: name, \.types) }

  static func file(ofMethod name: String) -> String { file(of: name, \.methods) }

  private static func file(of name: String, _ prefixes: KeyPath<FileGroup, [String]>) -> String {
    var best = (length: -1, file: ungrouped)
    for group in groups {
      for prefix in group[keyPath: prefixes] where name.hasPrefix(prefix) && prefix.utf8.count > best.length {
        best = (prefix.utf8.count, group.file)
      }
    }
    return best.file
  }
}
