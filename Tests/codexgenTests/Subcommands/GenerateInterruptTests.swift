import Foundation
import Testing

@testable import codexgen

/// Runs the program codexgen in a process of its own, since a signal is sent to a whole process.
@Suite("codexgen generate, when it is ended by a signal")
struct GenerateInterruptTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.bundle(property: "one", areas: areas.dropFirst(4)), to: "one.json")
    try folder.write(Self.bundle(property: "two", areas: areas.dropLast(4)), to: "two.json")
  }

  /// The starts of names of definitions that are generated into a file of their own.
  private let areas = [
    "Account", "Apps", "AutoReview", "Command", "Config", "DynamicTool", "Environment", "Feedback", "Fs", "Hook",
    "Item",
    "Mcp", "Memory", "Model", "Permission", "Plugin", "Project", "Realtime", "Skill", "Thread", "ThreadGoal", "Turn",
  ]

  /// A bundle with long descriptions, so that writing the files takes some time.
  private static func bundle(property: String, areas: some Sequence<String>) -> String {
    let description = String(repeating: "This sentence makes the file long enough. ", count: 100)
    let definitions = areas.flatMap { area in
      (0..<4).map { number in
        """
        "\(area)Part\(number)": {"type": "object", "description": "\(description)", "properties": {"\(property)": true}}
        """
      }
    }
    return codexgenTests.bundle(definitions.joined(separator: ",\n"))
  }

  private func arguments(_ name: String) -> [String] {
    ["--stable", "\(name).json", "--customization", "none", "--output", "out"]
  }

  private func run(_ command: String, _ name: String) -> Run {
    Run(arguments: [command] + arguments(name), in: folder.path, engine: .protocolGenerator)
  }

  /// The files that `generate` writes for each of the two bundles.
  private func states() throws -> [String: [String: String]] {
    var states: [String: [String: String]] = [:]
    for name in ["two", "one"] {
      let run = run("generate", name)
      #expect(run.exitCode == 0, "\(run.err)")
      states[name] = try folder.contents(below: "out")
    }
    return states
  }

  private struct Outcome: Sendable {
    var reason: Process.TerminationReason
    var status: Int32
    var errors: String
  }

  /// When a signal is sent.
  private enum Moment: CustomStringConvertible {
    /// So many microseconds after the start of the process.
    case start(UInt32)
    /// So many microseconds after the staging folder has appeared.
    case staging(UInt32)
    /// As soon as the staging folder contains so many files.
    case staged(Int)
    /// As soon as a file in the output folder is another one than before the run, or does not exist any longer.
    case replaced(String)

    var description: String {
      switch self {
      case .start: "after the start"
      case .staging: "after the beginning of the staging"
      case .staged: "at a staged file"
      case .replaced: "at a replaced file"
      }
    }
  }

  /// The number of a file in the file system. `nil` when there is no file.
  private static func fileNumber(_ path: String) -> UInt64? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// The number of files in a folder and its subfolders.
  private static func count(below path: String) -> Int {
    (try? FileManager.default.subpathsOfDirectory(atPath: path))?.count ?? 0
  }

  /// Starts `generate`, and sends a signal to it.
  private func signalled(_ signal: Int32, _ name: String, at moment: Moment) async throws -> Outcome {
    let process = Process()
    process.executableURL = codexgenExecutable
    process.arguments = ["generate"] + arguments(name)
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    let out = folder.location("out")
    let places = [StagingFolder(in: out), StagingFolder(beside: out)].map(\.location.path)
    let file = if case .replaced(let path) = moment { out.appending(path).path } else { out.path }
    let number = Self.fileNumber(file)
    try process.run()
    return await onBlockingThread {
      switch moment {
      case .start(let delay): usleep(delay)
      case .staging(let delay):
        while process.isRunning, !places.contains(where: Files.exists) { usleep(100) }
        usleep(delay)
      // Replacing a file takes only microseconds, so these loops do not sleep.
      case .staged(let count): while process.isRunning, !places.contains(where: { Self.count(below: $0) >= count }) {}
      case .replaced: while process.isRunning, Self.fileNumber(file) == number {}
      }
      kill(process.processIdentifier, signal)
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return Outcome(reason: process.terminationReason, status: process.terminationStatus, errors: text)
    }
  }

  /// The number of runs of the test below. Set `CODEXGEN_KILLS=200` for a longer search.
  private static var kills: Int { ProcessInfo.processInfo.environment["CODEXGEN_KILLS"].flatMap { Int($0) } ?? 16 }

  @Test("by SIGKILL at a random moment, leaves all old or all new files, in a folder with generated files only")
  func killedInExchange() async throws {
    let found = try await killRuns(beside: nil)
    #expect(!found.keys.contains { $0.contains("mixed") }, "\(found)")
  }

  @Test(
    "by SIGKILL at a random moment beside files of the user, leaves a state that 'check' tells and 'generate' completes"
  )
  func killedInReplacement() async throws { _ = try await killRuns(beside: "notes.txt") }

  /// Kills `generate` many times, and checks what it left and that the next run leaves the new files and nothing else.
  ///
  /// - Parameter file: A file in the output folder that codexgen did not write.
  /// - Returns: How often each state was found.
  private func killRuns(beside file: String?) async throws -> [String: Int] {
    if let file { try folder.write("mine", to: "out/\(file)") }
    let states = try states()
    var found: [String: Int] = [:]
    let changed = try #require(states["one"]).filter { $0.value != states["two"]?[$0.key] }.keys.sorted()
    for number in 0..<Self.kills {
      let (old, new) = number.isMultiple(of: 2) ? ("one", "two") : ("two", "one")
      let moment: Moment =
        switch number / 2 % 8 {
        case 0: .start(.random(in: 0..<400_000))
        case 1: .staging(.random(in: 0..<100_000))
        case 2...3: .staged(.random(in: 1...changed.count))
        // Most kills aim at the moment in which files are replaced, which is much shorter than the rest of the run.
        default: .replaced(try #require(changed.randomElement()))
        }

      _ = try await signalled(SIGKILL, new, at: moment)

      let leftover = StagingFolder.leftover(of: folder.location("out"))?.leftover
      let files = try folder.contents(below: "out").filter { !$0.key.hasPrefix(StagingFolder.name) }
      let state = files == states[old] ? "old" : files == states[new] ? "new" : "mixed"
      found["\(moment): \(state), \(leftover.map { "\($0)" } ?? "without leftover")", default: 0] += 1
      if state == "mixed" { #expect(leftover == .replacing) }
      let check = run("check", new)
      #expect(check.exitCode == (state == "new" && leftover == nil ? 0 : 1))
      if leftover != nil { #expect(check.out.first?.contains("a run of codexgen that was killed") == true) }

      #expect(run("generate", new).exitCode == 0)
      #expect(try folder.contents(below: "out") == states[new])
      #expect(try folder.contents(below: ".").keys.filter { $0.contains(StagingFolder.name) } == [])
      #expect(run("check", new).exitCode == 0)
    }
    print("The states after \(Self.kills) kills: \(found.sorted { $0.key < $1.key })")
    return found
  }

  @Test("by a signal that it can catch, leaves the old files or completes the new files", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) async throws {
    let states = try states()
    for delay: UInt32 in [0, 1000, 5000] {
      let outcome = try await signalled(signal, "two", at: .staging(delay))

      #expect(outcome.reason == .exit)
      if outcome.status == 0 {
        #expect(try folder.contents(below: "out") == states["two"])
      } else {
        #expect(outcome.status == 128 + signal)
        #expect(outcome.errors == "codexgen: interrupted; nothing was changed.\n")
        #expect(try folder.contents(below: "out") == states["one"])
      }
      #expect(run("generate", "one").exitCode == 0)
    }
  }

  @Test("by SIGINT while another run changes the same folder, stops to wait for that run and changes nothing")
  func waiting() async throws {
    let states = try states()
    let lock = try #require(try FolderLock.acquire(folder.location("out"), nil))
    // A signal before `generate` waits for the lock ends it at once. The delay grows until the signal comes later.
    var delay: UInt32 = 100_000
    var outcome = try await signalled(SIGINT, "two", at: .start(delay))
    while outcome.reason == .uncaughtSignal, delay < 30_000_000 {
      delay *= 2
      outcome = try await signalled(SIGINT, "two", at: .start(delay))
    }

    #expect(outcome.reason == .exit)
    #expect(outcome.status == 128 + SIGINT)
    #expect(outcome.errors == "codexgen: interrupted; nothing was changed.\n")
    #expect(try folder.contents(below: "out") == states["one"])
    withExtendedLifetime(lock) {}
  }
}
