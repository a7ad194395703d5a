import Foundation
import Testing

@testable import codexgen

@Suite("codexgen history")
struct HistoryTests {
  private let folder: PinFolder

  init() throws { folder = try PinFolder() }

  private func history() throws -> String {
    String(
      decoding: try folder.contents(below: "schema")["history.json"].map { Data($0.utf8) } ?? Data(),
      as: UTF8.self
    )
  }

  @Test("writes the history of the pinned release, which pin continues")
  func continues() async throws {
    try await folder.writeCodex()
    _ = await folder.pin("--codex", "codex", "--schema", "schema")

    let run = await folder.run(["history"])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(run.out == ["codexgen: schema/history.json was written"])
    #expect(try history().contains("\"release\": \"1.2.3\""))
    #expect(await folder.run(["history"]).out == ["codexgen: schema/history.json was up to date already"])

    try await folder.writeCodex(version: "echo codex-cli 1.2.4")
    _ = await folder.pin("--codex", "codex")

    #expect(try history().contains("\"release\": \"1.2.3\""))
    #expect(try history().contains("\"release\": \"1.2.4\""))
  }

  @Test("writes the history anew from folders, the oldest release first")
  func fromFolders() async throws {
    for version in ["1.10.0", "1.9.0", "1.11.0"] {
      try await folder.writeCodex(version: "echo codex-cli \(version)")
      _ = await folder.pin("--codex", "codex", "--schema", version == "1.11.0" ? "schema" : version)
    }

    let run = await folder.run(["history", "1.10.0", "1.9.0"])

    #expect(run.exitCode == 0, "\(run.err)")
    let releases = try history().matches(of: /"release": "([0-9.]+)"/).map { String($0.output.1) }
    #expect(releases == ["1.9.0", "1.10.0", "1.11.0"])
  }

  @Test("changes nothing when a folder has no pinned release, or the file is not valid")
  func refusals() async throws {
    try await folder.writeCodex()
    _ = await folder.pin("--codex", "codex", "--schema", "schema")
    try folder.createFolder("empty")

    let empty = await folder.run(["history", "empty"])
    #expect(empty.exitCode == 2)
    #expect(
      empty.err == [
        "empty: error: no release is pinned in this folder; run 'codexgen pin --release VERSION --schema FOLDER'"
      ]
    )

    try folder.write("{\"releases\": 1}", to: "schema/history.json")
    let invalid = await folder.run(["history"])
    #expect(invalid.exitCode == 2)
    #expect(invalid.err == ["schema/history.json:1:2: error: #/releases: this should be an array"])
    #expect(try history() == "{\"releases\": 1}")
  }
}
