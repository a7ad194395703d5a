import Foundation
import Testing

/// This package as a git repository of its own, to be cloned by a URL.
struct Repository {
  let url: String

  init(named name: String) async throws {
    let workbench = try Workbench.current()
    let folder = workbench.folder.appending(path: "remote").appending(path: name)
    try Files.createFolder(folder.deletingLastPathComponent())
    // What is built is not what the tests of other consumers left.
    try Files.createFolder(folder)
    for part in ["Package.swift", "README.md", "Sources", "Generated", "Tests", "schema"] {
      try FileManager.default.copyItem(at: workbench.package.appending(path: part), to: folder.appending(path: part))
    }
    let identity = [
      "-c", "user.name=consumer", "-c", "user.email=consumer@example.invalid", "-c", "commit.gpgsign=false",
    ]
    for arguments in [
      ["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["commit", "--quiet", "-m", "Copy"],
    ] {
      let run = try await Run.program("/usr/bin/env", ["git"] + identity + arguments, in: folder)
      try #require(run.status == 0, "git \(arguments): \(run.log)")
    }
    url = "file://" + folder.path
  }
}
