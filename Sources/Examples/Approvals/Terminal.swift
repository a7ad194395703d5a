#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// Asks the user in the terminal, one question after the other.
actor Terminal {
  func decide(_ request: ApprovalRequest) -> ApprovalDecision {
    print("\nThe agent asks: \(Self.describe(request))")
    if let reason = request.reason { print("  because: \(reason)") }
    if let host = request.network?.host { print("  it wants to reach: \(host)") }
    for change in request.fileChanges { print("  it changes: \(change.path)") }
    let lasting: ApprovalDecision? =
      request.offeredDecisions.first { $0 == .acceptAlways || $0 == .acceptForSession }
      ?? request.offeredDecisions.first { if case .acceptWithExecPolicyAmendment = $0 { true } else { false } }
    while true {
      print(lasting == nil ? "y / n? " : "y / n / always? ", terminator: "")
      fflush(nil)
      // At the end of standard input, no user can accept, so the request is declined.
      guard let answer = readLine() else { return .decline }
      switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
      case "y", "yes": return .accept
      case "n", "no": return .decline
      case "always":
        if let lasting { return lasting }
      default: break
      }
    }
  }

  private static func describe(_ request: ApprovalRequest) -> String {
    switch request.kind {
    case .command: "may I run \(request.command ?? "a command") in \(request.cwd ?? "its folder")?"
    case .standardInput: "may I type into \(request.command ?? "a running command")?"
    case .fileChange: "may I change files?"
    case .permissions: "may I have more permissions?"
    case .mcpTool: request.mcpTool?.message ?? "may I call a tool?"
    default: "may I do something that this program does not know?"
    }
  }
}
#endif
