import Foundation
import Testing

@testable import codexgen

@Suite("A release that diff compares")
struct DiffReleaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func bundle(_ values: String...) -> String {
    let list = values.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"definitions": {"Speed": {"type": "string", "enum": [\#(list)]}}}"#
  }

  private func diff(_ arguments: String..., in subfolder: String = "") -> Run {
    Run(arguments: ["diff"] + arguments, in: folder.path + subfolder, engine: .protocolGenerator)
  }

  @Test("can be a folder with bundles, by either of the two names of a bundle")
  func folders() throws {
    try folder.write(Self.bundle("a"), to: "one/stable.json")
    try folder.write(Self.bundle("a", "x"), to: "one/experimental.json")
    try folder.write(Self.bundle("a", "b"), to: "two/app-server.stable.json")
    try folder.write(Self.bundle("a", "b", "x"), to: "two/app-server.experimental.json")

    #expect(
      diff("one", "two").out == [
        "codexgen: one → two: 0 breaking, 0 risky, 1 safe change\n\nSafe (1)\n"
          + "  The enum Speed has the new value b. [enum-value-added]"
      ]
    )
    #expect(diff("one", "two", "--stable-only").out == diff("one", "two").out)
    #expect(diff("one/stable.json", "two", "--stable-only").exitCode == 0)
  }

  @Test("must have the same bundles as the other release")
  func kinds() throws {
    try folder.write(Self.bundle("a"), to: "one/stable.json")
    try folder.write(Self.bundle("a", "x"), to: "one/experimental.json")

    let run = diff("one/stable.json", "one")

    #expect(run.exitCode == 2)
    #expect(
      run.err.first
        == "codexgen: error: 'one/stable.json' has one bundle and 'one' has two bundles; give two files, two folders with "
        + "the same bundles, or '--stable-only'"
    )
  }

  @Test("is refused with the reason and the remedy")
  func refused() throws {
    try folder.write(Self.bundle("a"), to: "one.json")
    try folder.createFolder("empty")

    let names = "'stable.json', 'experimental.json', 'app-server.stable.json' or 'app-server.experimental.json'"
    #expect(
      diff("one.json", "empty").err == ["empty: error: there is no bundle in this folder; it should have \(names)"]
    )
    #expect(
      diff("one.json", "none.json").err == [
        "none.json: error: there is no such file or folder; give a file, a folder, 'pin' or 'git:COMMIT'"
      ]
    )
    #expect(diff("one.json", "pin").err.first?.contains("there is no pinned schema: neither") == true)
    #expect(diff("one.json", "git:HEAD").err.first?.contains("there is no pinned schema to look up in git") == true)
    #expect(diff("one.json", "one.json", "--allow", "gone").err.first?.contains("check the path that follows") == true)
  }

  @Test("can be the pinned release, or the release that was pinned at a commit, from any folder inside of the package")
  func git() throws {
    try folder.write(Self.bundle("a"), to: "package/schema/app-server.stable.json")
    try folder.write(Self.bundle("a", "x"), to: "package/schema/app-server.experimental.json")
    try folder.createFolder("elsewhere")
    // The folder of the package is not the top folder of the repository.
    try git("init", "--quiet")
    try git("add", ".")
    try commit()
    try folder.write(Self.bundle("a", "b"), to: "package/schema/app-server.stable.json")
    try folder.write(Self.bundle("a", "b", "x"), to: "package/schema/app-server.experimental.json")

    let summary = "codexgen: git:HEAD → pin: 0 breaking, 0 risky, 1 safe change"
    #expect(diff("git:HEAD", "pin", in: "/package").out.first?.hasPrefix(summary) == true)
    #expect(diff("git:HEAD", "pin", in: "/package/schema").out.first?.hasPrefix(summary) == true)
    try git("add", ".")
    try commit()
    #expect(diff("git:HEAD", "pin", in: "/package").out == ["codexgen: git:HEAD → pin: no changes"])
    #expect(diff("git:HEAD~1", "git:HEAD", in: "/package").out.first?.contains("1 safe change") == true)

    let other = ["--schema", "../package/schema"]
    let elsewhere = Run(
      arguments: ["diff", "git:HEAD~1", "pin"] + other,
      in: folder.path + "/elsewhere",
      engine: .protocolGenerator
    )
    #expect(elsewhere.out.first?.contains("1 safe change") == true, "\(elsewhere.err)")
    let nothing = Run(
      arguments: ["diff", "git:HEAD", "pin", "--schema", "elsewhere"],
      in: folder.path,
      engine: .protocolGenerator
    )
    #expect(
      nothing.err == [
        "codexgen: error: the commit 'HEAD' has neither 'app-server.stable.json' nor 'app-server.experimental.json' in "
          + "'elsewhere'"
      ]
    )

    let shallow = diff("git:HEAD~2", "pin", in: "/package")
    #expect(shallow.exitCode == 2)
    #expect(
      shallow.err == [
        "codexgen: error: there is no commit 'HEAD~2' in the repository of '.'; in a shallow clone, fetch more of the "
          + "history, as 'fetch-depth: 2' does in a workflow"
      ]
    )
    #expect(diff("git:--help", "pin", in: "/package").exitCode == 2)
  }

  @Test("is compared even if the customization names types that the release does not have")
  func customization() throws {
    try folder.write(Self.bundle("a"), to: "schema/app-server.stable.json")
    try folder.write(#"{"types": {"Speed": "Pace", "Later": "Other"}}"#, to: "schema/customization.json")
    try folder.write(Self.bundle("a", "b"), to: "next.json")

    let run = diff("pin", "next.json", "--stable-only")

    #expect(run.exitCode == 2, "the pinned folder has no experimental bundle, which is an error of its own")
    try folder.write(Self.bundle("a"), to: "schema/app-server.experimental.json")
    #expect(diff("pin", "next.json", "--stable-only").out.first?.contains("Speed has the new value b") == true)
  }

  private func commit() throws {
    try git(
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.com",
      "-c",
      "commit.gpgsign=false",
      "commit",
      "--quiet",
      "-m",
      "x"
    )
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path] + arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
