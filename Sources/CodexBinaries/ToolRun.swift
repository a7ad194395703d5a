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
  ///   - command: The program and its arguments. A program without a slash is searched for in the environment's `PATH`.
  ///   - environment: The environment variables. `nil` stands for those of this process.
  ///   - interrupts: The signals that are passed on to the program.
  /// - Throws: An error of the system if the program cannot be started, and `Interrupted` if a signal was received.
  package init(_ command: [String], environment: [String: String]? = nil, interrupts: Interrupts? = nil) throws {
    let process = Process()
    // A path is run directly, since `env` reads an argument with an equals sign as a variable.
    let isPath = command.first?.contains("/") == true
    process.executableURL = URL(fileURLWithPath: isPath ? command[0] : "/usr/bin/env")
    process.arguments = isPath ? Array(command.dropFirst()) : command
    if let environment { process.environment = environment }
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
/// The type is `@unchecked Sendable` because the compiler cannot verify the semaphore: `data` is written before the signal,
/// and read after it.
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
