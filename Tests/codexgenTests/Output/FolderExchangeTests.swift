import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("Replacing a folder with generated files")
struct FolderExchangeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(generatedText("old"), to: "out/CodexProtocol/A.swift")
    try folder.write(generatedText("old"), to: "out/CodexProtocol/Old.swift")
    try folder.write(generatedText(), to: "out/CodexSDK/Same.swift")
  }

  private func plan() throws -> OutputPlan {
    try OutputPlan(
      [generated("CodexProtocol/A.swift"), generated("CodexProtocol/Deep/B.swift"), generated("CodexSDK/Same.swift")],
      in: folder.location("out")
    )
  }

  /// The number of the folder in the file system. It changes if another folder takes the place.
  private func number(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + path)
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  private let expected = [
    "CodexProtocol": "(folder)", "CodexProtocol/A.swift": generatedText(), "CodexProtocol/Deep": "(folder)",
    "CodexProtocol/Deep/B.swift": generatedText(), "CodexSDK": "(folder)", "CodexSDK/Same.swift": generatedText(),
  ]

  @Test("puts a new folder in its place, which keeps the files that do not change, and leaves nothing else")
  func exchange() throws {
    let (same, out) = (try number("out/CodexSDK/Same.swift"), try number("out"))

    let wasExchanged = try FolderExchange.apply(try plan(), nil)

    #expect(wasExchanged)
    #expect(try folder.contents(below: "out") == expected)
    #expect(try folder.contents(below: ".").keys.filter { !$0.hasPrefix("out") } == [])
    #expect(try number("out/CodexSDK/Same.swift") == same)
    #expect(try number("out") != out)
  }

  @Test("keeps the permissions of the folder")
  func permissions() throws {
    let path = folder.path + "/out"
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)

    #expect(try FolderExchange.apply(try plan(), nil))

    let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(permissions == 0o750)
  }

  @Test("is not done in one step if the folder has a file that codexgen did not write, or a symbolic link")
  func otherFiles() throws {
    try folder.write("mine", to: "out/notes.txt")
    #expect(try FolderExchange.apply(try plan(), nil) == false)
    try folder.remove("out/notes.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out/link",
      withDestinationPath: folder.path + "/elsewhere"
    )
    #expect(try FolderExchange.apply(try plan(), nil) == false)
    try folder.remove("out/link")

    let number = try number("out")
    try folder.write("mine", to: "out/notes.txt")
    try plan().apply()
    #expect(try self.number("out") == number)
    #expect(try folder.contents(below: "out") == expected.merging(["notes.txt": "mine"]) { $1 })
  }

  @Test("leaves, if the run is killed, a folder that check tells although all files are up to date")
  func leftover() throws {
    #expect(try FolderExchange.apply(try plan(), nil))
    try StagingFolder(beside: folder.location("out")).create()

    #expect(
      CheckReport(try plan(), options: OutputOptions(output: "out")).lines == [
        "\(folder.path)/.codexgen-staging-out: a run of codexgen that was killed has left this folder; all files are of one run",
        "codexgen: all files in out are up to date: 3 files. To remove what is left, run:",
        "  swift run codexgen generate --output out",
      ]
    )
  }

  @Test("is completed by the next run if a run was killed while it replaced files one by one")
  func journal() throws {
    try folder.write("mine", to: "out/notes.txt")
    let staging = StagingFolder(in: folder.location("out"))
    try staging.create()
    try folder.write(generatedText(), to: "out/\(StagingFolder.name)/1.new")
    // The file with the number 0 was moved before the run was killed.
    try staging.write([
      .replace(path: "CodexProtocol/A.swift", number: 0), .replace(path: "CodexProtocol/Deep/B.swift", number: 1),
      .remove(path: "CodexProtocol/Old.swift"), .remove(path: "../outside.txt"),
    ])
    try folder.write("outside", to: "outside.txt")
    #expect(staging.leftover == .replacing)

    try staging.complete()

    #expect(staging.leftover == nil)
    #expect(try folder.read("out/CodexProtocol/A.swift") == generatedText("old"))
    #expect(try folder.read("out/CodexProtocol/Deep/B.swift") == generatedText())
    #expect(!Files.exists(folder.path + "/out/CodexProtocol/Old.swift"))
    #expect(try folder.read("outside.txt") == "outside")
  }

  @Test("of pin, which was killed while it replaced files, is told by check and completed by generate")
  func killedPin() throws {
    let package = try TemporaryFolder.package()
    let staging = StagingFolder(in: package.location("schema"))
    try staging.create()
    try package.write("{\"stable\":2}", to: "schema/\(StagingFolder.name)/0.new")
    try staging.write([.replace(path: "app-server.stable.json", number: 0)])

    let check = Run("check", in: package.path)
    #expect(check.exitCode == 2)
    #expect(
      check.err == [
        """
        schema: error: a run of 'pin' was killed while it replaced the files of this folder, so they may be of two releases; \
        run 'generate' or 'pin', which complete it
        """
      ]
    )
    #expect(Run("generate", in: package.path).exitCode == 0)

    #expect(try package.read("schema/app-server.stable.json") == "{\"stable\":2}")
    #expect(try package.contents(below: "schema").keys.filter { $0.contains(StagingFolder.name) } == [])
    #expect(Run("check", in: package.path).exitCode == 0)
  }

  @Test("waits for the lock of the folder that is in the place now, and not of a folder that was replaced")
  func lock() throws {
    let location = folder.location("out")
    let old = try #require(try FolderLock.acquire(location, nil))
    #expect(try FolderExchange.apply(try plan(), nil))
    // The old folder no longer exists, so its lock keeps nobody from the new folder.
    let new = try FolderLock.acquire(location, nil)
    #expect(new != nil)
    withExtendedLifetime((old, new)) {}
  }
}
