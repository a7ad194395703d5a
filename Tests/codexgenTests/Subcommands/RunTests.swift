import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("A run of codexgen")
struct RunTests {
  let package: TemporaryFolder
  let files = [generated("CodexProtocol/A.swift"), generated("CodexSDK/B.swift")]

  init() throws { package = try .package() }

  @Test("without arguments prints the help as an error")
  func noArguments() {
    let run = Run(in: package.path)

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(run.err == [Help.overview])
  }

  @Test("that asks for help needs no package")
  func help() throws {
    let folder = try TemporaryFolder()

    #expect(Run("help", in: folder.path).out == [Help.overview])
    let run = Run("check", "--help", in: folder.path)

    #expect(run.exitCode == 0)
    #expect(run.out == [Help.text(.check)])
    #expect(run.err == [])
  }

  @Test("with bad usage prints why and ends with 2")
  func badUsage() {
    let run = Run("generate", "--stabel", "x", in: package.path)

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(
      run.err == [
        "codexgen: error: unknown option '--stabel'; did you mean '--stable'?",
        "'codexgen help generate' shows what can be given.",
      ]
    )
  }

  @Test("generates, says what it did, and is up to date from then on")
  func generates() throws {
    try package.write(generatedText(), to: "Generated/CodexSDK/Old.swift")

    let first = Run("generate", in: package.path, engine: .giving(files))
    let second = Run("generate", in: package.path, engine: .giving(files))
    let check = Run("check", in: package.path, engine: .giving(files))

    #expect(first.exitCode == 0)
    let line = try #require(first.out.first)
    let pattern = /codexgen: 1353 types, 183 methods: 2 files written, 0 unchanged, 1 removed in \d+\.\d\d s/
    #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    #expect(second.out.first?.contains(": 0 files written, 2 unchanged, 0 removed in ") == true)
    #expect(check.exitCode == 0)
    #expect(check.out == ["codexgen: Generated is up to date: 2 files"])
    #expect(first.err + second.err + check.err == [])
  }

  @Test("that checks ends with 1 when there are differences, and writes nothing")
  func checks() throws {
    let before = try package.contents(below: "")

    let run = Run("check", "--customization=none", in: package.path, engine: .giving(files))

    #expect(run.exitCode == 1)
    #expect(
      run.out == [
        "Generated/CodexProtocol/A.swift: missing",
        "Generated/CodexSDK/B.swift: missing",
        "codexgen: Generated is out of date: 2 of 2 files. This mends it:",
        "  swift run codexgen generate --customization none",
      ]
    )
    #expect(try package.contents(below: "") == before)
  }

  @Test("does what the mending command says in the folder that it was printed in")
  func mends() throws {
    try package.createFolder("Sources")
    let folder = package.path + "/Sources"
    let check = Run("check", "--output", "../out dir", in: folder, engine: .giving(files))
    #expect(check.out.last == "  swift run codexgen generate --output '../out dir'")

    #expect(Run("generate", "--output", "../out dir", in: folder, engine: .giving(files)).exitCode == 0)

    let again = Run("check", "--output", "../out dir", in: folder, engine: .giving(files))
    #expect(again.out == ["codexgen: ../out dir is up to date: 2 files"])
    #expect(try package.read("out dir/CodexProtocol/A.swift") == generatedText())
  }

  @Test("prints warnings as errors are printed, but goes on")
  func warnings() {
    let warning = Diagnostic(.warning, file: "schema/a.json", pointer: "/definitions/A", message: "odd")

    for command in ["generate", "check"] {
      let run = Run(command, in: package.path, engine: .giving(files, warnings: [warning]))

      #expect(run.exitCode == 0)
      #expect(run.err == ["schema/a.json#/definitions/A: warning: odd"])
    }
  }

  @Test("prints everything that is wrong with the input", arguments: ["generate", "check", "inspect"])
  func badInput(command: String) throws {
    let run = Run(command, in: package.path, engine: .showingItsInput)

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(
      run.err == [
        "schema/app-server.experimental.json: error: {\"experimental\":1}",
        "schema/app-server.stable.json: error: {\"stable\":1}",
      ]
    )
    #expect(!Files.exists(package.path + "/Generated"))
  }

  @Test("that would overwrite a user's file ends with 2; the check of it with 1")
  func userFile() throws {
    try package.write("enum Mine {}\n", to: "Generated/CodexSDK/B.swift")

    let generate = Run("generate", in: package.path, engine: .giving(files))
    let check = Run("check", in: package.path, engine: .giving(files))

    #expect(generate.exitCode == 2)
    #expect(
      generate.err == [
        """
        Generated/CodexSDK/B.swift: error: this file was not written by codexgen, and is not overwritten; move it \
        away or delete it
        """
      ]
    )
    #expect(check.exitCode == 1)
    #expect(try package.contents(below: "Generated") == ["CodexSDK": "(folder)", "CodexSDK/B.swift": "enum Mine {}\n"])
  }

  @Test("into a folder that is a file ends with 2")
  func outputIsAFile() throws {
    try package.write("", to: "file")

    let direct = Run("generate", "--output=file", in: package.path, engine: .giving(files))
    let below = Run("generate", "--output=file/out", in: package.path, engine: .giving(files))

    #expect(direct.exitCode == 2)
    #expect(direct.err.first?.hasPrefix("file: error: this is not a folder") == true)
    #expect(below.exitCode == 2)
    #expect(below.err.first?.hasPrefix("file: error: a file is in the place of a folder") == true)
  }

  @Test("that inspects passes the names and the format on, and prints the answer once")
  func inspects() {
    var engine = Engine.protocolGenerator
    engine.inspect = { input, names, format throws(GeneratorError) in
      "\(input.stable?.path ?? "none") \(names) \(format)\n"
    }

    let run = Run("inspect", "A", "--format=json", "--", "-b", in: package.path, engine: engine)

    #expect(run.exitCode == 0)
    #expect(run.out == [#"schema/app-server.stable.json ["A", "-b"] json"#])
  }

  @Test("in a folder that was deleted says so")
  func deletedFolder() {
    let run = Run("check", in: "")

    #expect(run.exitCode == 2)
    #expect(run.err == ["codexgen: error: the current folder is not there any more; change to another one"])
  }
}
