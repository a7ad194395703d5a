import CodexBinaries
import Foundation

@testable import codexgen

/// A temporary folder with a shell script in place of Codex. Runs `pin` in that folder.
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

  /// Shell commands that write a bundle to the folder after `--out`, as Codex does.
  static func writing(_ bundle: String) -> String {
    """
    for out; do :; done
    mkdir -p "$out"
    cat > "$out/codex_app_server_protocol.schemas.json" <<'JSON'
    \(bundle)
    JSON
    """
  }

  /// Writes a shell script that prints a version and writes two bundles, as Codex does. Each parameter gives other shell
  /// commands for one of the three.
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
    // Another process writes the script. If this process wrote it while another test starts a process, that child would
    // inherit the open file, and the system does not run a file that is open for writing.
    let run = await onBlockingThread { try? ToolRun(["install", "-m", "755", text, program]) }
    guard run?.end == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
    try folder.remove(file + ".text")
  }

  func write(_ text: String, to file: String) throws { try folder.write(text, to: file) }

  func createFolder(_ name: String) throws { try folder.createFolder(name) }

  func contents(below name: String) throws -> [String: String] { try folder.contents(below: name) }

  func exists(_ name: String) -> Bool { Files.exists("\(path)/\(name)") }

  /// Runs `pin` in this folder, on a thread that may block.
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

/// Runs blocking work on a thread that is not one of Swift concurrency.
func onBlockingThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: work()) }
  }
}
