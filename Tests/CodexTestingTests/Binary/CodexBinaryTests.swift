#if os(macOS) || os(Linux)
import CodexSDK
import Foundation
import Testing

@testable import CodexBinaries
@testable import CodexTesting

@Suite("CodexBinary")
struct CodexBinaryTests {
  @Test("The environment variable CODEX_BIN has priority over the cache")
  func environmentVariable() async throws {
    let folder = try FakePython()
    let executable = try folder.writeProgram("release/bin/codex", "exit 0")
    try folder.writeProgram("release/codex-path/rg", "exit 0")

    let binary = try await CodexBinary.locate(version: "1.2.3", environment: ["CODEX_BIN": executable])

    #expect(binary.executable == executable)
    #expect(binary.toolsFolder.map { ($0 as NSString).lastPathComponent } == "codex-path")
  }

  @Test("A CODEX_BIN that does not name an executable file is an error")
  func invalidEnvironmentVariable() async throws {
    await #expect {
      try await CodexBinary.locate(version: "1.2.3", environment: ["CODEX_BIN": "/nowhere/codex"])
    } throws: { error in
      "\(error)".contains("CODEX_BIN is \"/nowhere/codex\", which is not an executable file.")
    }
  }

  @Test("A release is downloaded and unpacked once, and then taken from the cache")
  func downloadedOnce() async throws {
    let python = try FakePython()

    let first = try await CodexBinary.locate(version: "1.2.3", environment: python.environment)
    let second = try await CodexBinary.locate(version: "1.2.3", environment: python.environment)

    #expect(first == second)
    #expect(first.executable == python.cache + "/1.2.3/codex_cli_bin/bin/codex")
    #expect(first.toolsFolder == python.cache + "/1.2.3/codex_cli_bin/codex-path")
    #expect(try python.calls() == ["-m pip download", "-m zipfile -e"])
    #expect(FileManager.default.isExecutableFile(atPath: first.executable))
    #expect(FileManager.default.isExecutableFile(atPath: python.cache + "/1.2.3/codex_cli_bin/codex-path/rg"))
  }

  @Test("Concurrent calls download a release once")
  func concurrentCalls() async throws {
    let python = try FakePython()

    let binaries = try await withThrowingTaskGroup(of: CodexBinary.self) { group in
      for _ in 0..<8 {
        group.addTask { try await CodexBinary.locate(version: "1.2.3", environment: python.environment) }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }

    #expect(binaries.count == 1)
    #expect(try python.calls().count == 2)
  }

  @Test("A failed download throws an error that says what to do, and leaves no files in the cache")
  func failedDownload() async throws {
    let python = try FakePython(failing: true)

    await #expect {
      try await CodexBinary.locate(version: "1.2.3", environment: python.environment)
    } throws: { error in
      let text = "\(error)"
      return ["no matching distribution", "set CODEX_BIN", "pip download", "openai-codex-cli-bin==1.2.3"]
        .allSatisfy(text.contains)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: python.cache) == [".1.2.3.lock"])
  }

  @Test("Without python3, the error names python3")
  func withoutPython() async throws {
    let folder = try FakePython()
    let environment = ["XDG_CACHE_HOME": folder.path + "/other", "PATH": folder.path + "/empty"]

    await #expect {
      try await CodexBinary.locate(version: "1.2.3", environment: environment)
    } throws: { error in
      "\(error)".contains("python3")
    }
  }

  @Test(
    "The cache is in the folder for caches of the operating system",
    arguments: [
      (["XDG_CACHE_HOME": "/xdg", "HOME": "/home/me"], "/xdg/codex-swift"),
      (["XDG_CACHE_HOME": "relative", "HOME": "/home/me"], nil),
      (["HOME": "/home/me"], nil),
    ]
  )
  func cacheFolder(environment: [String: String], folder: String?) throws {
    #if os(macOS)
    let usual = "/home/me/Library/Caches/codex-swift"
    #else
    let usual = "/home/me/.cache/codex-swift"
    #endif
    #expect(try BinaryCache.folder(environment: environment) == folder ?? usual)
  }

  @Test("Without a home folder, the error names the missing environment variables")
  func withoutHome() async {
    await #expect {
      try await CodexBinary.locate(version: "1.2.3", environment: [:])
    } throws: { error in
      (error as? CodexBinaryError)?.problem.contains("neither XDG_CACHE_HOME nor HOME") == true
    }
  }
}

@Suite("The cache of releases")
struct BinaryCacheTests {
  private let python: FakePython

  init() throws { python = try FakePython() }

  private func fetch(wheels: [String: String]? = nil) throws -> String {
    try BinaryCache(folder: python.cache, version: "1.2.3", wheels: wheels).fetch(environment: python.environment)
  }

