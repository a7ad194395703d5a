#if os(macOS) || os(Linux)
import Foundation

/// The package index that releases are downloaded from.
package enum WheelIndex {
  /// The releases that can be downloaded, the newest first. Blocks the thread.
  ///
  /// - Throws: `FetchError` when the list cannot be read, and `Interrupted` if a signal was received.
  package static func releases(
    environment: [String: String],
    interrupts: Interrupts? = nil
  ) throws -> [ReleaseName] {
    let command = ["python3", "-I", "-c", PythonScripts.releases, WheelDownload.package, "releases", "60"]
    let run = try ToolRun(command, environment: environment, interrupts: interrupts)
    let lines = String(decoding: run.output, as: UTF8.self).split(whereSeparator: \.isNewline)
    let names = Set(lines.compactMap { ReleaseName(String($0)) })
    guard run.end == .exited(0), !names.isEmpty else {
      throw FetchError(
        problem:
          "The list of releases cannot be read from the package index: python3 \(run.end.description): "
          + reason(run),
        tried: ["the package index"]
      )
    }
    return names.sorted(by: >)
  }

  /// The SHA-256 hashes of a release's wheels for all platforms, by file name. Blocks the thread.
  ///
  /// - Throws: `FetchError` when the hashes cannot be read, and `Interrupted` if a signal was received.
  package static func hashes(
    of version: String,
    environment: [String: String],
    interrupts: Interrupts? = nil
  ) throws -> [String: String] {
    let command = ["python3", "-I", "-c", PythonScripts.index, WheelDownload.package, version]
    let run = try ToolRun(command, environment: environment, interrupts: interrupts)
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
    let pairs = lines.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }
    guard run.end == .exited(0), !pairs.isEmpty else {
      throw FetchError(
        problem:
          "The hashes of the release \(version) cannot be read from the package index: python3 \(run.end.description): "
          + reason(run),
        tried: ["the package index"]
      )
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// Why a script failed. The last line of a Python traceback says it; the lines before only name places in Python's library.
  private static func reason(_ run: ToolRun) -> String { run.tail.last ?? "the script printed nothing" }
}
#endif
