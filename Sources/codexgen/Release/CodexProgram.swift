import CodexBinaries
import Foundation

/// A Codex binary that is asked for its version and its bundles.
struct CodexProgram {
  let location: Location
  let environment: [String: String]
  let interrupts: Interrupts?

  private static let bundle = "codex_app_server_protocol.schemas.json"

  static func schemaArguments(_ options: [String], folder: String) -> [String] {
    ["app-server", "generate-json-schema"] + options + ["--out", folder]
  }

  func release() throws(Failure) -> CodexRelease {
    let scratch = FileManager.default.temporaryDirectory.path + "/codexgen-" + UUID().uuidString
    defer { try? Files.remove(scratch) }
    do {
      try Files.createFolder(scratch)
      try Files.createFolder(scratch + "/home")
    } catch {
      throw .general(
        "there is no room for what '\(location.shown)' writes: '\(scratch)' cannot be created (\(Files.reason(error))); "
          + "name another folder for temporary files in the environment variable TMPDIR"
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
    // `codex-cli 0.163.0`
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let version = words.first(where: { $0.wholeMatch(of: pattern) != nil }) else {
      let found = words.isEmpty ? "nothing" : "'\(words.prefix(20).joined(separator: " "))'"
      throw failure(["--version"], "printed no version: \(found) in the place of, say, 'codex-cli 0.163.0'")
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
      throw failure(shown, "wrote no '\(Self.bundle)' into DIR", saying: run.tail)
    }
  }

  private func run(_ arguments: [String], shown: [String], home: String) throws(Failure) -> ToolRun {
    // The schema is that of the release, whatever this user has configured.
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
    let said = tail.isEmpty ? [] : ["It said:"] + tail.map { "  " + $0 }
    return Failure(
      ["codexgen: error: '\(command)' \(problem)."] + said + [
        "See that this is a Codex that can write its schema, or let one be fetched with '--release VERSION'.",
        Failure.nothingChanged,
      ]
    )
  }
}
