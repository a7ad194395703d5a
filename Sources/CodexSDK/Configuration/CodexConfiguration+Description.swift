// Descriptions of a configuration and of a command. They end up in logs, so they contain no secrets.

extension CodexConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The settings. Values of `environment`, `configOverrides` and `arguments` may be secrets, so only their names are shown. A
  /// handler is shown as whether it is set.
  public var description: String { Self.text(of: customMirror) }

  /// The same text as `description`.
  public var debugDescription: String { description }

  /// The settings as `description` shows them.
  public var customMirror: Mirror {
    let children: KeyValuePairs<String, Any> = [
      "executable": executable,
      "arguments": SecretText.redacted(arguments: arguments),
      "configOverrides": SecretText.redacted(values: configOverrides),
      "environment": SecretText.redacted(values: environment),
      "inheritedEnvironment": inheritedEnvironment,
      "workingDirectory": workingDirectory as Any,
      "clientInfo": clientInfo,
      "capabilities": capabilities,
      "requestTimeout": requestTimeout as Any,
      "turnTimeout": turnTimeout as Any,
      "abandonedTurns": abandonedTurns,
      "turnSilence": turnSilence as Any,
      "clock": "\(type(of: clock))",
      "connectTimeout": connectTimeout,
      "startupTimeout": startupTimeout,
      "retry": retry,
      "closeTimeouts": closeTimeouts,
      "messageSizeLimit": messageSizeLimit as Any,
      "turnEventBufferLimit": turnEventBufferLimit,
      "notificationBufferLimit": notificationBufferLimit,
      "onUnhandledMessage": Self.text(ofHandler: onUnhandledMessage),
      "onMessage": Self.text(ofHandler: onMessage),
      "onMessageIncludesSecrets": onMessageIncludesSecrets,
      "requestsWithoutHandler": requestsWithoutHandler,
      "reconnection": reconnection as Any,
      "approvalHandler": Self.text(ofHandler: approvalHandler),
      "handlers": handlers,
      "onServerRequest": Self.text(ofHandler: onServerRequest),
      "onServerRequestEvent": Self.text(ofHandler: onServerRequestEvent),
    ]
    return Mirror(self, children: children, displayStyle: .struct)
  }

  private static func text(ofHandler handler: Any?) -> String { handler == nil ? "none" : "set" }

  /// The text that Swift makes for a struct without a description of its own.
  static func text(of mirror: Mirror) -> String {
    let children = mirror.children.map { "\($0.label ?? "_"): \(String(reflecting: $0.value))" }
    return "\(mirror.subjectType)(\(children.joined(separator: ", ")))"
  }
}

#if os(macOS) || os(Linux)
extension StdioTransport.Command: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The command with the names of the environment variables and of the settings in the arguments. Their values may be
  /// secrets, so they are not shown.
  public var description: String { CodexConfiguration.text(of: customMirror) }

  /// The same text as `description`.
  public var debugDescription: String { description }

  /// The properties as `description` shows them.
  public var customMirror: Mirror {
    let children: KeyValuePairs<String, Any> = [
      "executable": executable,
      "arguments": SecretText.redacted(arguments: arguments),
      "environment": environment.keys.sorted(),
      "workingDirectory": workingDirectory as Any,
    ]
    return Mirror(self, children: children, displayStyle: .struct)
  }
}
#endif
