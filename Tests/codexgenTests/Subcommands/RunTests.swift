import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("A run of codexgen")
struct RunTests {
  let package: TemporaryFolder
  let files = [generated("CodexProtocol/A.swift"), generated("CodexSDK/B.swift")]

  init() throws { package = try .package() }

  @Test("without arguments prints the help text to standard error, and fails")
  func noArguments() {
    let run = Run(in: package.path)

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(run.err == [Codexgen.program.overview])
  }

  @Test("that asks for help works outside of a package")
  func help() throws {
    let folder = try TemporaryFolder()

    #expect(Run("help", in: folder.path).out == [Codexgen.program.overview])
    let run = Run("check", "--help", in: folder.path)

    #expect(run.exitCode == 0)
    #expect(run.out.first?.hasPrefix("Compares the Swift files with what 'generate' would write") == true)
    #expect(run.out.count == 1)
    #expect(run.err == [])
  }

  @Test("with wrong arguments prints the reason, and has exit code 2")
  func badUsage() {
    let run = Run("generate", "--stabel", "x", in: package.path)

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(
      run.err == [
        "codexgen: error: unknown option '--stabel'; did you mean '--stable'?",
        "For help, run 'codexgen help generate'.",
      ]
    )
  }

  @Test("of 'generate' prints what changed, and after it 'check' finds the files up to date")
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

  @Test("of 'check' has exit code 1 if there are differences, and writes nothing")
  func checks() throws {
    let before = try package.contents(below: "")

    let run = Run("check", "--customization=none", in: package.path, engine: .giving(files))

    #expect(run.exitCode == 1)
    #expect(
      run.out == [
        "Generated/CodexProtocol/A.swift: missing",
        "Generated/CodexSDK/B.swift: missing",
        "codexgen: Generated is out of date: 2 of 2 files. To update, run:",
        "  swift run codexgen generate --customization none",
      ]
    )
    #expect(try package.contents(below: "") == before)
  }

  @Test("of the command that 'check' prints updates the files, in the current folder of 'check'")
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

  @Test("prints warnings to standard error, and succeeds")
  func warnings() {
    let warning = Diagnostic(.warning, file: "schema/a.json", pointer: "/definitions/A", message: "odd")

    for command in ["generate", "check"] {
      let run = Run(command, in: package.path, engine: .giving(files, warnings: [warning]))

      #expect(run.exitCode == 0)
      #expect(run.err == ["schema/a.json#/definitions/A: warning: odd"])
    }
  }

  @Test("prints every error in the input", arguments: ["generate", "check", "inspect"])
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

  @Test("that would overwrite a user's file has exit code 2, and 'check' has exit code 1")
  func userFile() throws {
    try package.write("enum Mine {}\n", to: "Generated/CodexSDK/B.swift")

    let generate = Run("generate", in: package.path, engine: .giving(files))
    let check = Run("check", in: package.path, engine: .giving(files))

    #expect(generate.exitCode == 2)
    #expect(
      generate.err == [
        """
        Generated/CodexSDK/B.swift: error: codexgen did not write this file and does not overwrite it; move it away \
        or delete it
        """
      ]
    )
    #expect(check.exitCode == 1)
    #expect(try package.contents(below: "Generated") == ["CodexSDK": "(folder)", "CodexSDK/B.swift": "enum Mine {}\n"])
  }

  @Test("whose output folder is a file has exit code 2")
  func outputIsAFile() throws {
    try package.write("", to: "file")

    let direct = Run("generate", "--output=file", in: package.path, engine: .giving(files))
    let below = Run("generate", "--output=file/out", in: package.path, engine: .giving(files))

    #expect(direct.exitCode == 2)
    #expect(direct.err.first?.hasPrefix("file: error: this is not a folder") == true)
    #expect(below.exitCode == 2)
    #expect(below.err.first?.hasPrefix("file: error: a file is in the place of the folder") == true)
  }

  @Test("of 'inspect' passes the names and the format to the generator, and prints the report once")
  func inspects() {
    var engine = Engine.protocolGenerator
    engine.inspect = { input, names, format throws(GeneratorError) in
      "\(input.stable?.path ?? "none") \(names) \(format)\n"
    }

    let run = Run("inspect", "A", "--format=json", "--", "-b", in: package.path, engine: engine)

    #expect(run.exitCode == 0)
    #expect(run.out == [#"schema/app-server.stable.json ["A", "-b"] json"#])
  }

  @Test("in a folder that was deleted prints an error")
  func deletedFolder() {
    let run = Run("check", in: "")

    #expect(run.exitCode == 2)
    #expect(run.err == ["codexgen: error: the current folder does not exist any more; change to another folder"])
  }
}
