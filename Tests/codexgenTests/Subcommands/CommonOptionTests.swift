import CodexBinaries
import Foundation
import Testing

@testable import codexgen

@Suite("codexgen, with the options that every command has")
struct CommonOptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try .package() }

  @Test("prints its version and the version of Codex that it pins")
  func version() {
    let run = Run("--version", in: folder.path)

    #expect(run.exitCode == 0)
    #expect(run.out == ["codexgen 0.1.0 (Codex \(PinnedWheels.version ?? "none"))"])
  }

  @Test("prints nothing with --quiet, and the exit code says the rest", arguments: ["generate", "check"])
  func quiet(command: String) {
    let run = Run(command, "--quiet", in: folder.path, engine: .giving([generated("CodexProtocol/A.swift")]))

    #expect(run.exitCode == (command == "check" ? 1 : 0))
    #expect(run.out + run.err == [])
  }

  @Test("prints errors with --quiet too")
  func quietError() {
    let run = Run("generate", "--quiet", "--stable", "gone.json", in: folder.path)

    #expect(run.exitCode == 2)
    #expect(run.err == ["gone.json: error: there is no such file; check the path that follows '--stable'"])
  }

  @Test("prints each file that is read or changed with --verbose, to standard error")
  func verbose() throws {
    try folder.write(generatedText(), to: "Generated/CodexProtocol/Old.swift")

    let run = Run("generate", "--verbose", in: folder.path, engine: .giving([generated("CodexProtocol/A.swift")]))

    #expect(
      run.err == [
        "codexgen: read schema/app-server.stable.json (12 bytes)",
        "codexgen: read schema/app-server.experimental.json (18 bytes)",
        "codexgen: wrote Generated/CodexProtocol/A.swift",
        "codexgen: removed Generated/CodexProtocol/Old.swift",
      ]
    )
    #expect(run.out.count == 1)
  }

  @Test("reads a bundle from standard input for the path '-'")
  func standardInput() throws {
    let run = Run(
      arguments: ["generate", "--stable", "-", "--customization", "none", "--output", "out"],
      in: folder.path,
      engine: .protocolGenerator,
      standardInput: bundle(#""Point": {"type": "object", "properties": {"x": true}}"#)
    )

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(try folder.read("out/CodexProtocol/Ungrouped.swift").contains("from standard input. Do not edit."))
  }

  @Test("refuses standard input in two places")
  func standardInputTwice() {
    let check = Run("check", "--stable=-", "--experimental=-", in: folder.path)
    let diff = Run("diff", "-", "-", in: folder.path)

    #expect(
      check.err == [
        "codexgen: error: standard input has one bundle; give a file for '--stable' or for '--experimental'"
      ]
    )
    #expect(diff.err.first == "codexgen: error: standard input has one release; give a file for the other one")
  }

  @Test("fails if standard output is a device that is full")
  func fullDevice() async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = codexgenExecutable
    process.arguments = ["help"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = await onBlockingThread {
      let data = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    }

    #expect(process.terminationStatus == 2)
    #expect(
      text == "codexgen: error: the output cannot be written to standard output (no space left on device)\n"
    )
  }
}
