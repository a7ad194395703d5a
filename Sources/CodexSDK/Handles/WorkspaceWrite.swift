import CodexProtocol
import CodexWire

// The preset `Sandbox.workspaceWrite` means the same for a thread, a turn and a command: what the user's configuration says in
// the table `sandbox_workspace_write`. For a thread, the server reads the table. For a turn and a command, the protocol has a
// policy whose properties replace those of the table, and an omitted property allows writing to the temporary folders. So the SDK
// sends the whole policy.

extension TurnStartParams {
  /// The parameters with the whole policy when the preset has set an empty one.
  ///
  /// - Throws: `CodexError.notApplied`, before anything is sent that has an effect, when the policy is not known.
  func withWholeSandbox(on thread: CodexThread) async throws -> TurnStartParams {
    guard sandboxPolicy?.isPresetWorkspaceWrite == true else { return self }
    var params = self
    params.sandboxPolicy = .workspaceWrite(try await thread.workspaceWrite(cwd: cwd))
    return params
  }
}

extension CodexThread {
  /// The policy that the preset `workspaceWrite` means on this thread.
  ///
  /// - Parameter cwd: The working directory of the turn. `nil` when the turn does not change the working directory.
  /// - Throws: `CodexError.notApplied` when the server does not say what its configuration contains.
  func workspaceWrite(cwd: String?) async throws -> SandboxPolicy.WorkspaceWrite {
    // The policy of the thread already contains the configuration and the thread's own `config`.
    if case .workspaceWrite(let policy)? = settings?.sandbox { return policy }
    do {
      let config = codex.connection.activity.sandboxConfig(of: id)
      return try await codex.workspaceWrite(cwd: cwd ?? settings?.cwd).applying(config)
    } catch let error where !(error is CancellationError) {
      throw CodexError.notApplied(
        SettingsNotApplied(
          settings: ["sandbox"],
          threadID: id,
          wasSent: false,
          reason: """
            the SDK could not read what the configuration allows in the sandbox workspaceWrite (\(error)), and would perhaps \
            allow more. Nothing was sent. Pass the sandbox when you start or resume the thread, where the server itself reads \
            the configuration.
            """
        )
      )
    }
  }
}

extension CommandExecResponse {
  /// Runs a command and waits for its end. Only generated functions call this.
  ///
  /// When the task is cancelled or its time is up, the wait ends immediately, and the command is terminated.
  @_spi(Generated) public static func _open(
    _ call: RPC.CommandExec,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> CommandExecResponse {
    var call = try await codex.prepared(call)
    let id = operationID(call.params.processID)
    call.params.processID = id
    do {
      return try await codex.send(call, timeout: timeout)
    } catch let error where error.endsOnlyTheWait {
      try? codex.connection.post(RPC.CommandExecTerminate(CommandExecTerminateParams(processID: id)))
      throw error
    }
  }
}

extension Codex {
  /// A call of `command/exec` with the whole policy when the preset has set an empty one. Any other call is not changed.
  func prepared<Method: ClientMethod>(_ call: Method) async throws -> Method {
    guard var command = call as? RPC.CommandExec, command.params.sandboxPolicy?.isPresetWorkspaceWrite == true else {
      return call
    }
    command.params.sandboxPolicy = .workspaceWrite(try await workspaceWrite(cwd: command.params.cwd))
    return command as? Method ?? call
  }
}

extension Error {
  /// Whether the server may still carry out the request of which the caller no longer awaits the response.
  var endsOnlyTheWait: Bool {
    if case .timeout? = self as? CodexError { true } else { self is CancellationError }
  }
}

#if ExperimentalAPI
extension ThreadSettingsUpdateResponse {
  /// Changes the settings of later turns. Only generated functions call this.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadSettingsUpdate,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> ThreadSettingsUpdateResponse {
    var call = call
    if call.params.sandboxPolicy?.isPresetWorkspaceWrite == true {
      call.params.sandboxPolicy = .workspaceWrite(try await thread.workspaceWrite(cwd: call.params.cwd))
    }
    return try await thread.codex.send(call, timeout: timeout)
  }
}
#endif

extension Codex {
  /// The policy that the server's configuration means with `workspace-write`.
  ///
  /// - Parameter cwd: A folder whose project may have a configuration of its own. `nil` for the server's working directory.
  fileprivate func workspaceWrite(cwd: String?) async throws -> SandboxPolicy.WorkspaceWrite {
    let config = try await send(RPC.ConfigRead(ConfigReadParams(cwd: cwd))).config
    guard let table = config.sandboxWorkspaceWrite else { return SandboxPolicy.WorkspaceWrite() }
    return SandboxPolicy.WorkspaceWrite(
      excludeSlashTmp: table.excludeSlashTmp,
      excludeTmpdirEnvVar: table.excludeTmpdirEnvVar,
      networkAccess: table.networkAccess,
      writableRoots: table.writableRoots
    )
  }
}

extension SandboxPolicy {
  /// Whether the policy is the one that the preset sets. All properties have the values that they have when they are omitted.
  fileprivate var isPresetWorkspaceWrite: Bool { self == .workspaceWrite(WorkspaceWrite()) }
}

extension SandboxPolicy.WorkspaceWrite {
  /// The policy with the values that the `config` of a thread has for the table `sandbox_workspace_write`.
  ///
  /// - Throws: `SandboxConfigMistake` for a value of another type than the policy has. The server would refuse the value, too.
  fileprivate func applying(_ config: [String: JSONValue]) throws -> Self {
    var policy = self
    for (name, value) in config {
      switch (name, value) {
      case ("exclude_slash_tmp", .bool(let isExcluded)): policy.excludeSlashTmp = isExcluded
      case ("exclude_tmpdir_env_var", .bool(let isExcluded)): policy.excludeTmpdirEnvVar = isExcluded
      case ("network_access", .bool(let isAllowed)): policy.networkAccess = isAllowed
      case ("writable_roots", .array(let roots)): policy.writableRoots = roots.compactMap(\.stringValue)
      default:
        throw SandboxConfigMistake(description: "the thread's config has an unknown sandbox_workspace_write.\(name)")
      }
    }
    return policy
  }
}

private struct SandboxConfigMistake: Error, CustomStringConvertible { var description: String }

/// The part of a thread's `config` that is about the table `sandbox_workspace_write`: its values by their names in the table.
func sandboxConfig(in config: [String: JSONValue]?) -> [String: JSONValue] {
  let table = "sandbox_workspace_write"
  var values = config?[table]?.objectValue.map { Dictionary($0) } ?? [:]
  // A key of `config` may be a path with dots, as on the command line.
  for (key, value) in config ?? [:] where key.hasPrefix(table + ".") {
    values[String(key.dropFirst(table.count + 1))] = value
  }
  return values
}
