#if os(macOS) || os(Linux)
import CodexSDK

extension AppServerHarness {
  /// The configuration with which `Codex(configuration:)` starts this app-server.
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
