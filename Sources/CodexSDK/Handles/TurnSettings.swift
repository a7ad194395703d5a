import CodexProtocol
import CodexWire

// A turn that is under way keeps its settings: the server adds the input of `turn/start` to the turn, and stores the settings of
// the request for later turns. So a call with settings must not join a turn.

extension TurnStartParams {
  /// The settings that the parameters contain, by the names of the arguments of `run` and `startTurn`, in alphabetical order.
  ///
  /// A setting is whatever cannot take effect when the server adds the input to a turn that is under way. All properties are
  /// settings except those that `turn/steer` accepts, too. So a property that a later release adds is a setting.
  var settings: [String] {
    guard let json = try? JSONValue(parsing: WireEncoder.encode(self)), let members = json.objectValue else {
      // The request could not be sent either.
      return []
    }
    return Set(members.keys.filter { members[$0] != .null && !Self.input.contains($0) }.map(Self.argument)).sorted()
  }

  /// The properties that also concern a turn that is under way.
  private static let input: Set<String> = [
    "threadId", "input", "toolOutput", "clientUserMessageId", "additionalContext", "responsesapiClientMetadata",
  ]

  private static func argument(of property: String) -> String {
    switch property {
    case "approvalPolicy", "approvalsReviewer": "approvalMode"
    case "sandboxPolicy": "sandbox"
    case _ where property.hasSuffix("Id"): property.dropLast(2) + "ID"
    case _ where property.hasSuffix("Ids"): property.dropLast(3) + "IDs"
    default: property
    }
  }
}

extension Codex {
  /// Checks, before a turn with settings is started, that no turn is under way which the server would add the input to.
  ///
  /// When the notifications of this connection do not say whether a turn is under way, the server is asked with `thread/read`.
  /// A turn that the program has asked the server to interrupt is not under way for later requests.
  ///
  /// - Throws: `CodexError.notApplied` when a turn is under way. Nothing was sent that has an effect.
  func checkIdle(_ threadID: String, for settings: [String]) async throws {
    guard !settings.isEmpty else { return }
    switch connection.activity.phase(of: threadID) {
    case .idle, .stopping: return
    case .running(let turnID):
      throw CodexError.notApplied(.underWay(settings, threadID: threadID, turnID: turnID))
    case .unknown:
      // When the server refuses the request, it does not know the thread or does not say. The request that starts the turn fails
      // then, too, or its response tells.
      guard let thread = try? await send(RPC.ThreadRead(ThreadReadParams(threadID: threadID))).thread else { return }
      try Task.checkCancellation()
      if case .active = thread.status {
        // A turn whose start was not seen has no known ID, unless its notifications came meanwhile.
        let turnID = connection.activity.phase(of: threadID).turnID
        throw CodexError.notApplied(.underWay(settings, threadID: threadID, turnID: turnID))
      }
    }
  }
}
