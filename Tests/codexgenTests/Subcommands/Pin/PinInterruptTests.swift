import Foundation
import Testing

@testable import codexgen

/// Runs the program codexgen in a process of its own, since a signal is sent to a whole process.
@Suite("codexgen pin, when it is interrupted")
struct PinInterruptTests {
  private let folder: PinFolder

  init() throws {
    folder = try PinFolder()
    try folder.createFolder("temporary")
    try folder.write("old", to: "schema/app-server.stable.json")
  }

  /// The result of a run of `pin` that got a signal while the program that it had started was running.
  private struct Outcome: Sendable {
    var status: Int32
    var errors: String
    /// The process id of that program.
    var program: Int32
  }

  /// Shell commands that write their process id to a file, and then sleep until they are ended by a signal.
  private var hanging: String {
    "echo $$ > '\(folder.path)/running.new'; mv '\(folder.path)/running.new' '\(folder.path)/running'; exec sleep 100000"
  }

  private func interrupted(by signal: Int32, _ arguments: String...) async throws -> Outcome {
    let process = Process()
    process.executableURL = codexgenExecutable
    process.arguments = ["pin"] + arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = [
      "TMPDIR": folder.path + "/temporary", "XDG_CACHE_HOME": folder.path + "/cache",
      "PATH": folder.path + "/bin:/usr/bin:/bin",
    ]
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    while !folder.exists("running"), process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    let program = try #require(Int32(try folder.contents(below: "")["running"]?.dropLast() ?? ""))
    kill(process.processIdentifier, signal)
    return await onBlockingThread {
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return Outcome(status: process.terminationStatus, errors: text, program: program)
    }
  }

  private func expectNothingLeft(_ outcome: Outcome) throws {
    #expect(outcome.errors == "codexgen: interrupted; nothing was changed.\n")
    #expect(kill(outcome.program, 0) != 0, "the program is still running")
    #expect(try folder.contents(below: "temporary") == [:])
    #expect(try folder.contents(below: "schema") == ["app-server.stable.json": "old"])
  }

  @Test("ends the program that is running, and leaves no files", arguments: [SIGINT, SIGTERM, SIGHUP])
  func whileRunning(signal: Int32) async throws {
    try await folder.writeCodex(experimental: hanging)

    let outcome = try await interrupted(by: signal, "--codex", "codex")

    #expect(outcome.status == 128 + signal)
    try expectNothingLeft(outcome)
  }

  @Test("leaves no files in the cache while pip downloads")
  func whileFetching() async throws {
    try await folder.writeProgram(
      "while [ \"$1\" != --dest ]; do shift; done; mkdir -p \"$2\"\n" + hanging,
      to: "bin/python3"
    )

    let outcome = try await interrupted(by: SIGINT, "--release", "1.2.3")

    #expect(outcome.status == 128 + SIGINT)
    try expectNothingLeft(outcome)
    #expect(try folder.contents(below: "cache/codex-swift").keys.sorted() == [".1.2.3.lock"])
  }
}
