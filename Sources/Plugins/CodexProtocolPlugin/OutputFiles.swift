/// The files that codexgen writes for a module. The build system wants their names before it writes them, and a plugin
/// cannot ask the generator's library: a test compares this list with what the generator writes.
enum OutputFiles {
  static var names: [String] {
    (areas + ["RPC"]).map { "CodexProtocol.\($0).swift" }
      + (areas + ["API", "Areas", "Presets"]).map { "CodexWrappers.\($0).swift" }
  }

  private static let areas = [
    "Account", "Approvals", "Apps", "Authentication", "ClientMessages", "Commands", "Configuration", "Elicitation",
    "Environments", "ExternalAgents", "Files", "Hooks", "Inputs", "Items", "MCP", "Messages", "Models", "Plugins",
    "Projects", "Realtime", "ResponseItems", "Sandbox", "ServerMessages", "Shared", "Skills", "ThreadActivities",
    "ThreadContents", "ThreadLifecycle", "ThreadLists", "Threads", "Turns",
  ]
}
