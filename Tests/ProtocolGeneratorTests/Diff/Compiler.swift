import Foundation

@testable import ProtocolGenerator

/// Builds modules from generated code, and checks whether programs in another module compile with them.
final class Compiler: Sendable {
  let folder: URL

  /// - Throws: `Failure` with the compiler's output if CodexWire does not compile.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "diff-" + UUID().uuidString)
    // Only this module is copied: the folder contains other modules with the names of those that the tests build.
    let built = Self.buildFolder.appending(path: "Modules/CodexWire.swiftmodule")
    if FileManager.default.fileExists(atPath: built.path) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: built, to: folder.appending(path: "CodexWire.swiftmodule"))
      return
    }
    // Xcode has other build folders than SwiftPM.
    let sources = Self.package.appending(path: "Sources/CodexWire")
    // CodexWire has declarations with the access level `package`, which need a package name.
    try module("CodexWire", ["-package-name", "codex_swift"] + Self.swiftFiles(in: sources), in: "")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder with the test program, to which SwiftPM has also written the modules of this package.
  private static var buildFolder: URL {
    #if os(macOS)
    let tests = Bundle(for: Compiler.self).bundleURL
    #else
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    #endif
    return tests.deletingLastPathComponent()
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Builds the modules of one release into a folder with the name of the release.
  func build(_ files: [GeneratedFile], runtime: String?, release: String) throws {
    let release = folder.appending(path: release)
    for file in files { try Self.write(file.contents, to: release.appending(path: file.path)) }
    try module("CodexProtocol", Self.swiftFiles(in: release.appending(path: "CodexProtocol")), in: release.path)
    guard let runtime else { return }
    try Self.write(runtime, to: release.appending(path: "CodexSDK/Runtime.swift"))
    try module("CodexSDK", Self.swiftFiles(in: release.appending(path: "CodexSDK")), in: release.path)
  }

  /// The compiler's errors and warnings for each program, by the program's name: lines such as `Name.swift:3:5: error: …`.
  func check(_ programs: [String: String], release: String) throws -> [String: [String]] {
    let sources = folder.appending(path: "programs-\(release)")
    for (name, text) in programs { try Self.write(text, to: sources.appending(path: "\(name).swift")) }
    let arguments = ["-typecheck", "-wmo", "-module-name", "Programs"] + Self.options + include(release)
    let output = try Self.run(arguments + Self.swiftFiles(in: sources)).output
    let lines = output.split(separator: "\n").map(String.init)
    return programs.keys.reduce(into: [:]) { result, name in
      let file = "/\(name).swift:"
      result[name] = lines.filter { $0.contains(file) && ($0.contains(" error: ") || $0.contains(" warning: ")) }
    }
  }

  /// The errors and warnings about generated files of one module, with the bodies of all functions; empty if there are none.
  func typecheck(_ files: [GeneratedFile]) throws -> String {
    let sources = try write(files)
    let arguments = ["-typecheck", "-wmo", "-module-name", "CodexProtocol"] + Self.options + include("")
    let output = try Self.run(arguments + sources).output
    return output.split(separator: "\n").filter { $0.contains(": error: ") || $0.contains(": warning: ") }
      .joined(separator: "\n")
  }

  /// The declarations of generated files as the compiler's parser prints them. The files need not compile.
  func dump(_ files: [GeneratedFile]) throws -> String {
    // Warnings would stand in the middle of a line of the dump.
    try write(files)
      .map { try Self.run(["-frontend", "-dump-parse", "-swift-version", "6", $0], withErrors: false).output }
      .joined(separator: "\n")
  }

  private func write(_ files: [GeneratedFile]) throws -> [String] {
    let sources = folder.appending(path: UUID().uuidString)
    for file in files { try Self.write(file.contents, to: sources.appending(path: file.path)) }
    return try Self.swiftFiles(in: sources)
  }

  // MARK: The compiler

  private static let options = ["-swift-version", "6", "-parse-as-library", "-diagnostic-style", "llvm"]

  private func include(_ release: String) -> [String] {
    ["-I", folder.path] + (release.isEmpty ? [] : ["-I", folder.appending(path: release).path])
  }

  private func module(_ name: String, _ files: [String], in place: String) throws {
    let release = place.isEmpty ? folder : URL(filePath: place)
    try FileManager.default.createDirectory(at: release, withIntermediateDirectories: true)
    // Only the interface of the module matters, and skipping the bodies of functions makes seconds out of minutes.
    let arguments = [
      "-emit-module", "-module-name", name, "-emit-module-path", release.appending(path: "\(name).swiftmodule").path,
      "-Xfrontend", "-experimental-skip-non-inlinable-function-bodies",
    ]
    let include = ["-I", folder.path, "-I", release.path]
    let (status, output) = try Self.run(arguments + Self.options + include + files)
    if status != 0 { throw Failure(description: "\(name) does not compile:\n\(output)") }
  }

  private static func run(_ arguments: [String], withErrors: Bool = true) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swiftc"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = withErrors ? pipe : FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  // MARK: Files

  private static func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private static func swiftFiles(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.sorted()
      .map { folder.appending(path: $0).path }
  }
}
