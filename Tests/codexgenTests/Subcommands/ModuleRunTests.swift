import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen for a module of a user's package")
struct ModuleRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      bundle(#""Point": {"type": "object", "properties": {"x": true}}"#),
      to: "app-server.json"
    )
  }

  private static let arguments = ["--stable", "app-server.json", "--output", "out"]

  private func generate(_ arguments: [String]) -> Run {
    Run(arguments: ["generate"] + Self.arguments + arguments, in: folder.path, engine: .protocolGenerator)
  }

  private static func check(_ arguments: [String]) throws -> CheckCommand? {
    guard case .run(let subcommand, _) = try Codexgen.parse(arguments) else { return nil }
    return subcommand as? CheckCommand
  }

  @Test("is read as a subcommand with typed options")
  func parsing() throws {
    let command =
      ["check"] + Self.arguments + ["--config=c.json", "--target", "App", "--modules", "CodexWire,CodexSDK"]
    let inputs = InputOptions(stable: "app-server.json")
    let module = ModuleOptions(config: "c.json", target: "App", modules: ["CodexWire", "CodexSDK"])

    #expect(try Self.check(command) == CheckCommand(OutputOptions(inputs: inputs, module: module, output: "out")))
    #expect(
      try Self.check(["check"] + Self.arguments + ["--config", "none"])
        == CheckCommand(OutputOptions(inputs: inputs, module: ModuleOptions(), output: "out"))
    )
  }

  @Test(
    "refuses options that need other options",
    arguments: [
      (["--config", "c.json", "--output", "o"], "add '--stable FILE', '--experimental FILE' or both"),
      (["--config", "c.json", "--stable", "s"], "give its folder with '--output DIR'"),
      (
        ["--config", "c.json", "--stable", "s", "--output", "o", "--customization", "none"],
        "leave '--customization' out, and name the file in the config, as \"customization\""
      ),
      (["--target", "App"], "'--target' describes a module of your own; add '--config FILE|none'"),
      (["--modules", "CodexWire"], "'--modules' describes a module of your own; add '--config FILE|none'"),
    ]
  )
  func options(arguments: [String], message: String) {
    let run = Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(run.exitCode == 2)
    #expect(run.err.first?.contains(message) == true, "\(run.err)")
  }

  @Test("writes one folder of files, which 'check' finds up to date")
  func defaults() throws {
    let run = generate(["--config", "none"])
    let check = Run(
      arguments: ["check"] + Self.arguments + ["--config", "none"],
      in: folder.path,
      engine: .protocolGenerator
    )

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(try folder.read("out/CodexProtocol.Ungrouped.swift").contains("\nstruct Point: Codable"))
    #expect(try folder.contents(below: "out").keys.allSatisfy { $0.hasSuffix(".swift") })
    #expect(check.exitCode == 0)
  }

  @Test("removes generated files that are no longer needed, and keeps all other files")
  func surplus() throws {
    try folder.write(generatedText(), to: "out/CodexProtocol.Gone.swift")
    try folder.write(generatedText(), to: "out/CodexWrappers.Gone.swift")
    try folder.write("let mine = 1", to: "out/CodexProtocol.Mine.swift")
    try folder.write(generatedText(), to: "out/Mine.swift")

    let run = generate(["--config", "none"])

    #expect(run.exitCode == 0, "\(run.err)")
    let names = try folder.contents(below: "out").keys
    let left = names.filter { $0.hasSuffix("Gone.swift") || $0.hasSuffix("Mine.swift") }
    #expect(left.sorted() == ["CodexProtocol.Mine.swift", "Mine.swift"])
  }

  @Test("reads the settings, and the customization beside the settings file, from any current folder")
  func settings() throws {
    try folder.write(#"{"access": "public", "customization": "names/mine.json"}"#, to: "App/codexgen.json")
    try folder.write(#"{"types": {"Point": "Spot"}}"#, to: "App/names/mine.json")

    let run = generate(["--config", "App/codexgen.json"])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(try folder.read("out/CodexProtocol.Ungrouped.swift").contains("\npublic struct Spot: Codable"))
  }

  @Test("prints the 'generate' command with the options that were given to 'check'")
  func mending() throws {
    let check = Run(
      arguments: ["check"] + Self.arguments + ["--config", "none"],
      in: folder.path,
      engine: .protocolGenerator
    )

    #expect(check.exitCode == 1)
    #expect(
      check.out.last == "  swift run codexgen generate --stable app-server.json --config none --output out",
      "\(check.out)"
    )
  }

  @Test(
    "names the target and the file when an input is wrong, and writes nothing",
    arguments: [
      (#"{"methods": ["x"]}"#, "App/codexgen.json:1:14: error: #/methods/0: there is no method \"x\" in the schema"),
      (#"{"customization": "mine.json"}"#, "App/mine.json: error: there is no such file"),
      (#"{"#, "App/codexgen.json:1:2: error: this is not JSON"),
    ]
  )
  func failures(settings: String, message: String) throws {
    try folder.write(settings, to: "App/codexgen.json")

    let run = generate(["--config", "App/codexgen.json", "--target", "App"])

    #expect(run.exitCode == 2)
    #expect(run.err.first?.hasPrefix(message) == true, "\(run.err)")
    #expect(run.err.last == "codexgen: error: nothing was generated for the target \"App\", see above")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  @Test("refuses a settings file that does not exist")
  func missing() {
    let run = generate(["--config", "codexgen.json"])

    #expect(run.exitCode == 2)
    #expect(
      run.err == ["codexgen.json: error: there is no such file; check the path that follows '--config'"]
    )
  }
}
