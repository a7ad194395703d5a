#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation
import ProtocolGenerator

/// `codexgen history` writes which release added which method and parameter.
struct HistoryCommand: Subcommand {
  static let description = CommandDescription(
    name: "history",
    summary: "Writes which release of Codex added which method and which parameter.",
    discussion: """
      Writes schema/history.json, by which the SDK knows what a server of an older release does not have.
      Without a FOLDER, adds what the pinned release adds to the releases in the file, as 'pin' does.
      With folders, writes the file anew from the releases in the folders and the pinned release. The
      oldest of them is the oldest release whose servers the SDK supports.
      """,
    usage: [["[FOLDER ...]"]],
    operands: OperandsDescription(
      "FOLDER is:",
      [("FOLDER", "A folder that 'codexgen pin --schema FOLDER' has written.")]
    ),
    options: [],
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen history releases/0.154.0 releases/0.159.0"]
  )

  /// The folders with releases, as the user wrote them.
  var folders: [String] = []

  init(folders: [String] = []) { self.folders = folders }

  init(_ arguments: Arguments) throws(UsageError) { folders = arguments.operands }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let schema = try session.workspace.schemaFolder(nil)
    var history = try releases(session)
    let plan = try session.changing(schema) { () throws(Failure) in
      let folder = try SchemaFolder(schema)
      guard let release = try folder.pinnedRelease() else {
        throw .file(schema, "no release is pinned in this folder; run 'codexgen pin' first")
      }
      if folders.isEmpty { history = try folder.history() ?? history }
      history = try Self.pinning(release, to: history)
      let plan = OutputPlan(folder: schema, files: [folder.change(SchemaFolder.history, to: history.text)])
      try plan.apply(of: Self.name, interrupts: session.interrupts)
      return plan
    }
    let file = schema.appending(SchemaFolder.history).shown
    session.out("codexgen: \(file) \(plan.isUpToDate ? "was up to date already" : "was written")")
    return ExitCode.success
  }

  /// The history of the releases in the folders, the oldest first.
  private func releases(_ session: Session) throws(Failure) -> ReleaseHistory {
    var releases: [CodexRelease] = []
    for path in folders {
      let location = session.workspace.location(path)
      guard let release = try SchemaFolder(location).pinnedRelease() else {
        throw .file(
          location,
          "no release is pinned in this folder; run 'codexgen pin --release VERSION --schema FOLDER'"
        )
      }
      releases.append(release)
    }
    var history = ReleaseHistory()
    for release in releases.sorted(by: { $0.version.compare($1.version, options: .numeric) == .orderedAscending }) {
      history = try Self.pinning(release, to: history)
    }
    return history
  }

  private static func pinning(_ release: CodexRelease, to history: ReleaseHistory) throws(Failure) -> ReleaseHistory {
    do {
      return try history.pinning(release.input, as: release.version)
    } catch {
      throw Failure(error, in: release.input.files)
    }
  }
}
#endif
