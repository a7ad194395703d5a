import CodexBinaries
import Foundation

/// The few questions codexgen has for git, asked in a folder of a repository.
struct Git {
  let folder: String

  /// Whether `commit` names one that is here: in a shallow clone, an older one is not.
  func hasCommit(_ commit: String) throws(Failure) -> Bool {
    try run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(commit)^{commit}"]) != nil
  }

  /// A file below the folder as it was at a commit; `nil` when there was none.
  func file(_ path: String, at commit: String) throws(Failure) -> Data? {
    try run(["show", "--end-of-options", "\(commit):./\(path)"])
  }

  /// What git prints; `nil` when it refuses.
  private func run(_ arguments: [String]) throws(Failure) -> Data? {
    let run: ToolRun
    do {
      run = try ToolRun(["git", "-C", folder] + arguments)
    } catch {
      throw Failure.general("'git' cannot be run (\(Files.reason(error)))")
    }
    switch run.end {
    case .exited(0): return run.output
    case .exited(Self.notFound): throw Failure.general("there is no 'git' to run")
    default: return nil
    }
  }

  /// What `env` ends with when there is no such program.
  private static let notFound: Int32 = 127
}
