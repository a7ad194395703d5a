import CodexBinaries
import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

/// Pins real releases. They are downloaded with pip into the user's cache; for the pinned release, the program in the
/// environment variable `CODEX_BIN` is used instead if that is set. If a release cannot be downloaded, the test fails with a
/// message that says what to do.
@Suite("codexgen pin with a real Codex")
struct RealPinTests {
  private static let schema = packageFolder.appending(path: "schema")
  private static let files = ["app-server.experimental.json", "app-server.stable.json", "pin.json"]

  private let folder: PinFolder

  init() throws { folder = try PinFolder() }

  private static func pinnedRelease() throws -> String {
    let path = schema.appending(path: "pin.json").path
    return try Pin.read(SourceFile(path: path, bytes: [UInt8](Data(contentsOf: URL(filePath: path))))).codex
  }

  /// A release that differs from the pinned release.
  private static func otherRelease() throws -> String { try pinnedRelease() == "0.162.1" ? "0.163.0" : "0.162.1" }

  private static func pinnedSource() throws -> [String] {
    if let path = ProcessInfo.processInfo.environment["CODEX_BIN"], !path.isEmpty { return ["--codex", path] }
    return ["--release", try pinnedRelease()]
  }

  private func expectCommittedSchema() throws {
    let contents = try folder.contents(below: "schema")
    #expect(contents.keys.sorted() == Self.files)
    for file in Self.files {
      // Compared outside of the expectation, which would print a megabyte of text.
      let isSame =
        contents[file] == String(decoding: try Data(contentsOf: Self.schema.appending(path: file)), as: UTF8.self)
      #expect(isSame, "\(file) differs from the committed file")
    }
  }

  @Test("writes the same bytes that are committed in this package")
  func committed() async throws {
    let run = await folder.run(["pin"] + (try Self.pinnedSource()) + ["--schema", "schema"])

    try #require(run.exitCode == 0, "\(run.err.joined(separator: "\n"))")
    try expectCommittedSchema()
  }

  @Test("pins another release, from which code can be generated, and then the first release again")
  func thereAndBack() async throws {
    for file in Self.files {
      try folder.write(
        String(decoding: Data(contentsOf: Self.schema.appending(path: file)), as: UTF8.self),
        to: "schema/\(file)"
      )
    }
    let (pinned, other) = (try Self.pinnedRelease(), try Self.otherRelease())

    let there = await folder.pin("--release", other)
    try #require(there.exitCode == 0, "\(there.err.joined(separator: "\n"))")
    #expect(there.out.first == "codexgen: pinned Codex \(other) in schema")
    #expect(
      there.out.contains { $0.hasPrefix("codexgen: \(pinned) → \(other): ") && !$0.hasSuffix(": no changes") }
    )
    #expect(try folder.contents(below: "schema")["pin.json"]?.contains(#""codex": "\#(other)""#) == true)
    let generate = await folder.run(["generate"])
    #expect(generate.exitCode == 0, "\(generate.err)")

    let back = await folder.run(["pin"] + (try Self.pinnedSource()))
    try #require(back.exitCode == 0, "\(back.err.joined(separator: "\n"))")
    #expect(back.out.contains { $0.hasPrefix("codexgen: \(other) → \(pinned): ") })
    try expectCommittedSchema()
  }
}
