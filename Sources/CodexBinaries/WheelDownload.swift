#if os(macOS) || os(Linux)
import Foundation

/// Downloads a release as a wheel from the Python package index, and unpacks it.
struct WheelDownload {
  static let package = "openai-codex-cli-bin"

  let version: String
  /// The environment variables of the programs that are run.
  var environment: [String: String]
  let interrupts: Interrupts?
  /// Is called while the wheel is downloaded.
  var progress: (@Sendable (_ megabytes: Int) -> Void)?

  /// Downloads the wheel, checks its hash, and unpacks it to the folder of the release.
  ///
  /// python3 runs in the new folder, because it also searches its modules, such as pip, in the working directory.
  ///
  /// - Throws: `FetchError` or `Interrupted`.
  func unpack(to cache: BinaryCache) throws {
    try cache.install { folder in
      let downloads = folder + "/.download"
      let download = [
        "python3", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--dest", downloads,
        "\(Self.package)==\(version)",
      ]
      try fetch(download, in: folder)
      let files = try FileManager.default.contentsOfDirectory(atPath: downloads)
      guard let wheel = files.first(where: { $0.hasSuffix(".whl") }) else {
        throw failure("pip downloaded no wheel.", [download])
      }
      let hash = try hash(of: downloads + "/" + wheel, in: folder)
      if let wheels = cache.wheels, wheels[wheel] != hash {
        throw failure(
          "The downloaded wheel \(wheel) of version \(version) has the SHA-256 hash \(hash), and pin.json has "
            + (wheels[wheel] ?? "no hash for this wheel") + ".",
          [download]
        )
      }
      let unpack = ["python3", "-m", "zipfile", "-e", downloads + "/" + wheel, folder]
      try run(unpack, "unpacking the release", in: folder)
      try FileManager.default.removeItem(atPath: downloads)
      try setPermissions(in: folder)
      return hash
    }
  }

  /// Runs pip with a folder for temporary files inside of `folder`, so that the size of `folder` shows how much has arrived.
  private func fetch(_ command: [String], in folder: String) throws {
    let temporary = folder + "/.temporary"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
    let watch = progress.map { DownloadProgress(of: folder, report: $0) }
    defer { watch?.stop() }
    var pip = self
    pip.environment["TMPDIR"] = temporary
    try pip.run(command, "downloading the release", in: folder)
    try FileManager.default.removeItem(atPath: temporary)
  }

  private func hash(of wheel: String, in folder: String) throws -> String {
    let run = try run(["python3", "-I", "-c", PythonScripts.hash, wheel], "computing the hash", in: folder)
    return String(decoding: run.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Makes the programs executable, since Python's zipfile does not restore permissions, and lets only this user write
  /// the files.
  private func setPermissions(in folder: String) throws {
    let programs = ["bin", "codex-path", "codex-resources"].map { "codex_cli_bin/\($0)/" }
    guard let files = FileManager.default.enumerator(atPath: folder) else { return }
    for case let file as String in files {
      let isFolder = FileStatus(folder + "/" + file)?.isFolder == true
      let isProgram = isFolder || programs.contains(where: file.hasPrefix)
      let permissions = isProgram ? 0o755 : 0o644
      try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: folder + "/" + file)
    }
  }

  @discardableResult
  private func run(_ command: [String], _ purpose: String, in folder: String) throws -> ToolRun {
    let outcome: ToolRun
    do {
      outcome = try ToolRun(command, environment: environment, workingDirectory: folder, interrupts: interrupts)
    } catch let interrupted as Interrupted {
      throw interrupted
    } catch {
      throw failure("The codex executable could not be downloaded: python3 cannot be started (\(error)).", [command])
    }
    guard outcome.end == .exited(0) else {
      let tail = outcome.tail.joined(separator: "\n")
      throw failure("The codex executable could not be downloaded: \(purpose) \(outcome.end): \(tail)", [command])
    }
    return outcome
  }

  private func failure(_ problem: String, _ commands: [[String]]) -> FetchError {
    FetchError(
      problem: problem,
      tried: ["the cache (it does not have \(version))"] + commands.map { $0.joined(separator: " ") }
    )
  }
}
#endif
