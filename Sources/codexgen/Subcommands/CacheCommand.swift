#if os(macOS) || os(Linux)
import CodexBinaries
import CommandLineSupport
import Foundation

/// `codexgen cache` shows and removes the Codex releases that were downloaded.
struct CacheCommand: Subcommand {
  enum Action: Hashable {
    case show
    /// Removes everything except for the release that this package pins.
    case prune
    /// Removes everything.
    case clear
  }

  private static let pruneOption = CommandOption.flag(
    "--prune",
    help: "Removes all releases except for the one that this package pins, and the rests of downloads that were killed."
  )
  private static let clearOption = CommandOption.flag("--clear", help: "Removes all releases.")

  static let description = CommandDescription(
    name: "cache",
    summary: "Shows the Codex releases that were downloaded, or removes them.",
    discussion: """
      'pin --release' and the tests of this package download Codex releases into a cache folder. Shows
      the releases in this folder with their sizes. A release that is removed is downloaded again when
      it is needed.
      """,
    usage: [["[--prune]"], ["[--clear]"]],
    options: [pruneOption.description, clearOption.description],
    examples: ["swift run codexgen cache --prune"]
  )

  var action: Action

  init(_ action: Action = .show) { self.action = action }

  init(_ arguments: Arguments) throws(UsageError) {
    switch (try arguments.value(of: Self.pruneOption), try arguments.value(of: Self.clearOption)) {
    case (false, false): action = .show
    case (true, false): action = .prune
    case (false, true): action = .clear
    case (true, true): throw arguments.failure("'--prune' and '--clear' cannot be combined; leave one out")
    }
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let contents: CacheContents
    do {
      contents = CacheContents(folder: try BinaryCache.folder(environment: session.environment))
    } catch {
      throw .general(error.problem)
    }
    let entries = contents.entries
    let removed = entries.filter { entry in
      switch action {
      case .show: false
      case .prune: entry.name != PinnedWheels.version
      case .clear: true
      }
    }
    for entry in removed {
      do {
        try contents.remove(entry)
      } catch {
        throw .general("'\(contents.folder)/\(entry.name)' cannot be removed (\(Files.reason(error)))")
      }
      session.out("codexgen: removed \(Self.text(entry))")
    }
    let rest = entries.filter { !removed.contains($0) }
    for entry in rest { session.out(Self.text(entry)) }
    let size = Self.megabytes(rest.map(\.size).reduce(0, +))
    session.out("codexgen: \(count(rest.count, "release")) in \(contents.folder), \(size)")
    return ExitCode.success
  }

  private static func text(_ entry: CacheContents.Entry) -> String {
    let note = !entry.isRelease ? ", the rest of a download" : entry.name == PinnedWheels.version ? ", pinned" : ""
    return "\(entry.name)  \(megabytes(entry.size))\(note)"
  }

  static func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000) MB" }
}
#endif