  @Test("A wheel with the pinned hash is accepted, and a wheel with another hash is refused and leaves no files")
  func pinnedHash() throws {
    for wheels in [["release.whl": "another hash"], ["another.whl": "hash of wheel"]] {
      #expect {
        try fetch(wheels: wheels)
      } throws: { error in
        (error as? FetchError)?.problem.contains("release.whl of version 1.2.3 has the SHA-256 hash hash of wheel")
          == true
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: python.cache) == [".1.2.3.lock"])
    }
    #expect(try fetch(wheels: ["release.whl": "hash of wheel"]).hasPrefix(python.cache))
  }

  @Test("A release that was downloaded before its hash was pinned is downloaded again if its hash is another one")
  func pinnedLater() throws {
    _ = try fetch()
    _ = try fetch(wheels: ["release.whl": "hash of wheel"])
    #expect(try python.calls().count == 2)
    #expect(throws: FetchError.self) { try fetch(wheels: ["release.whl": "another hash"]) }
  }

  @Test(
    "A release that was changed or is incomplete is downloaded again",
    arguments: [
      ": > codex_cli_bin/bin/codex", "printf x >> codex_cli_bin/bin/codex", "rm codex_cli_bin/codex-path/rg",
      "echo x > codex_cli_bin/new", "rm .seal", "chmod g+w codex_cli_bin/bin/codex", "chmod o+w codex_cli_bin/bin",
      "chmod g+w .", "mv codex_cli_bin other; ln -s other codex_cli_bin", "mv ../1.2.3 ../x; ln -s x ../1.2.3",
      "cp codex_cli_bin/bin/codex x; mv x codex_cli_bin/bin/codex", "chmod go+w .seal",
    ]
  )
  func damaged(command: String) throws {
    let executable = try fetch()
    let before = try Data(contentsOf: URL(fileURLWithPath: executable))
    let change = try ToolRun(["/bin/sh", "-c", "cd '\(python.cache)/1.2.3' && \(command)"])
    #expect(change.end == .exited(0))

    #expect(try fetch() == executable)

    #expect(try python.calls().count == 4)
    #expect(try Data(contentsOf: URL(fileURLWithPath: executable)) == before)
    _ = try fetch()
    #expect(try python.calls().count == 4)
  }

  @Test("What a download left behind that was killed is removed")
  func leftovers() throws {
    try FileManager.default.createDirectory(atPath: python.cache + "/.1.2.3-killed", withIntermediateDirectories: true)
    _ = try fetch()
    #expect(try FileManager.default.contentsOfDirectory(atPath: python.cache).sorted() == [".1.2.3.lock", "1.2.3"])
  }

  @Test(
    "A folder that other users can write, and a symbolic link, are refused with a sentence that says what to do",
    arguments: [
      ("chmod 777 codex-swift", "run: chmod go-w '"), ("chmod 770 codex-swift", "can be written by other users"),
      ("mv codex-swift x; ln -s x codex-swift", "is no folder, or a symbolic link"),
      ("chmod 777 .", "can be written by all users"),
    ]
  )
  func unsafeFolder(command: String, problem: String) throws {
    _ = try fetch()
    _ = try ToolRun(["/bin/sh", "-c", "cd '\(python.cache)/..' && \(command)"])

    #expect {
      try fetch()
    } throws: { error in
      (error as? FetchError)?.problem.contains(problem) == true
    }
  }

  @Test("A new folder can be used by its user only")
  func permissions() throws {
    _ = try fetch()
    let attributes = try FileManager.default.attributesOfItem(atPath: python.cache)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("The pinned release has the hash of a wheel for each platform")
  func pinned() throws {
    let hashes = try #require(PinnedWheels.hashes(of: Codex.release))
    #expect(hashes.keys.contains { $0.contains("linux") && $0.contains("x86_64") })
    #expect(hashes.keys.contains { $0.contains("macosx") && $0.contains("arm64") })
    #expect(PinnedWheels.hashes(of: "0.0.1") == nil)
  }
}

@Suite("Running a tool")
struct ToolRunTests {
  @Test("The program is not searched for in empty and relative entries of PATH")
  func relativePath() throws {
    let folder = try FakePython()
    try folder.writeProgram("tool", "echo untrusted")
    try folder.writeProgram("bin/tool", "echo \"trusted $PATH\"")
    func run(_ path: String) throws -> ToolRun {
      try ToolRun(["tool"], environment: ["PATH": path], workingDirectory: folder.path)
    }

    let trusted = try run(":.:./:\(folder.path)/bin::/bin")
    #expect(String(decoding: trusted.output, as: UTF8.self) == "trusted \(folder.path)/bin:/bin\n")
    for path in [".", ":", "", "bin"] { #expect(try run(path).end == .exited(127)) }
  }
}

/// A program `python3` that records its arguments, and creates a small release instead of downloading one.
private final class FakePython: Sendable {
  let path: String

  init(failing: Bool = false) throws {
    path = FileManager.default.temporaryDirectory.path + "/FakePython-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try writeProgram(
      "bin/python3",
      """
      # The argument of the program that computes a hash is the wheel.
      if [ "$1" = -I ]; then echo "hash of $(cat "$4")"; exit; fi
      echo "$1 $2 $3" >> '\(path)/calls'
      \(failing ? "echo 'ERROR: no matching distribution' >&2; exit 1" : "")
      if [ "$2" = pip ]; then
        while [ "$1" != --dest ]; do shift; done
        mkdir -p "$2"; echo wheel > "$2/release.whl"
      else
        mkdir -p "$5/codex_cli_bin/bin" "$5/codex_cli_bin/codex-path"
        echo '#!/bin/sh' > "$5/codex_cli_bin/bin/codex"
        echo '#!/bin/sh' > "$5/codex_cli_bin/codex-path/rg"
      fi
      """
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var cache: String { path + "/cache/codex-swift" }

  var environment: [String: String] { ["XDG_CACHE_HOME": path + "/cache", "PATH": path + "/bin:/usr/bin:/bin"] }

  func calls() throws -> [String] {
    try String(contentsOfFile: path + "/calls", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @discardableResult
  func writeProgram(_ name: String, _ script: String) throws -> String {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = file.path + ".text"
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: text))
    // Another process writes the program. If this process wrote it while another test starts a process, that child would
    // inherit the open file, and the system does not run a file that is open for writing.
    let run = try ToolRun(["install", "-m", "755", text, file.path])
    guard run.end == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
    try FileManager.default.removeItem(atPath: text)
    return file.path
  }
}
#endif
