import Foundation
import Testing

/// A copy of this package in a git repository with a tag, for consumers that depend on a URL.
struct Repository {
  static let tag = "0.0.1"

  let url: String

  /// - Parameter name: The name of its folder. The first call creates the repository, and later calls use it again.
  init(named name: String) async throws {
    let workbench = try Workbench.current()
    let folder = workbench.folder.appending(path: "remote").appending(path: name)
    url = "file://" + folder.path
    if FileManager.default.fileExists(atPath: folder.path) { return }
    try Files.createFolder(folder)
    // Only the files of the package are copied, and no hidden build folder.
    for part in try Files.names(in: workbench.package) where !part.hasPrefix(".") {
      try FileManager.default.copyItem(at: workbench.package.appending(path: part), to: folder.appending(path: part))
    }
    let identity = [
      "-c", "user.name=consumer", "-c", "user.email=consumer@example.invalid", "-c", "commit.gpgsign=false",
    ]
    for arguments in [
      ["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["commit", "--quiet", "-m", "Copy"],
      ["tag", Self.tag],
    ] {
      let run = try await Run.program("/usr/bin/env", ["git"] + identity + arguments, in: folder)
      try #require(run.status == 0, "git \(arguments): \(run.log)")
    }
  }
}
