import CodexProtocol
import CodexWire
import Foundation

/// Encodes a denied review as the parameter of `thread/approveGuardianDeniedAction`.
///
/// The schema does not define the parameter's type ("Serialized `codex_protocol::protocol::GuardianAssessmentEvent`"). The form
/// differs from the one that the server sends: names and values are in snake case instead of camel case. The acceptance tests
/// send each kind of action to the real server of 0.163.0.
enum GuardianAssessmentEvent {
  /// - Throws: `CodexError.invalidInput` for a kind of action that this release does not know.
  static func json(of review: ApprovalReview) throws -> JSONValue {
    [
      "id": .string(review.id),
      "target_item_id": .text(review.targetItemID),
      "turn_id": .string(review.turnID),
      "started_at_ms": .integer(review.startedAt.millisecondsSince1970),
      "completed_at_ms": review.completedAt.map { .integer($0.millisecondsSince1970) } ?? .null,
      "status": .snakeCased(review.status.rawValue),
      "risk_level": .snakeCased(review.risk?.rawValue),
      "user_authorization": .snakeCased(review.authorization?.rawValue),
      "rationale": .text(review.rationale),
      "decision_source": .snakeCased(review.decisionSource?.rawValue),
      "action": try json(of: review.action),
    ]
  }

  private static func json(of action: AutoApprovalReviewAction) throws -> JSONValue {
    switch action {
    case .command(let command):
      [
        "type": "command", "source": .snakeCased(command.source.rawValue), "command": .string(command.command),
        "cwd": .string(command.cwd),
      ]
    case .execve(let execve):
      [
        "type": "execve", "source": .snakeCased(execve.source.rawValue), "program": .string(execve.program),
        "argv": .texts(execve.argv), "cwd": .string(execve.cwd),
      ]
    case .writeStdin(let input):
      [
        "type": "write_stdin", "approval_id": .string(input.approvalID), "process_id": .string(input.processID),
        "stdin": .string(input.stdin), "cwd": .string(fileURI(input.cwd)),
      ]
    case .applyPatch(let patch):
      ["type": "apply_patch", "cwd": .string(patch.cwd), "files": .texts(patch.files)]
    case .networkAccess(let access):
      [
        "type": "network_access", "target": .string(access.target), "host": .string(access.host),
        "protocol": .snakeCased(access.protocol.rawValue), "port": .integer(Int64(access.port)),
      ]
    case .mcpToolCall(let call):
      [
        "type": "mcp_tool_call", "server": .string(call.server), "tool_name": .string(call.toolName),
        "connector_id": .text(call.connectorID), "connector_name": .text(call.connectorName),
        "tool_title": .text(call.toolTitle),
      ]
    case .requestPermissions(let request):
      [
        "type": "request_permissions", "reason": .text(request.reason),
        "permissions": try json(of: request.permissions),
      ]
    default:
      throw CodexError.invalidInput(
        """
        This release of the SDK does not know the kind of the denied action, so it cannot encode the approval. Use a \
        newer release of the SDK. Nothing was sent.
        """
      )
    }
  }

  private static func json(of permissions: RequestPermissionProfile) throws -> JSONValue {
    var json: [String: JSONValue] = [:]
    if let network = permissions.network { json["network"] = ["enabled": network.enabled.map { .bool($0) } ?? .null] }
    if let fileSystem = permissions.fileSystem { json["file_system"] = try self.json(of: fileSystem) }
    return .object(json)
  }

  /// The parameter allows two forms and refuses a mixture of them: `entries`, or the older properties `read` and `write`. The
  /// server's notification contains both forms at once.
  private static func json(of fileSystem: AdditionalFileSystemPermissions) throws -> JSONValue {
    guard let entries = fileSystem.entries else {
      var json: [String: JSONValue] = [:]
      json["read"] = fileSystem.read.map { .texts($0) }
      json["write"] = fileSystem.write.map { .texts($0) }
      return .object(json)
    }
    // The properties of an entry are in snake case in both directions.
    let form = try WireDecoder().decode(JSONValue.self, from: WireEncoder.encode(entries))
    var json: [String: JSONValue] = ["entries": form]
    json["glob_scan_max_depth"] = fileSystem.globScanMaxDepth.map { .integer(Int64(clamping: $0)) }
    return .object(json)
  }

  /// Converts a path to a `file:` URI. Only one kind of action needs a URI; the server refuses a path there.
  private static func fileURI(_ path: String) -> String {
    if path.hasPrefix("file:") { return path }
    let slashed = path.hasPrefix("/") ? path : "/" + path.replacingOccurrences(of: "\\", with: "/")
    return "file://" + (slashed.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? slashed)
  }
}

extension JSONValue {
  fileprivate static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  fileprivate static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// `unifiedExec` → `unified_exec`, `socks5Tcp` → `socks5_tcp`.
  fileprivate static func snakeCased(_ value: String?) -> JSONValue {
    guard let value else { return .null }
    return .string(value.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) })
  }
}
