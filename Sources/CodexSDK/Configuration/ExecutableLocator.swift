#if os(macOS) || os(Linux)
import Foundation

/// Finds the `codex` program.
struct ExecutableLocator {
  var environment: [String: String]
  var isExecutable: (String) -> Bool = Self.isExecutableFile

  /// - Throws: `CodexError.executableNotFound` with all paths that were searched, in order.
  func locate(_ executable: CodexConfiguration.Executable) throws -> String {
    switch executable {
    case .path(let path) where path.contains("/"): try first(of: [expanded(path)])
    case .path(let name): try first(of: onPath(name))
    case .automatic:
      if let chosen = environment["CODEX_BIN"], !chosen.isEmpty {
        // The user has chosen this program. Running another one instead would be a surprise.
        try first(of: chosen.contains("/") ? [expanded(chosen)] : onPath(chosen))
      } else {
        try first(of: onPath("codex") + usualPaths)
      }
    }
  }

  /// The folder `codex-path` beside the program's folder, or `nil` when it does not exist. An unpacked release has tools there
  /// that Codex needs in `PATH`.
  func toolsDirectory(for path: String) -> String? {
    let program = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let tools = program.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("codex-path")
    return FileManager.default.fileExists(atPath: tools.path) ? tools.path : nil
  }

  private func first(of candidates: [String]) throws -> String {
    guard let found = candidates.first(where: isExecutable) else {
      throw CodexError.executableNotFound(searched: candidates)
    }
    return found
  }

  private func onPath(_ name: String) -> [String] {
    // An empty or relative entry stands for a folder in the working directory, which may be an untrusted repository.
    (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
  }

  private var usualPaths: [String] {
    var paths = ["/opt/homebrew/bin/codex", "/usr/local/bin/codex", "/usr/bin/codex"]
    #if os(macOS)
    paths.append("/Applications/Codex.app/Contents/Resources/codex")
    #else
    paths.append("/home/linuxbrew/.linuxbrew/bin/codex")
    #endif
    if let home {
      for folder in [".local/bin", ".npm-global/bin", ".bun/bin", ".volta/bin", ".cargo/bin"] {
        paths.append("\(home)/\(folder)/codex")
      }
    }
    return paths
  }

  /// The user's home folder. A relative path in `HOME` is ignored.
  private var home: String? { environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } }

  /// The absolute path. The server's working directory may be another one than that of this process.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home else { return ProgramPath.absolute(path) }
    return home + path.dropFirst()
  }

  private static func isExecutableFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
      && FileManager.default.isExecutableFile(atPath: path)
  }
}
#endif
