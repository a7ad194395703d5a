#if os(macOS) || os(Linux)
import Foundation

/// Writes to standard output, and remembers if that failed: a report that is not written must not look like a success.
final class StandardOutput {
  /// The system's description of the first failure, such as that the disk is full. `nil` if everything was written.
  private(set) var problem: String?

  /// Writes a text and a line break. Nothing more is written after a failure, since the output would have a gap.
  func print(_ text: String) {
    if problem != nil { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      problem = Files.reason(error)
    }
  }

  /// Writes a text and a line break to standard error. If that fails, there is no other place for the message.
  static func printError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}
#endif
