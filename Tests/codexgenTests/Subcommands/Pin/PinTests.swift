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

  @Test("writes both bundles as they came and says which release they are of")
  func firstPin() async throws {
    try await folder.writeCodex()

    let run = await folder.pin("--codex", "codex", "--schema", "Sources/Mine")

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(run.err == [])
    #expect(
      run.out == [
        "codexgen: pinned Codex 1.2.3 in Sources/Mine",
        "codexgen: nothing was pinned here before, so there is no change to tell",
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

  @Test("gives the same bytes when it is run again, and says that nothing changed")
  func again() async throws {
    try await folder.writeCodex()
    _ = await folder.pin("--codex", "codex", "--schema", "schema")
    let before = try folder.contents(below: "schema")

    // By now, the folder that has the bundles is the package's own.
    let run = await folder.pin("--codex", "codex")

    #expect(run.out == ["codexgen: Codex 1.2.3 in schema was pinned already", "codexgen: 1.2.3 → 1.2.3: no changes"])
    #expect(try folder.contents(below: "schema") == before)
  }

  @Test("tells what changed since the last pin, and how to see all of it")
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

        All changes since the last commit: swift run codexgen diff git:HEAD pin
        The Swift for them: swift run codexgen generate
        """,
      ]
    )
    #expect(elsewhere.out.last == "codexgen: 1.3.0-alpha.4 → 1.3.0-alpha.4: no changes")
  }

  @Test("names the folder in the command that shows all changes when it is not the package's own")
  func otherFolder() async throws {
    try await folder.writeCodex()
    try folder.write(PinFolder.bundle("b"), to: "My Target/app-server.stable.json")

    let run = await folder.pin("--codex", "codex", "--schema", "My Target")

    #expect(run.out.dropFirst().first?.hasPrefix("codexgen: the last pin → 1.2.3: 1 breaking, 0 risky, 1 safe") == true)
    #expect(
      run.out.last
        == "\nAll changes since the last commit: swift run codexgen diff git:HEAD pin --schema 'My Target'"
    )
  }

  @Test(
    "goes on when the last pin cannot be read, and says that it could not be compared",
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
    #expect(run.err.first == "codexgen: warning: what changed since the last pin cannot be told:")
    #expect(run.err.dropFirst().first?.hasPrefix("  schema/\(file):1:2: error: this is not JSON") == true, "\(run.err)")
    #expect(try folder.contents(below: "schema") == pinned)
  }

  @Test("pins what the generator does not understand yet: that is for 'generate' to refuse")
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

  @Test("finds a program that is named without its folder in PATH")
  func inPath() async throws {
    try await folder.writeCodex(to: "bin/codex")
    let path = "relative:\(folder.path)/bin:/usr/bin:/bin"

    let run = await folder.pin("--codex", "codex", "--schema", "out", environment: ["PATH": path])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(folder.exists("out/pin.json"))
  }

  @Test("gives the program a home of its own, and takes as much as it has to say")
  func homeAndNoise() async throws {
    // More than a pipe holds, on both, before anything else.
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

  @Test("puts everything back when one of the files cannot be moved into its place")
  func rollsBack() throws {
    try folder.write("old", to: "schema/app-server.stable.json")
    let release = CodexRelease(version: "1.2.3", stable: Data("s".utf8), experimental: Data("e".utf8))
    let plan = try SchemaFolder(Location("schema", in: folder.path)).plan(release)
    // Somebody else is faster.
    try folder.createFolder("schema/pin.json")
    let before = try folder.contents(below: "schema")

    let failure = try #require(throws: Failure.self) { try plan.apply(of: .pin, into: .schema) }

    #expect(
      failure.lines == [
        "schema/pin.json: error: the file cannot be written (is a directory); see that you may write there and that the "
          + "disk has room",
        "codexgen: nothing was changed.",
      ]
    )
    #expect(try folder.contents(below: "schema") == before)
  }
}
