import CodexBinaries
import Foundation
import Testing

@testable import codexgen

/// Runs with a `python3` at the start of `PATH` that writes a wheel instead of downloading one.
@Suite("codexgen pin --release")
struct PinReleaseTests {
  private let folder: PinFolder

  init() async throws {
    folder = try PinFolder()
    try await folder.writeCodex(to: "codex-of-the-wheel")
  }

  private var environment: [String: String] {
    ["XDG_CACHE_HOME": folder.path + "/cache", "PATH": folder.path + "/bin:/usr/bin:/bin", "CODEX_BIN": "/nowhere"]
  }

  private func writePython(_ first: String = "") async throws {
    try await folder.writeProgram(
      """
      # The program that computes a hash has one argument, and the program that reads the package index has two.
      if [ "$1" = -I ] && [ $# = 4 ]; then echo aa; exit; fi
      if [ "$1" = -I ] && [ $# = 5 ]; then echo release.whl aa; exit; fi
      echo "$*" >> '\(folder.path)/calls'
      \(first)
      if [ "$2" = pip ]; then
        while [ "$1" != --dest ]; do shift; done
        mkdir -p "$2"; echo wheel > "$2/release.whl"
      else
        mkdir -p "$5/codex_cli_bin/bin"
        cp '\(folder.path)/codex-of-the-wheel' "$5/codex_cli_bin/bin/codex"
      fi
      """,
      to: "bin/python3"
    )
  }

  private func pin(_ version: String) async -> Run {
    await folder.pin("--release", version, "--schema", "out", environment: environment)
  }

  @Test("downloads the release once, into the cache, and ignores the environment variable CODEX_BIN")
  func fetches() async throws {
    try await writePython()

    let first = await pin("1.2.3")
    let second = await pin("1.2.3")

    #expect(first.exitCode == 0, "\(first.err)")
    #expect(first.out.first == "codexgen: pinned Codex 1.2.3 in out")
    #expect(second.out.first == "codexgen: Codex 1.2.3 in out was pinned already")
    #expect(folder.exists("cache/codex-swift/1.2.3/codex_cli_bin/bin/codex"))
    let calls = try folder.contents(below: "")["calls"]?.split(separator: "\n") ?? []
    #expect(calls.count == 2, "\(calls)")
    #expect(try folder.contents(below: "out")["pin.json"]?.contains(#""release.whl": "aa""#) == true)
    #expect(calls.first?.hasSuffix(" openai-codex-cli-bin==1.2.3") == true)
  }

  @Test("refuses a release that cannot be downloaded, prints the output of pip, and leaves no files")
  func cannotFetch() async throws {
    try await writePython("echo 'ERROR: no matching distribution' >&2; exit 1")

    let run = await pin("1.2.3")

    #expect(run.exitCode == 2)
    #expect(
      run.err.first
        == "codexgen: error: Codex 1.2.3 cannot be pinned. The codex executable could not be downloaded: downloading the "
        + "release ended with status 1: ERROR: no matching distribution"
    )
    #expect(run.err.dropFirst().first?.contains("pip download --no-deps") == true)
    #expect(run.err.dropFirst(2).first?.contains("'--codex PATH'") == true)
    #expect(run.err.last == "codexgen: nothing was changed.")
    #expect(!folder.exists("out"))
    #expect(try folder.contents(below: "cache/codex-swift").keys.sorted() == [".1.2.3.lock"])
  }

  @Test("refuses a downloaded program that prints another version")
  func otherVersion() async throws {
    try await writePython()

    let run = await pin("1.2.4")

    #expect(run.exitCode == 2)
    #expect(
      run.err.first?.hasPrefix(
        "codexgen: error: the program that was downloaded as Codex 1.2.4, 'cache/codex-swift/1.2.4"
      )
        == true
    )
    #expect(run.err.first?.contains("prints the version 1.2.3; delete it") == true)
    #expect(!folder.exists("out"))
  }

  @Test("explains which environment variable is missing if there is no folder for the cache")
  func noCache() async throws {
    let run = await folder.pin(
      "--release",
      "1.2.3",
      "--schema",
      "out",
      environment: ["XDG_CACHE_HOME": "", "HOME": ""]
    )

    #expect(run.exitCode == 2)
    #expect(run.err.first?.contains("neither XDG_CACHE_HOME nor HOME is an absolute path") == true)
  }

  @Test(
    "accepts a version as Codex or the Python package index writes it",
    arguments: [
      ("0.163.0", "0.163.0"), ("0.137.0-alpha.4", "0.137.0-alpha.4"), ("0.137.0a4", "0.137.0-alpha.4"),
      ("1.20.300b1", "1.20.300-beta.1"), ("1.0.0rc12", "1.0.0-rc.12"),
    ]
  )
  func versions(given: String, text: String) {
    #expect(ReleaseName(given)?.text == text)
  }

  @Test(
    "refuses any other text before a program is run",
    arguments: [
      "0.163", "newest", "../x", "v0.163.0", "0.163.0 ", "0.163.0.1", "0.163.0-", "1.2.x", "٠.١.٢", "0.163.*",
    ]
  )
  func badVersions(given: String) async throws {
    try await writePython()

    let run = await pin(given)

    #expect(run.exitCode == 2)
    #expect(
      run.err == [
        "codexgen: error: '\(given)' is no release of Codex; give all numbers of its version, such as '0.163.0' or "
          + "'0.137.0-alpha.4', or 'latest'",
        "For help, run 'codexgen help pin'.",
      ]
    )
    #expect(!folder.exists("calls"))
  }
}
