import Foundation
import Testing

@testable import codexgen

/// Runs with a `python3` at the start of `PATH` that prints a list of releases.
@Suite("codexgen pin, with the list of releases")
struct PinListTests {
  private let folder: PinFolder

  init() throws { folder = try PinFolder() }

  private var environment: [String: String] {
    ["XDG_CACHE_HOME": folder.path + "/cache", "PATH": folder.path + "/bin:/usr/bin:/bin"]
  }

  private func writePython(_ script: String) async throws {
    try await folder.writeProgram("[ $# = 6 ] || exit 64\n" + script, to: "bin/python3")
  }

  @Test("lists the releases, the newest first, and leaves out names that are no releases")
  func list() async throws {
    try await writePython("printf '%s\\n' 0.9.0 0.10.0a2 0.10.0 0.10.0a10 0.10.0rc1 0.8.11 nonsense")

    let run = await folder.pin("--list", environment: environment)

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(
      run.out == ["0.10.0", "0.10.0-rc.1", "0.10.0-alpha.10", "0.10.0-alpha.2", "0.9.0", "0.8.11"]
    )
    #expect(!folder.exists("schema"))
  }

  @Test(
    "says what failed if the list cannot be read",
    arguments: [["--list"], ["--release", "latest", "--schema", "out"]]
  )
  func offline(options: [String]) async throws {
    try await writePython("echo 'no network' >&2; exit 1")

    let run = await folder.run(["pin"] + options, environment: environment)

    #expect(run.exitCode == 2)
    #expect(
      run.err.first
        == "codexgen: error: The list of releases cannot be read from the package index: python3 ended with status 1: no network"
    )
    #expect(run.err.last?.contains("PIP_INDEX_URL") == true)
  }

  @Test("takes the newest release that is no pre-release for 'latest'")
  func latest() async throws {
    // The same program is run in place of pip, which downloads nothing. So the error message names the release.
    try await folder.writeProgram(
      "if [ $# = 6 ]; then printf '%s\\n' 0.2.0 0.10.1 0.11.0a1; else echo 'no network' >&2; exit 1; fi",
      to: "bin/python3"
    )
    let run = await folder.pin("--release", "latest", "--schema", "out", environment: environment)

    #expect(run.exitCode == 2)
    #expect(run.err.first?.hasPrefix("codexgen: error: Codex 0.10.1 cannot be pinned.") == true, "\(run.err)")
  }
}
