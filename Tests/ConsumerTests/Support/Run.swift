import Foundation

/// The result of a program.
struct Run: Sendable {
  var status: Int32
  var output: String
  var errors: String

  /// Standard output and standard error, for the message of a failed test.
  var log: String { output + errors }

  /// The lines with warnings.
  var warnings: [Substring] { log.split(separator: "\n").filter { $0.contains("warning: ") } }

  /// Runs a program, and waits for its end on a thread that is not one of Swift concurrency: a thread that waits would be
  /// missing for all other tests.
  static func program(_ path: String, _ arguments: [String], in folder: URL) async throws -> Run {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try waiting(path, arguments, in: folder) })
      }
    }
  }

  private static func waiting(_ path: String, _ arguments: [String], in folder: URL) throws -> Run {
    // The output goes to files, since two pipes would have to be read at the same time.
    let place = FileManager.default.temporaryDirectory.appending(path: "run-" + UUID().uuidString)
    try Files.createFolder(place)
    defer { try? FileManager.default.removeItem(at: place) }
    let (output, errors) = (place.appending(path: "out"), place.appending(path: "err"))
    for file in [output, errors] { try Files.write("", to: file) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(status: process.terminationStatus, output: try Files.text(output), errors: try Files.text(errors))
  }
}
