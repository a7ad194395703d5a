#if os(macOS) || os(Linux)
import Foundation

/// Fetches a release as a wheel from the Python package index and unpacks it.
struct WheelDownload {
  static let package = "openai-codex-cli-bin"

  let version: String
  /// Of the programs that are run: `PATH` says which python3, and pip has its settings there.
  let environment: [String: String]

  func unpack(to cache: BinaryCache) throws {
    try cache.install { folder in
      let downloads = folder + "/.download"
      let download = [
        "python3", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--dest", downloads,
        "\(Self.package)==\(version)",
      ]
      try run(download, "downloading the release")
      let files = try FileManager.default.contentsOfDirectory(atPath: downloads)
      guard let wheel = files.first(where: { $0.hasSuffix(".whl") }) else {
        throw failure("pip downloaded no wheel.", [download])
      }
      let unpack = ["python3", "-m", "zipfile", "-e", downloads + "/" + wheel, folder]
      try run(unpack, "unpacking the release")
      try FileManager.default.removeItem(atPath: downloads)
      try markExecutables(in: folder + "/codex_cli_bin")
    }
  }

  /// Python's zipfile does not restore permissions.
  private func markExecutables(in package: String) throws {
    for folder in ["bin", "codex-path", "codex-resources"] {
      let path = package + "/" + folder
      guard let files = FileManager.default.enumerator(atPath: path) else { continue }
      for case let file as String in files where files.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path + "/" + file)
      }
    }
  }

  private func run(_ command: [String], _ purpose: String) throws {
    let outcome: ToolRun
    do {
      outcome = try ToolRun(command, environment: environment)
    } catch {
      throw failure("The codex executable could not be fetched: python3 does not start (\(error)).", [command])
    }
    guard outcome.status == 0 else {
      throw failure(
        "The codex executable could not be fetched: \(purpose) failed with status \(outcome.status): \(outcome.tail)",
        [command]
      )
    }
  }

  private func failure(_ problem: String, _ commands: [[String]]) -> CodexBinaryError {
    CodexBinaryError(
      problem: problem,
      tried: ["CODEX_BIN (not set)", "the cache (nothing for \(version))"] + commands.map { $0.joined(separator: " ") }
    )
  }
}

/// A program that was run to its end.
struct ToolRun {
  var status: Int32
  /// The last lines of what it wrote, standard output and error together.
  var tail: String

  init(_ command: [String], environment: [String: String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Read before waiting: a program that fills the pipe would not end.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
    tail = text.split(separator: "\n").suffix(8).joined(separator: "\n")
  }
}
#endif
