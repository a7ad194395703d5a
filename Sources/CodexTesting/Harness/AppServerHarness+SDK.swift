#if os(macOS) || os(Linux)
import CodexSDK

extension AppServerHarness {
  /// What `Codex(configuration:)` needs to start this app-server.
  public var configuration: CodexConfiguration {
    CodexConfiguration(
      executable: .path(executable),
      arguments: arguments,
      environment: environment,
      workingDirectory: workspace
    )
  }
}
#endif
