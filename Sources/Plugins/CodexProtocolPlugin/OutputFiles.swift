/// The files that codexgen writes for a module. The build system wants their names before it writes them, and a plugin
/// cannot ask the generator's library: a test compares this list with what the generator writes.
enum OutputFiles {
  static var names: [String] {
    (groups + ["RPC"]).map { "CodexProtocol.\($0).swift" }
      + (groups + ["API", "APIAreas", "Presets"]).map { "CodexWrappers.\($0).swift" }
  }

  private static let groups = [
    "Account", "Approvals", "Apps", "Authentication", "AutoReview", "ClientRequests", "CollaborationModes", "Commands",
    "Configuration", "DynamicTools", "Elicitation", "Environments", "ErrorsAndWarnings", "ExternalAgents", "Feedback",
    "FileSystem", "Hooks", "Initialization", "Items", "JSONRPC", "MCP", "Memory", "Models", "MultiAgent", "Permissions",
    "Plugins", "Projects", "Realtime", "ResponseItems", "ServerMaintenance", "ServerNotifications", "ServerRequests",
    "Skills", "ThreadAttachments", "ThreadGoals", "ThreadHistory", "ThreadLifecycle", "ThreadLists", "ThreadQueue",
    "ThreadSettings", "ThreadTerminals", "ThreadUsage", "Threads", "Turns", "Ungrouped", "UserInput",
  ]
}
