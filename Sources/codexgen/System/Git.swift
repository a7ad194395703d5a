#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// Runs git in a folder of a repository.
struct Git {
  let folder: String

  /// Whether the repository has this commit. A shallow clone does not have older commits.
  func hasCommit(_ commit: String) throws(Failure) -> Bool {
    try run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(commit)^{commit}"]) != nil
  }

  /// The contents of a file at a commit, or `nil` if the commit does not have the file.
  ///
  /// - Parameter path: The path relative to `folder`.
  func file(_ path: String, at commit: String) throws(Failure) -> Data? {
    try run(["show", "--end-of-options", "\(commit):./\(path)"])
  }

  /// The output of git, or `nil` if git fails.
  private func run(_ arguments: [String]) throws(Failure) -> Data? {
    let run: ToolRun
    do {
      run = try ToolRun(["git", "-C", folder] + arguments)
    } catch {
      throw Failure.general("'git' cannot be run (\(Files.reason(error)))")
    }
    switch run.end {
    case .exited(0): return run.output
    case .exited(Self.notFound): throw Failure.general("the program 'git' is not installed")
    default: return nil
    }
  }

  /// The exit code of `ToolRun` if the program does not exist.
  private static let notFound: Int32 = 127
}
#endif
