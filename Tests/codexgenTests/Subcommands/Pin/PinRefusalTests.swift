import Foundation
import Testing

@testable import codexgen

@Suite("codexgen pin refuses")
struct PinRefusalTests {
  private let folder: PinFolder
  private static let remedy = [
    "Check that this program is a Codex that can write its schema, or download a release with '--release VERSION'.",
    "codexgen: nothing was changed.",
  ]

  init() throws {
    folder = try PinFolder()
    try folder.write("old stable", to: "schema/app-server.stable.json")
    try folder.write("old experimental", to: "schema/app-server.experimental.json")
    try folder.write("old pin", to: "schema/pin.json")
  }

  /// Runs `pin`, and checks that no file was written.
  ///
  /// - Returns: The error message.
  private func refusal(_ arguments: String..., environment: [String: String] = [:]) async throws -> [String] {
    let before = try folder.contents(below: "schema")
    let run = await folder.run(["pin"] + arguments, environment: environment)
    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(try folder.contents(below: "schema") == before)
    return run.err
  }

  @Test("a program that does not exist, a folder and a file that is not executable")
  func noProgram() async throws {
    try folder.createFolder("bin")
    try folder.write("", to: "text")

    let missing = "there is no such file; '--codex' takes the path of a program, or the name of a program in 'PATH'"
    let notOne = "this is not an executable file; check the path that follows '--codex'"
    #expect(try await refusal("--codex", "no-such-codex") == ["no-such-codex: error: \(missing)"])
    #expect(try await refusal("--codex", "./codex") == ["codex: error: \(missing)"])
    #expect(try await refusal("--codex", "bin") == ["bin: error: \(notOne)"])
    #expect(try await refusal("--codex", "text") == ["text: error: \(notOne)"])
  }

