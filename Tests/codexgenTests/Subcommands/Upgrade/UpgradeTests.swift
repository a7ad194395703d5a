import CodexBinaries
import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen upgrade")
struct UpgradeTests {
  private let folder: PinFolder

  init() throws { folder = try PinFolder() }

  private static let one = bundle(#""Speed": {"type": "string", "enum": ["fast"]}"#)
  private static let two = bundle(
    """
    "Speed": {"type": "string", "enum": ["fast", "slow"]},
    "Pace": {"type": "object", "description": "How fast a thread is.", "properties": {"speed": {"$ref": "#/definitions/Speed"}}}
    """
  )
  private static let readme = "Made for **Codex \(ReleaseMark.start)0.0.1\(ReleaseMark.end)**, not 0.0.1.\n"

  /// Writes the program of a release and, unless the package exists, the package.
  private func prepare(_ version: String, _ schema: String, customization: String? = nil) async throws {
    try await folder.writeCodex(
      version: "echo codex-cli \(version)",
      stable: PinFolder.writing(schema),
      experimental: PinFolder.writing(schema)
    )
    guard !folder.exists("schema/app-server.stable.json") else { return }
    try folder.write(Self.one + "\n", to: "schema/app-server.stable.json")
    try folder.write(Self.one + "\n", to: "schema/app-server.experimental.json")
    try folder.write(ReleaseHistory().text, to: "schema/history.json")
    if let customization { try folder.write(customization, to: "schema/customization.json") }
    try folder.write(Self.readme, to: "README.md")
    try folder.write("For \(ReleaseMark.start)\(ReleaseMark.end).\n", to: ".github/CHANGELOG.md")
    try folder.createFolder("Generated")
  }

  /// The contents of all files of the package that an upgrade may change.
  private func package() throws -> [String: String] {
    try folder.contents(below: "").filter { !$0.key.hasPrefix("codex") && $0.key != "report.md" }
  }

  @Test("changes all files that depend on the release, and a move back gives the same bytes")
  func thereAndBack() async throws {
    try await prepare("1.0.0", Self.one, customization: #"{"definitionTable": true}"#)
    let first = await folder.run(["upgrade", "--codex", "codex"])
    try #require(first.exitCode == 0, "\(first.err)")
    let before = try package()

    try await prepare("1.1.0", Self.two)
    let run = await folder.run(["upgrade", "--codex", "codex", "--report", "report.md"])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(run.out.first?.hasPrefix("codexgen: moved to Codex 1.1.0: ") == true, "\(run.out)")
    let after = try package()
    #expect(after["schema/app-server.stable.json"] == Self.two + "\n")
    #expect(after["schema/pin.json"]?.contains(#""codex": "1.1.0""#) == true)
    #expect(after["schema/history.json"]?.contains(#""release": "1.1.0""#) == true)
    #expect(after["README.md"] == Self.readme.replacing("-->0.0.1<", with: "-->1.1.0<"))
    #expect(after[".github/CHANGELOG.md"] == "For \(ReleaseMark.start)1.1.0\(ReleaseMark.end).\n")
    #expect(after["Generated/CodexProtocolTests/DefinitionTable.swift"]?.contains(#"body("Pace", Pace.self)"#) == true)
    #expect(after.keys.filter { $0.contains(StagingFolder.name) } == [])
    #expect(await folder.run(["check"]).exitCode == 0)
    let report = try #require(try folder.contents(below: "")["report.md"])
    for part in [
      "# Codex 1.0.0 → Codex 1.1.0\n", "## Left to do\n", "\"Pace\": \"Pace\"", "## What the release changes\n", "slow",
    ] {
      #expect(report.contains(part), "\(part)")
    }

    let again = await folder.run(["upgrade", "--codex", "codex"])
    #expect(again.out.first == "codexgen: this package was made for Codex 1.1.0 already")
    #expect(try package() == after)

    try await prepare("1.0.0", Self.one)
    let back = await folder.run(["upgrade", "--codex", "codex"])
    #expect(back.exitCode == 0, "\(back.err)")
    #expect(try package() == before)
  }

  @Test("changes nothing if entries of the customization fit nothing, and removes them if that is asked for")
  func unused() async throws {
    let customization = """
      {
        "types": {
          "Speed": "Velocity",
          "Gone": "Away"
        },
        "notSecrets": ["Gone.token"]
      }
      """
    try await prepare("1.1.0", Self.two, customization: customization)
    let before = try package()

    let refused = await folder.run(["upgrade", "--codex", "codex", "--report", "report.md"])

    #expect(refused.exitCode == 2)
    #expect(
      refused.err.first?.hasPrefix(
        #"schema/customization.json:6:18: error: #/notSecrets/0: there is no type "Gone" in the schema"#
      ) == true,
      "\(refused.err)"
    )
    #expect(
      Array(refused.err.suffix(3)) == [
        "codexgen: error: the package was not moved to Codex 1.1.0: 2 entries of the customization fit nothing in this release",
        "Correct an entry whose type, method or property has another name now. To remove all other entries in the same step, add "
          + "'--remove-unused'.",
        Failure.nothingChanged,
      ]
    )
    #expect(try package() == before)
    #expect(try folder.contents(below: "")["report.md"]?.contains("The upgrade was not made") == true)

    let run = await folder.run(["upgrade", "--codex", "codex", "--remove-unused"])

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(run.out.contains { $0.hasPrefix("  schema/customization.json:4:5: error: #/types/Gone: there is no type") })
    let after = try package()
    #expect(
      after["schema/customization.json"] == """
        {
          "types": {
            "Speed": "Velocity"
          },
          "notSecrets": []
        }
        """
    )
    #expect(await folder.run(["check"]).exitCode == 0)
  }

  @Test("changes nothing if the code cannot be generated for another reason, and says so")
  func errors() async throws {
    try await prepare("1.1.0", Self.two, customization: #"{"types": {"Speed": "not a name", "Gone": "Away"}}"#)
    let before = try package()

    let run = await folder.run(["upgrade", "--codex", "codex", "--remove-unused"])

    #expect(run.exitCode == 2)
    #expect(run.err.contains { $0.contains("#/types/Speed: \"not a name\" is not a Swift identifier") }, "\(run.err)")
    #expect(
      run.err.contains {
        $0.hasPrefix("codexgen: error: the package was not moved to Codex 1.1.0: 1 error above must be corrected")
      },
      "\(run.err)"
    )
    #expect(run.err.last == Failure.nothingChanged)
    #expect(try package() == before)
  }

  @Test("restores all files if one of them cannot be replaced")
  func rollsBack() async throws {
    try await prepare("1.1.0", Self.two)
    // A file that a user wrote is in the place of a generated file, which is never replaced.
    try folder.write("mine", to: "Generated/CodexProtocol/RPC.swift")
    let before = try package()

    let run = await folder.run(["upgrade", "--codex", "codex"])

    #expect(run.exitCode == 2)
    #expect(run.err.first?.contains("codexgen did not write this file") == true, "\(run.err)")
    #expect(try package() == before)
  }

  @Test("what a killed run has begun is completed by the next run of 'generate', and other commands refuse to go on")
  func killed() async throws {
    try await prepare("1.1.0", Self.two)
    try #require(await folder.run(["upgrade", "--codex", "codex"]).exitCode == 0)
    let after = try package()
    // A run was killed after it had replaced all files but two.
    let staging = StagingFolder(in: Location(folder.path, in: "/"))
    try staging.create()
    for (number, file) in ["README.md", "schema/app-server.stable.json"].enumerated() {
      try folder.write(try #require(after[file]), to: "\(StagingFolder.name)/\(number).new")
      try folder.write("old", to: file)
    }
    try staging.write([
      .replace(path: "README.md", number: 0), .replace(path: "schema/app-server.stable.json", number: 1),
    ])

    let check = await folder.run(["check"])
    let generate = await folder.run(["generate"])

    #expect(check.exitCode == 2)
    #expect(check.err.first?.contains("a run of 'upgrade' was killed") == true, "\(check.err)")
    #expect(generate.exitCode == 0, "\(generate.err)")
    #expect(try package() == after)
  }

  @Test(
    "the version between the marks is replaced, and nothing else",
    arguments: [
      ("a 1 b", "a 1 b"), ("<!-- codex-release -->", "<!-- codex-release -->"),
      ("1 <!-- codex-release -->1<!-- /codex-release --> 1", "1 <!-- codex-release -->2<!-- /codex-release --> 1"),
      (
        "<!-- codex-release --><!-- /codex-release --><!-- codex-release -->x<!-- /codex-release -->",
        "<!-- codex-release -->2<!-- /codex-release --><!-- codex-release -->2<!-- /codex-release -->"
      ),
    ]
  )
  func marks(text: String, expected: String) {
    #expect(ReleaseMark.replacing(in: text, with: "2") == expected)
    #expect(ReleaseMark.isIn(text) == text.contains("<!-- /codex-release -->"))
  }

  @Test("the README and the changelog of this package name the pinned release in a marked place")
  func ownMarks() throws {
    let pin = packageFolder.appending(path: "schema/pin.json")
    let version = try Pin.read(SourceFile(path: pin.path, bytes: [UInt8](Data(contentsOf: pin)))).codex
    for file in ["README.md", ".github/CHANGELOG.md"] {
      let text = try String(contentsOf: packageFolder.appending(path: file), encoding: .utf8)
      #expect(ReleaseMark.isIn(text), "\(file)")
      let isUpToDate = ReleaseMark.replacing(in: text, with: version) == text
      #expect(isUpToDate, "\(file)")
    }
  }
}
