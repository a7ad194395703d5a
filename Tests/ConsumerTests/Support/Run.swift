import Foundation

/// What a program did.
struct Run: Sendable {
  var status: Int32
  var output: String
  var errors: String

  /// Everything that was printed, for people.
  var log: String { output + errors }

  /// The lines that warn. What the generator warns of is about the schema.
  var warnings: [Substring] {
    log.split(separator: "\n").filter { $0.contains("warning: ") && !$0.contains("no definition answers the method") }
  }

  /// Runs a program and waits for it on a thread of its own: one of Swift concurrency's that waits is one that all other
  /// tests lack.
  static func program(_ path: String, _ arguments: [String], in folder: URL) async throws -> Run {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try waiting(path, arguments, in: folder) })
      }
    }
  }

  private static func waiting(_ path: String, _ arguments: [String], in folder: URL) throws -> Run {
    // Files, not pipes: two pipes would have to be read at the same time.
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
