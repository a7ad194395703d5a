import ArchitectureSupport
import Foundation
import Testing

@Suite("On iOS, tvOS, watchOS and visionOS, where apps cannot run programs,")
struct PortabilityTests {
  /// Types and functions that do not exist on these systems, or that their SDKs mark as unavailable.
  private static let unavailable: Set<String> = [
    "Process", "NSTask", "posix_spawn", "posix_spawnp", "posix_spawnattr_t", "posix_spawn_file_actions_t", "fork",
    "vfork",
    "execv", "execvp", "system", "popen", "homeDirectoryForCurrentUser", "AppKit", "NSWorkspace", "waitpid",
  ]

  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  private static let targets = [
    "CodexWire", "CodexSDK", "CodexTesting", "CodexBinaries", "ProtocolGenerator", "CommandLineSupport", "codexgen",
    "codexgen-bench", "Examples",
  ]

  @Test(
    "the sources use no type and no function that needs another program",
    arguments: ["iOS", "tvOS", "watchOS", "visionOS"],
    targets
  )
  func sources(system: String, target: String) throws {
    let source = ConditionalSource(system: system)
    #expect(try source.uses(of: Self.unavailable, in: Self.sources.appendingPathComponent(target)) == [])
  }

  @Test("the search finds such a use: on macOS, the sources have some")
  func searchFinds() throws {
    let found = try ConditionalSource(system: "macOS").uses(of: Self.unavailable, in: Self.sources)
    #expect(found.contains { $0.hasSuffix(": Process") } && found.contains { $0.hasSuffix(": posix_spawn") })
  }

  @Test("each program has an entry point")
  func entryPoints() throws {
    for program in ["codexgen", "codexgen-bench", "Examples/Quickstart", "Examples/Approvals"] {
      let folder = Self.sources.appendingPathComponent(program)
      let source = ConditionalSource(system: "iOS")
      #expect(try source.uses(of: ["main"], in: folder).count == 1, "\(program)")
    }
  }

  @Test("the conditions of #if are evaluated as the compiler evaluates them")
  func conditions() {
    let text = """
      #if os(macOS) || os(Linux)
      a
      #elseif canImport(Darwin) && !(os(tvOS))
      b
      #if ExperimentalAPI
      c
      #else
      d
      #endif
      #else
      e
      #endif
      f
      """
    func lines(_ system: String) -> [String] { ConditionalSource(system: system).activeLines(of: text) }

    #expect(lines("macOS") == ["a", "f"])
    #expect(lines("iOS") == ["b", "d", "f"])
    #expect(lines("tvOS") == ["e", "f"])
  }
}
