#if os(macOS) || os(Linux)
import Foundation

/// A program of the Swift toolchain, such as `swiftc` or `docc`.
struct Tool {
  var name: String

  /// What a run of a tool has printed, and how it ended.
  struct Result {
    var status: Int32
    /// Standard output and standard error, as the terminal would show them.
    var output: String
  }

  /// Runs the tool and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: The arguments of the tool.
  ///   - folder: The working directory. Paths in the output are relative to it.
  /// - Throws: `Failure` when the tool cannot be started.
  func run(_ arguments: [String], in folder: URL) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("documentation-\(UUID().uuidString).log")
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw Failure("the file '\(file.path)' for the output of \(name) cannot be written")
    }
    defer { try? FileManager.default.removeItem(at: file) }
    // A file takes any amount of output. A pipe would have to be read while the tool runs.
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    let process = Process()
    #if os(macOS)
    // On macOS, the tools of the toolchain are not in PATH.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xcrun")
    #else
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #endif
    process.arguments = [name] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    do {
      try process.run()
    } catch {
      throw Failure("\(name) cannot be started: \(error)")
    }
    process.waitUntilExit()
    let output = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    if process.terminationStatus == 127 {
      throw Failure("'\(name)' is not in PATH; install a Swift toolchain that contains it\n\(output)")
    }
    return Result(status: process.terminationStatus, output: output)
  }
}
#endif
