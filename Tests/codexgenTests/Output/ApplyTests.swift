import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("Applying the plan of changes")
struct ApplyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plan(_ files: GeneratedFile...) throws -> OutputPlan {
    try OutputPlan(files, in: folder.location("out"))
  }

  @Test("creates the folder and the files, and no other files")
  func createsFolder() throws {
    try plan(generated("CodexProtocol/A.swift"), generated("CodexSDK/Deep/B.swift", "enum B {}")).apply()

    #expect(
      try folder.contents(below: "out") == [
        "CodexProtocol": "(folder)",
        "CodexProtocol/A.swift": generatedText(),
        "CodexSDK": "(folder)",
        "CodexSDK/Deep": "(folder)",
        "CodexSDK/Deep/B.swift": generatedText("enum B {}"),
      ]
    )
  }

  @Test("makes the folder up to date: the next plan has no changes")
  func isIdempotent() throws {
    try folder.write(generatedText("old"), to: "out/CodexProtocol/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old.swift")
    try folder.write("enum Mine {}", to: "out/CodexProtocol/Mine.swift")

    try plan(generated("CodexProtocol/A.swift")).apply()

    #expect(try plan(generated("CodexProtocol/A.swift")).isUpToDate)
    #expect(
      try folder.contents(below: "out/CodexProtocol") == [
        "A.swift": generatedText(), "Mine.swift": "enum Mine {}",
      ]
    )
  }

  @Test("does not touch files whose contents are equal")
  func leavesUnchanged() throws {
    try folder.write(generatedText(), to: "out/CodexProtocol/A.swift")
    let path = folder.path + "/out/CodexProtocol/A.swift"
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1000)], ofItemAtPath: path)

    try plan(generated("CodexProtocol/A.swift"), generated("CodexProtocol/B.swift")).apply()

    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.modificationDate] as? Date == Date(timeIntervalSince1970: 1000))
  }

  @Test("keeps a symbolic link to a folder of generated code, through which a target reads the files")
  func linkToFolder() throws {
    try folder.write(generatedText("old"), to: "out/CodexSDK/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexSDK/Old.swift")
    try folder.createFolder("Sources/CodexSDK")
    let link = folder.path + "/Sources/CodexSDK/Generated"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../out/CodexSDK")

    try plan(generated("CodexSDK/A.swift"), generated("CodexSDK/B.swift")).apply()

    #expect(Files.kind(link) == .link)
    #expect(try folder.read("Sources/CodexSDK/Generated/A.swift") == generatedText())
    #expect(try folder.read("Sources/CodexSDK/Generated/B.swift") == generatedText())
    #expect(!Files.exists(link + "/Old.swift"))
  }

  @Test("is refused, without any change, if a user's file or a folder is in the place of a generated file")
  func refusesToOverwrite() throws {
    try folder.write("enum Mine {}\n", to: "out/CodexProtocol/Mine.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old.swift")
    try folder.createFolder("out/CodexProtocol/Folder.swift")
    let before = try folder.contents(below: "out")

    let plan = try plan(
      generated("CodexProtocol/A.swift"),
      generated("CodexProtocol/Mine.swift"),
      generated("CodexProtocol/Folder.swift")
    )
    let failure = try #require(throws: Failure.self) { try plan.apply() }

    let remedy = "move it away or delete it"
    #expect(
      failure.lines == [
        "out/CodexProtocol/Folder.swift: error: a folder is in the place of a generated file; \(remedy)",
        "out/CodexProtocol/Mine.swift: error: codexgen did not write this file and does not overwrite it; \(remedy)",
      ]
    )
    #expect(try folder.contents(below: "out") == before)
  }

  @Test("changes nothing if a file cannot be written")
  func failureWhileWriting() throws {
    try folder.write(generatedText("old"), to: "out/CodexProtocol/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old.swift")
    try folder.write("", to: "out/CodexSDK")
    let before = try folder.contents(below: "out")

    let plan = try plan(
      generated("CodexProtocol/A.swift"),
      generated("CodexProtocol/Deep/New.swift"),
      generated("CodexSDK/B.swift")
    )
    let failure = try #require(throws: Failure.self) { try plan.apply() }

    #expect(
      failure.lines == [
        """
        out/CodexSDK: error: a file is in the place of the folder to write to; move it away, or give another folder \
        with '--output DIR'
        """,
        "codexgen: nothing was changed.",
      ]
    )
    #expect(try folder.contents(below: "out") == before)
  }

  @Test("restores all files if a file cannot be replaced")
  func failureWhileMoving() throws {
    try folder.write(generatedText("old"), to: "out/CodexProtocol/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old.swift")
    let plan = try plan(
      generated("CodexProtocol/A.swift"),
      generated("CodexProtocol/New.swift"),
      generated("CodexSDK/Z.swift")
    )
    // Another program creates a folder after the plan was made.
    try folder.createFolder("out/CodexSDK/Z.swift")
    let before = try folder.contents(below: "out")

    let failure = try #require(throws: Failure.self) { try plan.apply() }

    #expect(
      failure.lines == [
        """
        out/CodexSDK/Z.swift: error: the file cannot be written (is a directory); check that you may write there \
        and that there is free space on the disk
        """,
        "codexgen: nothing was changed.",
      ]
    )
    #expect(try folder.contents(below: "out") == before)
  }

  @Test("restores all files if a file cannot be removed")
  func failureWhileRemoving() throws {
    try folder.write(generatedText("old"), to: "out/CodexProtocol/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old1.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old2.swift")
    // Beside a file of the user, the files are replaced one by one.
    try folder.write("enum Mine {}", to: "out/CodexProtocol/Mine.swift")
    let plan = try plan(generated("CodexProtocol/A.swift"))
    try folder.remove("out/CodexProtocol/Old2.swift")
    let before = try folder.contents(below: "out")

    let failure = try #require(throws: Failure.self) { try plan.apply() }

    #expect(failure.lines.last == "codexgen: nothing was changed.")
    #expect(try folder.contents(below: "out") == before)
  }
}
