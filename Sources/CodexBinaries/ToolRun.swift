#if os(macOS) || os(Linux)
import Foundation

/// The result of a program that ran to its end.
package struct ToolRun: Sendable {
  package enum End: Hashable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)

    package var description: String {
      switch self {
      case .exited(let status): "ended with status \(status)"
      case .signalled(let signal): "was ended by signal \(signal)"
      }
    }
  }

  package var end: End
  /// Standard output.
  package var output: Data
  /// Standard error.
  package var errors: Data

  /// Runs a program, and blocks the thread until the program ends.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments. A program without a slash is searched for in the environment's `PATH`. Entries of
  ///     `PATH` that are not absolute paths are ignored, because the working directory may be an untrusted repository. When the
  ///     program is not found, the result is the same as that of a shell: the exit status is 127.
  ///   - environment: The environment variables. `nil` stands for those of this process.
  ///   - workingDirectory: The working directory of the program. `nil` stands for that of this process.
  ///   - interrupts: The signals that are passed on to the program.
  /// - Throws: An error of the system if the program cannot be started, and `Interrupted` if a signal was received.
  package init(
    _ command: [String],
    environment: [String: String]? = nil,
    workingDirectory: String? = nil,
    interrupts: Interrupts? = nil
  ) throws {
    let process = Process()
    var environment = environment ?? ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").filter { $0.hasPrefix("/") }
    let name = command.first ?? ""
    let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    guard let program = candidates.first(where: { name.contains("/") || Self.isProgram($0) }) else {
      end = .exited(127)
      output = Data()
      errors = Data("\(name): there is no such program in PATH".utf8)
      return
    }
    // The program runs other programs, which must not come from the working directory either.
    if environment["PATH"] != nil { environment["PATH"] = folders.joined(separator: ":") }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(command.dropFirst())
    process.environment = environment
    if let workingDirectory { process.currentDirectoryURL = URL(fileURLWithPath: workingDirectory) }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try interrupts?.check()
    try process.run()
    interrupts?.started(process.processIdentifier)
    // Both pipes are read while the program runs: a program waits forever when it writes to a full pipe.
    let errorText = BackgroundReading(of: errors)
    self.output = output.fileHandleForReading.readDataToEndOfFile()
    self.errors = errorText.wait()
    process.waitUntilExit()
    interrupts?.ended(process.processIdentifier)
    try interrupts?.check()
    switch process.terminationReason {
    case .uncaughtSignal: end = .signalled(process.terminationStatus)
    default: end = .exited(process.terminationStatus)
    }
  }

  private static func isProgram(_ path: String) -> Bool {
    FileStatus(path, followingLinks: true)?.isFile == true && FileManager.default.isExecutableFile(atPath: path)
  }

  /// The last eight lines of standard error, or of standard output if standard error is empty.
  package var tail: [String] {
    func lines(_ bytes: Data) -> [String] {
      String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(8).map(String.init)
    }
    let errors = lines(errors)
    return errors.isEmpty ? lines(output) : errors
  }
}

/// Reads a pipe to its end on a thread of its own.
///
/// The type is `@unchecked Sendable` because the compiler cannot verify the semaphore: `data` is written before the
/// signal, and read after it.
private final class BackgroundReading: @unchecked Sendable {
  private let isDone = DispatchSemaphore(value: 0)
  private var data = Data()

  init(of pipe: Pipe) {
    let reading = pipe.fileHandleForReading
    Thread.detachNewThread {
      self.data = reading.readDataToEndOfFile()
      self.isDone.signal()
    }
  }

  func wait() -> Data {
    isDone.wait()
    return data
  }
}
#endif
