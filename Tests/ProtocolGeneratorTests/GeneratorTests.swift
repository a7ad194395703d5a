import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

@Suite("The generator")
struct GeneratorTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: Array(try Data(contentsOf: Self.package.appending(path: path))))
  }

  @Test("reports no warning for the pinned release, and gives every method a typed response")
  func pinnedRelease() throws {
    let generation = try PinnedCode.generation.get()

    #expect(generation.warnings == [])
    let counts = try ["ClientRequest", "ServerRequest"].map { union in
      try Stage.count(of: union, in: Stage.pinned("experimental"))
    }
    #expect(generation.methodCount == counts.reduce(0, +))
    #expect(!generation.files.contains { $0.contents.contains("typealias Response = JSONValue") })
  }

  @Test("gives the same bytes whatever the order of keys in the bundles", arguments: [1, 2] as [UInt64])
  func keyOrder(seed: UInt64) throws {
    let input = try PinnedCode.input()
    var random = Random(state: seed)
    var shuffled = input
    for bundle in [\GeneratorInput.stable, \.experimental] {
      let file = try #require(input[keyPath: bundle])
      let text = try random.shuffled(JSONValue(parsing: file.bytes))
      shuffled[keyPath: bundle] = SourceFile(path: file.path, bytes: Array(text.utf8))
    }
    #expect(shuffled != input)

    #expect(try Generator.generate(shuffled).files == PinnedCode.generation.get().files)
  }

  @Test("reads older releases without an error", arguments: ["0.133.0", "0.144.4", "0.147.0", "0.154.0"])
  func olderReleases(release: String) throws {
    let folder = "Tests/ProtocolGeneratorTests/Fixtures/Releases/\(release)"
    let input = GeneratorInput(
      stable: try file("\(folder)/stable.json"),
      experimental: try file("\(folder)/experimental.json")
    )

    let generation = try Generator.generate(input)

    // Without a customization the only thing to say is which answers the naming rules do not find.
    #expect(
      generation.warnings.allSatisfy { $0.message.contains("there is no definition for the response to the method") }
    )
    #expect(generation.typeCount > 600)
  }

  @Test("writes files of the declared file groups for every release, none of them too long to read")
  func files() throws {
    let oldest = "Tests/ProtocolGeneratorTests/Fixtures/Releases/0.133.0/stable.json"
    let new = try PinnedCode.generation.get().files
    let old = try Generator.generate(GeneratorInput(stable: file(oldest))).files

    let groups = Set(FileLayout.groups.map { "CodexProtocol/\($0.file).swift" } + ["CodexProtocol/RPC.swift"])
    #expect(groups.isSuperset(of: old.map(\.path)))
    #expect(groups.isSuperset(of: new.map(\.path).filter { $0.hasPrefix("CodexProtocol/") }))
    for file in new {
      #expect(file.contents.count(where: \.isNewline) < 2_500, "\(file.path)")
      #expect(file.contents.hasPrefix(GeneratedFile.marker))
    }
  }

  @Test("gates nothing when it is given one bundle")
  func oneBundle() throws {
    let input = GeneratorInput(stable: try file("schema/app-server.stable.json"))

    let files = try Generator.generate(input).files

    #expect(!files.contains { $0.contents.contains("ExperimentalAPI") })
  }

  @Test("is pinned to bundles that are byte for byte what the pin says")
  func pin() throws {
    let pin = try JSONValue(parsing: file("schema/pin.json").bytes)

    for bundle in ["stable", "experimental"] {
      let name = try #require(pin[bundle]?["file"]?.stringValue)
      let path = Self.package.appending(path: "schema/\(name)").path
      let sum = Process()
      sum.executableURL = URL(filePath: "/usr/bin/env")
      // The name differs: `sha256sum` on Linux, `shasum` on macOS.
      #if os(Linux)
      sum.arguments = ["sha256sum", path]
      #else
      sum.arguments = ["shasum", "-a", "256", path]
      #endif
      let output = Pipe()
      sum.standardOutput = output
      try sum.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      sum.waitUntilExit()

      #expect(text.split(separator: " ").first.map(String.init) == pin[bundle]?["sha256"]?.stringValue)
    }
  }
}
