import CodexBinaries
import Foundation

@testable import codexgen

/// A folder with a program that plays Codex, and runs of `pin` in it.
final class PinFolder: Sendable {
  private let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path
  }

  static let stable = bundle("a")
  static let experimental = bundle("a", "x")

  /// A bundle with one enum.
  static func bundle(_ values: String...) -> String {
    let list = values.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"definitions": {"Speed": {"type": "string", "enum": [\#(list)]}}}"#
  }

  /// Shell commands that write a bundle as Codex does.
  static func writing(_ bundle: String) -> String {
    """
    for out; do :; done
    mkdir -p "$out"
    cat > "$out/codex_app_server_protocol.schemas.json" <<'JSON'
    \(bundle)
    JSON
    """
  }

  /// Puts a program at `codex`, or elsewhere, that does as Codex would, unless shell commands are given that it runs instead.
  func writeCodex(
    version: String = "echo codex-cli 1.2.3",
    stable: String = writing(stable),
    experimental: String = writing(experimental),
    to file: String = "codex"
  ) async throws {
    let script = """
      case "$*" in
      --version)
      \(version)
      ;;
      "app-server generate-json-schema --experimental --out "*)
      \(experimental)
      ;;
      "app-server generate-json-schema --out "*)
      \(stable)
      ;;
      *) echo "unexpected: $*" >&2; exit 64 ;;
      esac
      """
    try await writeProgram(script, to: file)
  }

  func writeProgram(_ script: String, to file: String) async throws {
    try folder.write("#!/bin/sh\n\(script)\n", to: file + ".text")
    let (text, program) = ("\(path)/\(file).text", "\(path)/\(file)")
    // By another process: a program that this one has open for writing, when a test beside this one starts a process,
    // cannot be run by anybody.
    let run = await onBlockingThread { try? ToolRun(["install", "-m", "755", text, program]) }
    guard run?.end == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
    try folder.remove(file + ".text")
  }

  func write(_ text: String, to file: String) throws { try folder.write(text, to: file) }

  func createFolder(_ name: String) throws { try folder.createFolder(name) }

  func contents(below name: String) throws -> [String: String] { try folder.contents(below: name) }

  func exists(_ name: String) -> Bool { Files.exists("\(path)/\(name)") }

  /// A run of `pin` in this folder, on a thread that may wait for programs.
  func pin(_ arguments: String..., environment: [String: String] = [:]) async -> Run {
    await run(["pin"] + arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) async -> Run {
    let environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    return await onBlockingThread { [path] in
      Run(arguments: arguments, in: path, engine: .protocolGenerator, environment: environment)
    }
  }
}

/// Runs blocking work on a thread that Swift concurrency does not need.
func onBlockingThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: work()) }
  }
}
