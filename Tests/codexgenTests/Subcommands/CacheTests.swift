import CodexBinaries
import Foundation
import Testing

@testable import codexgen

@Suite("codexgen cache")
struct CacheTests {
  private let folder: TemporaryFolder
  private let pinned: String

  init() throws {
    folder = try TemporaryFolder()
    pinned = try #require(PinnedWheels.version)
    for name in ["0.1.2", pinned, ".0.1.2-A1B2"] {
      try folder.write(String(repeating: "x", count: 2_000_000), to: "cache/codex-swift/\(name)/bin/codex")
    }
    try folder.write("", to: "cache/codex-swift/.0.1.2.lock")
    try folder.write("mine", to: "cache/codex-swift/notes/mine.txt")
  }

  private func run(_ options: String...) -> Run {
    Run(
      arguments: ["cache"] + options,
      in: folder.path,
      engine: .giving([]),
      environment: ["XDG_CACHE_HOME": folder.path + "/cache"]
    )
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path + "/cache/codex-swift").sorted() }
  }

  @Test("shows the releases and their sizes, and removes nothing")
  func shows() throws {
    let before = try names

    let run = run()

    #expect(run.exitCode == 0)
    #expect(
      run.out == [
        ".0.1.2-A1B2  2 MB, the rest of a download", "0.1.2  2 MB", "\(pinned)  2 MB, pinned",
        "codexgen: 3 releases in \(folder.path)/cache/codex-swift, 6 MB",
      ]
    )
    #expect(try names == before)
  }

  @Test("removes everything but the pinned release with --prune, and everything with --clear")
  func removes() throws {
    let prune = run("--prune")
    #expect(prune.out.first == "codexgen: removed .0.1.2-A1B2  2 MB, the rest of a download")
    #expect(try names == [".0.1.2.lock", pinned, "notes"].sorted())

    let clear = run("--clear")
    #expect(clear.out.last == "codexgen: 0 releases in \(folder.path)/cache/codex-swift, 0 MB")
    #expect(try names == [".0.1.2.lock", "notes"])
  }

  @Test("works for a cache that does not exist")
  func noCache() {
    let run = Run(arguments: ["cache"], in: folder.path, engine: .giving([]), environment: ["HOME": "/nowhere"])

    #expect(run.exitCode == 0)
    #expect(run.out.count == 1 && run.out.first?.hasPrefix("codexgen: 0 releases in /nowhere/") == true)
  }
}
