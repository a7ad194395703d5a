import Foundation
import Testing

@testable import codexgen_module

@Suite("codexgen-module, which the build plugin runs,")
struct ModuleProgramTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let bundle = packageFolder.appending(path: "Tests/ProtocolGeneratorTests/Fixtures/Releases/0.144.4/stable.json")
    try folder.write(try String(contentsOf: bundle, encoding: .utf8), to: "app-server.json")
    try folder.write(
      #"{"methods": ["model/list", "thread/start"], "wrappers": true, "customization": "names.json"}"#,
      to: "codexgen.json"
    )
    try folder.write(#"{"types": {"v2/Model": "ModelInfo"}}"#, to: "names.json")
  }

  private func arguments(config: String = "codexgen.json", output: String) -> [String] {
    [
      "--config", config, "--stable", "app-server.json", "--target", "App", "--modules", "CodexWire,CodexSDK",
      "--output", output,
    ]
  }

  private func run(_ arguments: [String]) -> (code: Int32, lines: [String]) {
    CodexgenModule.run(arguments, currentFolder: folder.path)
  }

  @Test("writes the same files as codexgen generate, with settings and without", arguments: ["codexgen.json", "none"])
  func sameFiles(config: String) throws {
    let program = run(arguments(config: config, output: "program"))
    let command = Run.generate(arguments(config: config, output: "command"), in: folder)

    #expect(program.code == 0, "\(program.lines)")
    #expect(command.exitCode == 0, "\(command.err)")
    let files = try folder.contents(below: "program")
    #expect(files.count > 30)
    #expect(files == (try folder.contents(below: "command")))
    #expect(program.lines.dropLast() == command.err[...])
    #expect(program.lines.last?.contains(" types, ") == true)
  }

  @Test("does not touch a file whose contents stay the same")
  func unchanged() throws {
    _ = run(arguments(output: "out"))
    try folder.write("old", to: "out/CodexProtocol.RPC.swift")

    let second = run(arguments(output: "out"))

    #expect(second.lines.last?.contains(": 1 file written, ") == true, "\(second.lines)")
    #expect(try folder.read("out/CodexProtocol.RPC.swift") != "old")
  }

  @Test(
    "has the same errors as codexgen generate, and writes nothing then",
    arguments: [
      ("codexgen.json", #"{"methods": ["model/lits"]}"#), ("codexgen.json", #"{"customization": "no.json"}"#),
      ("codexgen.json", "{"), ("app-server.json", "[1"), ("app-server.json", "{}"),
      ("names.json", #"{"types": {"v2/Modle": "A"}}"#),
    ]
  )
  func sameErrors(file: String, text: String) throws {
    try folder.write(text, to: file)

    let program = run(arguments(output: "out"))
    let command = Run.generate(arguments(output: "out"), in: folder)

    #expect(program.code == 2)
    #expect(program.code == command.exitCode)
    #expect(program.lines == command.err)
    #expect(program.lines.last == #"codexgen: error: nothing was generated for the target "App", see above"#)
    #expect((try? folder.contents(below: "out"))?.isEmpty ?? true)
  }

  @Test("refuses a bundle that a killed run of 'pin' may have left half replaced")
  func killedPin() throws {
    try folder.write("{}", to: ".codexgen-staging/journal.json")

    #expect(run(arguments(output: "out")).lines.first?.contains("a run of 'pin' was killed") == true)
  }

  @Test(
    "refuses arguments that the plugin never passes",
    arguments: [
      [], ["--config"], ["--config", "none"], ["--output", "o", "--output", "p"], ["--verbose", "x"],
      ["--config", "none", "--target", "A", "--output", "o"],
    ]
  )
  func refused(arguments: [String]) {
    let result = run(arguments)

    #expect(result.code == 2)
    #expect(result.lines.count == 1)
    #expect(result.lines[0].hasSuffix("to generate code without a build, use 'codexgen generate'"))
  }
}
