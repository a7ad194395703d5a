import CodexBinaries
import Foundation
import Testing

@testable import codexgen

@Suite("codexgen pin")
struct PinTests {
  private let folder: PinFolder

  init() throws { folder = try PinFolder() }

  private static let pinText = """
    {
      "codex": "1.2.3",
      "stable": {
        "file": "app-server.stable.json",
        "sha256": "30f5ed90cd0b04aad7d44f80f9a35bbc5eda20917161dccbbeaaada42494a716",
        "command": "codex app-server generate-json-schema --out DIR"
      },
      "experimental": {
        "file": "app-server.experimental.json",
        "sha256": "4e68ec7c0ef6859b8f94a9723a957ccae71d7fe8a2de969c1aa142e12e1fbb0b",
        "command": "codex app-server generate-json-schema --experimental --out DIR"
      }
    }

    """

  @Test("writes both bundles without a change, and prints their release")
  func firstPin() async throws {
    try await folder.writeCodex()

    let run = await folder.pin("--codex", "codex", "--schema", "Sources/Mine")

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(run.err == [])
    #expect(
      run.out == [
        "codexgen: pinned Codex 1.2.3 in Sources/Mine",
        "codexgen: no release was pinned in this folder before, so there are no changes to show",
      ]
    )
    #expect(
      try folder.contents(below: "Sources/Mine") == [
        "app-server.stable.json": PinFolder.stable + "\n",
        "app-server.experimental.json": PinFolder.experimental + "\n",
        "pin.json": Self.pinText,
      ]
    )
  }

  @Test("writes the same bytes when it is run again, and prints that there are no changes")
  func again() async throws {
    try await folder.writeCodex()
    _ = await folder.pin("--codex", "codex", "--schema", "schema")
    let before = try folder.contents(below: "schema")

    // The folder has the bundles now, so it is the default folder of the package.
    let run = await folder.pin("--codex", "codex")

    #expect(run.out == ["codexgen: Codex 1.2.3 in schema was pinned already", "codexgen: 1.2.3 → 1.2.3: no changes"])
    #expect(try folder.contents(below: "schema") == before)
  }

  @Test("prints the breaking changes since the last pin, and the command that shows all changes")
  func tellsChanges() async throws {
    try await folder.writeCodex(
      stable: PinFolder.writing(PinFolder.bundle("a", "b")),
      experimental: PinFolder.writing(PinFolder.bundle("a", "b"))
    )
    _ = await folder.pin("--codex", "codex", "--schema", "schema")
    try await folder.writeCodex(
      version: "echo codex-cli 1.3.0-alpha.4",
      stable: PinFolder.writing(PinFolder.bundle("a", "c")),
      experimental: PinFolder.writing(PinFolder.bundle("a", "c"))
    )

    let run = await folder.pin("--codex", "codex")
    let elsewhere = await folder.pin("--codex", "codex", "--schema", "./schema")

    #expect(run.exitCode == 0)
    #expect(
      run.out == [
        "codexgen: pinned Codex 1.3.0-alpha.4 in schema",
        """
        codexgen: 1.2.3 → 1.3.0-alpha.4: 1 breaking, 0 risky, 1 safe changes

        Breaking (1)
          The enum Speed no longer has the value b. [enum-value-removed]
        """,
        """

        To see all changes since the last commit, run: swift run codexgen diff git:HEAD pin
        To generate the Swift code for this release, run: swift run codexgen generate
        """,
      ]
    )
    #expect(elsewhere.out.last == "codexgen: 1.3.0-alpha.4 → 1.3.0-alpha.4: no changes")
  }

  @Test("names the folder in the command that shows all changes if it is not the folder of the package")
  func otherFolder() async throws {
    try await folder.writeCodex()
    try folder.write(PinFolder.bundle("b"), to: "My Target/app-server.stable.json")

    let run = await folder.pin("--codex", "codex", "--schema", "My Target")

    #expect(run.out.dropFirst().first?.hasPrefix("codexgen: the last pin → 1.2.3: 1 breaking, 0 risky, 1 safe") == true)
    #expect(
      run.out.last
        == "\nTo see all changes since the last commit, run: swift run codexgen diff git:HEAD pin --schema 'My Target'"
    )
  }

  @Test(
    "pins a release even if the last pin cannot be read, and prints a warning that they cannot be compared",
    arguments: ["app-server.stable.json", "app-server.experimental.json"]
  )
  func unreadableLastPin(file: String) async throws {
    try await folder.writeCodex()
    _ = await folder.pin("--codex", "codex", "--schema", "schema")
    let pinned = try folder.contents(below: "schema")
    try folder.write("{", to: "schema/\(file)")
    try folder.write("no pin", to: "schema/pin.json")

    let run = await folder.pin("--codex", "codex", "--schema", "schema")

    #expect(run.exitCode == 0)
    #expect(run.out == ["codexgen: pinned Codex 1.2.3 in schema"])
    #expect(
      run.err.first == "codexgen: warning: the release cannot be compared with the release that was pinned before:"
    )
    #expect(run.err.dropFirst().first?.hasPrefix("  schema/\(file):1:2: error: this is not JSON") == true, "\(run.err)")
    #expect(try folder.contents(below: "schema") == pinned)
  }

  @Test("pins a schema with a keyword that the generator does not support, since 'generate' reports that")
  func unknownKeyword() async throws {
    let bundle = #"{"definitions": {"A": {"type": "object", "not": {}}}}"#
    try await folder.writeCodex(stable: PinFolder.writing(bundle), experimental: PinFolder.writing(bundle))
    try folder.write(PinFolder.stable, to: "schema/app-server.stable.json")

    let run = await folder.pin("--codex", "codex")

    #expect(run.exitCode == 0)
    #expect(
      run.err.last
        == "  Codex 1.2.3 (stable)#/definitions/A/not: error: the keyword \"not\" is not supported by codexgen"
    )
    #expect(try folder.contents(below: "schema")["app-server.stable.json"] == bundle + "\n")
  }

  @Test("finds a program in PATH by its name")
  func inPath() async throws {
    try await folder.writeCodex(to: "bin/codex")
    let path = "relative:\(folder.path)/bin:/usr/bin:/bin"

    let run = await folder.pin("--codex", "codex", "--schema", "out", environment: ["PATH": path])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(folder.exists("out/pin.json"))
  }

  @Test("runs the program with an empty CODEX_HOME, and reads output of any length")
  func homeAndNoise() async throws {
    // More output than the buffer of a pipe holds, on standard output and on standard error.
    let noise =
      "i=0; while [ $i -lt 4000 ]; do echo 'a line of fifty characters, or of nearly as many'; i=$((i+1)); done"
    try await folder.writeCodex(
      version: """
        \(noise) >&2
        ls -A "$CODEX_HOME" | grep -q . && exit 9
        [ -d "$CODEX_HOME" ] && echo codex-cli 1.2.3
        """,
      stable: "\(noise); \(noise) >&2\n" + PinFolder.writing(PinFolder.stable)
    )

    let run = await folder.pin("--codex", "codex", "--schema", "out", environment: ["CODEX_HOME": folder.path])

    #expect(run.exitCode == 0, "\(run.err)")
  }

  @Test("restores all files if one of them cannot be replaced")
  func rollsBack() throws {
    try folder.write("old", to: "schema/app-server.stable.json")
    let release = CodexRelease(version: "1.2.3", stable: Data("s".utf8), experimental: Data("e".utf8))
    let plan = try SchemaFolder(Location("schema", in: folder.path)).plan(release)
    // Another program creates a folder after the plan was made.
    try folder.createFolder("schema/pin.json")
    let before = try folder.contents(below: "schema")

    let failure = try #require(throws: Failure.self) { try plan.apply(of: PinCommand.name, into: "--schema") }

    #expect(
      failure.lines == [
        "schema/pin.json: error: the file cannot be written (is a directory); check that you may write there and that there is "
          + "free space on the disk",
        "codexgen: nothing was changed.",
      ]
    )
    #expect(try folder.contents(below: "schema") == before)
  }
}
