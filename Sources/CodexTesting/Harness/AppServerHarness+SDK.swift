#if os(macOS) || os(Linux)
import CodexSDK

extension AppServerHarness {
  /// The configuration with which `Codex(configuration:)` starts this app-server.
  public var configuration: CodexConfiguration {
    CodexConfiguration(
      executable: .path(executable),
      arguments: arguments,
      environment: environment,
      // The harness's environment is complete. Inherited variables would bring back the ones that it leaves out.
      inheritedEnvironment: .none,
      workingDirectory: workspace
    )
  }
}
#endif
