#if os(macOS) || os(Linux)
import Foundation

/// Counts the system calls of another process with the program `perf`, which exists on Linux and needs the permission to trace.
final class SystemCallCounter {
  private let process = Process()
  private let input = Pipe()
  private let file: String

  /// Begins to count.
  ///
  /// - Returns: `nil` when `perf` is missing or not allowed.
  init?(of identifier: Int32, in folder: TemporaryFolder) {
    file = folder.path + "/system-calls"
    try? FileManager.default.removeItem(atPath: file)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // `perf` counts from the moment in which it starts the command until the command ends.
    process.arguments = [
      "perf", "stat", "-x", ",", "-e", "raw_syscalls:sys_enter", "-o", file, "-p", "\(identifier)", "--",
      "/bin/sh", "-c", "echo counting; exec cat",
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    try? output.fileHandleForWriting.close()
    // Without the permission, `perf` ends at once, so the output ends.
    if output.fileHandleForReading.availableData.isEmpty {
      _ = end()
      return nil
    }
  }

  /// Ends counting.
  ///
  /// - Returns: The number of system calls, or `nil` when `perf` has not counted them.
  func end() -> Int? {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first { $0.contains("raw_syscalls") }
      .flatMap { Int($0.prefix { $0 != "," }) }
  }
}
#endif
