#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// A Codex program, which prints its version and writes its schema.
struct CodexProgram {
  let location: Location
  let environment: [String: String]
  let interrupts: Interrupts?

  private static let bundle = "codex_app_server_protocol.schemas.json"

  static func schemaArguments(_ options: [String], folder: String) -> [String] {
    ["app-server", "generate-json-schema"] + options + ["--out", folder]
  }

  /// Runs the program, and returns its version and its two bundles.
  ///
  /// - Throws: `Failure` if the program cannot be run, fails, or does not print a version or write its bundles.
  func release() throws(Failure) -> CodexRelease {
    let scratch = FileManager.default.temporaryDirectory.path + "/codexgen-" + UUID().uuidString
    defer { try? Files.remove(scratch) }
    do {
      try Files.createFolder(scratch)
      try Files.createFolder(scratch + "/home")
    } catch {
      throw .general(
        "the temporary folder '\(scratch)' for the schema cannot be created (\(Files.reason(error))); give another folder for "
          + "temporary files in the environment variable TMPDIR"
      )
    }
    return CodexRelease(
      version: try version(home: scratch + "/home"),
      stable: try bundle([], in: scratch),
      experimental: try bundle(["--experimental"], in: scratch)
    )
  }

  private func version(home: String) throws(Failure) -> String {
    let run = try run(["--version"], shown: ["--version"], home: home)
    let text = String(decoding: run.output, as: UTF8.self)
    let pattern = /[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?/
    // The program prints, for example, `codex-cli 0.163.0`.
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let version = words.first(where: { $0.wholeMatch(of: pattern) != nil }) else {
      let found = words.isEmpty ? "nothing" : "'\(words.prefix(20).joined(separator: " "))'"
      throw failure(["--version"], "printed no version: expected a text such as 'codex-cli 0.163.0', found \(found)")
    }
    return String(version)
  }

  private func bundle(_ options: [String], in scratch: String) throws(Failure) -> Data {
    let folder = scratch + "/" + (["bundle"] + options).joined()
    let shown = Self.schemaArguments(options, folder: "DIR")
    let run = try run(Self.schemaArguments(options, folder: folder), shown: shown, home: scratch + "/home")
    do {
      return try Data(contentsOf: URL(fileURLWithPath: folder + "/" + Self.bundle))
    } catch {
      throw failure(shown, "did not write '\(Self.bundle)' into DIR", saying: run.tail)
    }
  }

  private func run(_ arguments: [String], shown: [String], home: String) throws(Failure) -> ToolRun {
    // With an empty CODEX_HOME, the schema does not depend on the user's configuration.
    let environment = environment.merging(["CODEX_HOME": home]) { _, new in new }
    let run: ToolRun
    do {
      run = try ToolRun([location.path] + arguments, environment: environment, interrupts: interrupts)
    } catch is Interrupted {
      throw .interrupted
    } catch {
      throw failure(shown, "cannot be run (\(Files.reason(error)))")
    }
    guard run.end == .exited(0) else { throw failure(shown, run.end.description, saying: run.tail) }
    return run
  }

  private func failure(_ arguments: [String], _ problem: String, saying tail: [String] = []) -> Failure {
    let command = ([location.shown] + arguments).map(shellQuoted).joined(separator: " ")
    let said = tail.isEmpty ? [] : ["Its output ends with:"] + tail.map { "  " + $0 }
    return Failure(
      ["codexgen: error: '\(command)' \(problem)."] + said + [
        "Check that this program is a Codex that can write its schema, or download a release with '--release VERSION'.",
        Failure.nothingChanged,
      ]
    )
  }
}
#endif
