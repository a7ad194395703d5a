import CodexTesting
import Foundation
import Testing

@testable import CodexSDK

#if os(macOS) || os(Linux)
@Suite struct `Finding the executable` {
  private func locate(
    _ executable: CodexConfiguration.Executable,
    existing: Set<String>,
    environment: [String: String]
  ) throws -> String {
    try ExecutableLocator(environment: environment, isExecutable: existing.contains).locate(executable)
  }

  @Test func `an explicit path is preferred to CODEX_BIN, CODEX_BIN to PATH, and PATH to the usual folders`() throws {
    let existing: Set<String> = ["/a/codex", "/b/codex", "/p/codex", "/usr/local/bin/codex", "/h/.local/bin/codex"]
    let environment = ["CODEX_BIN": "/b/codex", "PATH": "/x:/p", "HOME": "/h"]
    #expect(try locate(.path("/a/codex"), existing: existing, environment: environment) == "/a/codex")
    #expect(try locate(.path("codex"), existing: existing, environment: environment) == "/p/codex")
    #expect(try locate(.automatic, existing: existing, environment: environment) == "/b/codex")
    #expect(try locate(.automatic, existing: existing, environment: ["PATH": "/x:/p"]) == "/p/codex")
    #expect(try locate(.automatic, existing: existing, environment: ["PATH": "/x"]) == "/usr/local/bin/codex")
    #expect(
      try locate(.automatic, existing: ["/h/.local/bin/codex"], environment: ["HOME": "/h"]) == "/h/.local/bin/codex"
    )
    #expect(try locate(.path("~/codex"), existing: ["/h/codex"], environment: ["HOME": "/h"]) == "/h/codex")
  }

  @Test func `a relative path becomes an absolute path, because the server may get another working directory`() throws {
    let here = FileManager.default.currentDirectoryPath
    #expect(try locate(.path("./codex"), existing: ["\(here)/./codex"], environment: [:]) == "\(here)/./codex")
    #expect(
      try locate(.automatic, existing: ["\(here)/bin/codex"], environment: ["CODEX_BIN": "bin/codex"])
        == "\(here)/bin/codex"
    )
  }

  @Test func `empty and relative entries of PATH and a relative HOME are ignored`() throws {
    let here = FileManager.default.currentDirectoryPath
    let existing: Set<String> = [
      "./codex", "/codex", "codex", "bin/codex", "\(here)/codex", "\(here)/./codex", "\(here)/bin/codex",
      "h/.local/bin/codex", "\(here)/h/.local/bin/codex", "/p/codex",
    ]
    let environment = ["PATH": ":.:bin::./:/p:", "HOME": "h"]
    #expect(try locate(.automatic, existing: existing, environment: environment) == "/p/codex")
    #expect(try locate(.path("codex"), existing: existing, environment: environment) == "/p/codex")
    #expect(throws: CodexError.self) {
      try locate(.automatic, existing: existing, environment: ["PATH": ".", "HOME": "h"])
    }
  }

  @Test func `a CODEX_BIN that does not exist is an error, and no other program is tried`() {
    #expect {
      try locate(.automatic, existing: ["/p/codex"], environment: ["CODEX_BIN": "/b/codex", "PATH": "/p"])
    } throws: {
      if case CodexError.executableNotFound(["/b/codex"]) = $0 { true } else { false }
    }
  }

  @Test func `the configuration overrides come before the arguments, sorted by key`() throws {
    let configuration = CodexConfiguration(
      executable: .path("/bin/sh"),
      configOverrides: ["model": "gpt-5", "features.x": "true"],
      environment: ["EXTRA": "1"]
    )
    let command = try configuration.command()
    #expect(command.arguments == ["-c", "features.x=true", "-c", "model=gpt-5", "app-server"])
    #expect(command.environment["EXTRA"] == "1")
    #expect(command.environment["PATH"] == ProcessInfo.processInfo.environment["PATH"])
  }
}

@Suite struct `Ending a child process` {
  @Test func `writes the queued messages, closes the input, sends SIGTERM, and then sends SIGKILL`() {
    let clock = ManualClock()
    var shutdown = ChildShutdown(timeouts: CloseTimeouts(exit: .seconds(3), terminate: .seconds(2)), clock: clock)
    func step(_ hasOutgoing: Bool, _ seconds: Int) -> ChildShutdown.Action {
      clock.advance(by: .seconds(seconds) - clock.now.offset)
      return shutdown.step(hasOutgoing: hasOutgoing)
    }
    #expect(shutdown.timeout(isWakeable: true) == -1)
    #expect(step(true, 0) == .nothing)
    #expect(step(false, 1) == .endInput)
    // `poll` cannot wait for the clock of a test.
    #expect(shutdown.timeout(isWakeable: true) == 20)
    #expect(step(false, 2) == .nothing)
    #expect(step(false, 3) == .signal(SIGTERM))
    #expect(step(false, 4) == .nothing)
    #expect(step(false, 5) == .signal(SIGKILL))
    #expect(step(false, 9) == .nothing)
  }

  @Test func `waits exactly as long as the next step needs, when the clock is the system's`() {
    var shutdown = ChildShutdown(
      timeouts: CloseTimeouts(exit: .seconds(3600), terminate: .seconds(2)),
      clock: ContinuousClock()
    )
    #expect(shutdown.timeout(isWakeable: true) == -1)
    #expect(shutdown.step(hasOutgoing: false) == .endInput)
    #expect((3_000_000...3_600_001).contains(shutdown.timeout(isWakeable: true)))
    #expect(shutdown.timeout(isWakeable: false) == 20)
  }
}
#endif