  @Test("a program that the system cannot start")
  func cannotStart() async throws {
    try await folder.writeProgram("", to: "codex")
    // The contents are neither a script nor a program. The file stays executable.
    try FileHandle(forWritingTo: URL(filePath: folder.path + "/codex")).write(
      contentsOf: Data("\u{7F}ELF but not one".utf8)
    )

    #expect(
      try await refusal("--codex", "codex") == ["codexgen: error: 'codex --version' cannot be run (exec format error)."]
        + Self.remedy
    )
  }

  @Test("a program that fails, with the last lines of its output")
  func fails() async throws {
    try await folder.writeCodex(
      experimental: "for i in 1 2 3 4 5 6 7 8 9; do echo \"line $i\" >&2; done; echo no; exit 3"
    )

    #expect(
      try await refusal("--codex", "codex")
        == [
          "codexgen: error: 'codex app-server generate-json-schema --experimental --out DIR' ended with status 3.",
          "Its output ends with:",
        ]
        + (2...9).map { "  line \($0)" } + Self.remedy
    )
  }

  @Test("a program that a signal ends, with its standard output if standard error is empty")
  func signalled() async throws {
    try await folder.writeCodex(stable: "echo oh; kill -9 $$")

    #expect(
      try await refusal("--codex", "codex") == [
        "codexgen: error: 'codex app-server generate-json-schema --out DIR' was ended by signal 9.",
        "Its output ends with:", "  oh",
      ] + Self.remedy
    )
  }

  @Test(
    "a program that prints no version",
    arguments: [
      ("", "nothing"), ("echo hello", "'hello'"), ("echo codex-cli 1.2", "'codex-cli 1.2'"),
      ("echo 1.2.3 >&2", "nothing"),
    ]
  )
  func noVersion(script: String, found: String) async throws {
    try await folder.writeCodex(version: script)

    let problem = "printed no version: expected a text such as 'codex-cli 0.163.0', found \(found)"
    #expect(
      try await refusal("--codex", "codex") == ["codexgen: error: 'codex --version' \(problem)."] + Self.remedy
    )
  }

  @Test("a program that does not write its schema")
  func writesNothing() async throws {
    try await folder.writeCodex(stable: "")

    #expect(
      try await refusal("--codex", "codex").first
        == "codexgen: error: 'codex app-server generate-json-schema --out DIR' did not write "
        + "'codex_app_server_protocol.schemas.json' into DIR."
    )
  }

  @Test(
    "a file that is not a bundle",
    arguments: [
      ("<html>", "  Codex 1.2.3 (experimental):1:1: error: this is not JSON"),
      ("[1]", "  Codex 1.2.3 (experimental)#: error: this is JSON but not a schema bundle"),
      (
        #"{"definitions": {}}"#,
        "  Codex 1.2.3 (experimental): error: this is not a schema bundle: it has no definitions"
      ),
    ]
  )
  func noBundle(text: String, problem: String) async throws {
    try await folder.writeCodex(experimental: PinFolder.writing(text))

    let lines = try await refusal("--codex", "codex")

    #expect(lines.first == "codexgen: error: the schema that 'codex' writes cannot be pinned:")
    #expect(lines.dropFirst().first?.hasPrefix(problem) == true, "\(lines)")
    #expect(lines.last == "codexgen: nothing was changed.")
  }

  @Test("two bundles of which the experimental one does not include all of the stable one")
  func disagree() async throws {
    let stable =
      #"{"definitions": {"v2": {"A": {"type": "string"}, "B": {"type": "string"}}, "C": {"type": "string"}}}"#
    let experimental = #"{"definitions": {"v2": {"A": {"type": "string"}}}}"#
    try await folder.writeCodex(stable: PinFolder.writing(stable), experimental: PinFolder.writing(experimental))

    let problem =
      "error: the stable bundle has this definition, the experimental one (Codex 1.2.3 (experimental)) does not; give two "
      + "bundles of one release"
    #expect(
      try await refusal("--codex", "codex") == [
        "codexgen: error: the schema that 'codex' writes cannot be pinned:",
        "  Codex 1.2.3 (stable)#/definitions/C: \(problem)",
        "  Codex 1.2.3 (stable)#/definitions/v2/B: \(problem)",
        "codexgen: nothing was changed.",
      ]
    )
  }

  @Test("two bundles that differ within a definition")
  func disagreeWithin() async throws {
    try await folder.writeCodex(stable: PinFolder.writing(PinFolder.bundle("a", "b")))

    let lines = try await refusal("--codex", "codex")

    #expect(lines.count == 3)
    #expect(lines.dropFirst().first?.contains(#"the stable bundle has "b" here"#) == true, "\(lines)")
  }

  @Test("with at most ten errors")
  func manyProblems() async throws {
    let names = (10..<22).map { #""A\#($0)": {"type": "string"}"# }.joined(separator: ", ")
    try await folder.writeCodex(stable: PinFolder.writing(#"{"definitions": {\#(names)}}"#))

    let lines = try await refusal("--codex", "codex")

    #expect(lines.count == 13)
    #expect(lines.dropLast().last == "  and 2 more")
  }

  @Test("a folder in the place of a file, and a file in the place of the schema folder")
  func obstacles() async throws {
    try await folder.writeCodex()
    try folder.createFolder("other/pin.json")
    try folder.write("", to: "file")

    #expect(
      try await refusal("--codex", "codex", "--schema", "other") == [
        "other/pin.json: error: a folder is in the place of this file; move it away or delete it"
      ]
    )
    #expect(
      try await refusal("--codex", "codex", "--schema", "file") == [
        "file: error: a file is in the place of the folder to write to; move it away, or give another folder with "
          + "'--schema DIR'",
        "codexgen: nothing was changed.",
      ]
    )
    #expect(try folder.contents(below: "other") == ["pin.json": "(folder)"])
  }

  @Test("a run outside of a package without the option --schema")
  func noPackage() async throws {
    let elsewhere = try PinFolder()

    let run = await elsewhere.pin("--codex", "codex")

    #expect(run.exitCode == 2)
    #expect(
      run.err == [
        "codexgen: error: there is no folder to pin in: neither '\(elsewhere.path)' nor any folder above it has a "
          + "'schema/app-server.stable.json'; give a folder with '--schema DIR'"
      ]
    )
  }
}
