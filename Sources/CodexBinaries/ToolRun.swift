#if os(macOS) || os(Linux)
import Foundation

/// A program that was run to its end. Running one blocks the thread.
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
  package var output: Data
  package var errors: Data

  /// - Parameters:
  ///   - command: The program and its arguments. A program without a slash is looked up in the environment's `PATH`.
  ///   - environment: `nil` for that of this process.
  ///   - interrupts: Passed on to the program while it runs.
  /// - Throws: Why the program cannot be started, or `Interrupted`.
  package init(_ command: [String], environment: [String: String]? = nil, interrupts: Interrupts? = nil) throws {
    let process = Process()
    // `env` would take a path with an equals sign for a variable.
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
    // Both are read while the program runs: it would stop for ever at a pipe that is full.
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

  /// What it last said: of standard error, or of standard output where there is nothing.
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
/// Unchecked, since the compiler cannot see that `data` is written before the semaphore is signalled and read after.
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
