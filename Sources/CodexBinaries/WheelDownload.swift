#if os(macOS) || os(Linux)
import Foundation

/// Downloads a release as a wheel from the Python package index, and unpacks it.
struct WheelDownload {
  static let package = "openai-codex-cli-bin"

  let version: String
  /// The environment variables of the programs that are run.
  let environment: [String: String]
  let interrupts: Interrupts?

  /// Downloads the wheel, and unpacks it to the folder of the release.
  ///
  /// - Throws: `FetchError` or `Interrupted`.
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

  /// Makes the programs executable, since Python's zipfile does not restore permissions.
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
      outcome = try ToolRun(command, environment: environment, interrupts: interrupts)
    } catch let interrupted as Interrupted {
      throw interrupted
    } catch {
      throw failure("The codex executable could not be downloaded: python3 cannot be started (\(error)).", [command])
    }
    guard outcome.end == .exited(0) else {
      let tail = outcome.tail.joined(separator: "\n")
      throw failure("The codex executable could not be downloaded: \(purpose) \(outcome.end): \(tail)", [command])
    }
  }

  private func failure(_ problem: String, _ commands: [[String]]) -> FetchError {
    FetchError(
      problem: problem,
      tried: ["the cache (it does not have \(version))"] + commands.map { $0.joined(separator: " ") }
    )
  }
}
#endif
