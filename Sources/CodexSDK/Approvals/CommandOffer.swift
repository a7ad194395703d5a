import CodexProtocol
import CodexWire
import Foundation

/// The decisions that the server offers for a command. They limit every handler, also the typed ones.
///
/// The initializer reads them from the request's JSON, because `availableDecisions` is experimental in the schema, but the
/// server (0.163.0) sends it to every client.
struct CommandOffer {
  let decisions: [JSONValue]

  init?(_ request: ServerRequest, _ params: JSONValue) {
    guard case .itemCommandExecutionRequestApproval = request else { return nil }
    self.init(params)
  }

  init(_ params: JSONValue) {
    if let offered = params["availableDecisions"]?.arrayValue {
      decisions = offered
      return
    }
    // Without a list, the server offers the decisions that exist for every command, and the amendments that it proposes.
    var decisions: [JSONValue] = ["accept", "acceptForSession"]
    if let amendment = params["proposedExecpolicyAmendment"], amendment != .null {
      decisions.append(["acceptWithExecpolicyAmendment": ["execpolicy_amendment": amendment]])
    }
    for amendment in params["proposedNetworkPolicyAmendments"]?.arrayValue ?? [] {
      decisions.append(["applyNetworkPolicyAmendment": ["network_policy_amendment": amendment]])
    }
    self.decisions = decisions + Self.refusals
  }

  /// The refusals are always possible: the server accepts `decline` although its lists do not contain it.
  private static let refusals: [JSONValue] = ["decline", "cancel"]

  /// - Throws: `DecisionNotOffered`.
  func check(_ response: ServerRequestResponse) throws {
    guard case .result(let result) = response else { return }
    let decision = result["decision"] ?? .null
    if decisions.contains(decision) || Self.refusals.contains(decision) { return }
    throw DecisionNotOffered(decision: Self.text(decision), offered: decisions.map(Self.text))
  }
}

extension CommandOffer {
  /// The JSON text of a decision, without the quotes when the decision is a string.
  private static func text(_ decision: JSONValue) -> String {
    decision.stringValue ?? (try? JSONEncoder().encode(decision)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension ApprovalDecision {
  /// Converts a decision that the server offers. Returns `nil` for a decision that this release does not know.
  init?(offered: JSONValue) {
    if let name = offered.stringValue {
      switch name {
      case "accept": self = .accept
      case "acceptForSession": self = .acceptForSession
      case "decline": self = .decline
      case "cancel": self = .cancel
      default: return nil
      }
    } else if let words = offered["acceptWithExecpolicyAmendment"]?["execpolicy_amendment"]?.arrayValue {
      self = .acceptWithExecPolicyAmendment(words.compactMap(\.stringValue))
    } else if let rule = offered["applyNetworkPolicyAmendment"]?["network_policy_amendment"],
      let action = rule["action"]?.stringValue, let host = rule["host"]?.stringValue
    {
      self = .applyNetworkPolicyAmendment(.init(action: NetworkPolicyRuleAction(rawValue: action), host: host))
    } else {
      return nil
    }
  }

  /// The decision for a command, or `nil` when commands do not have the decision.
  var onCommand: CommandExecutionApprovalDecision? {
    switch self {
    case .accept: .accept
    case .acceptForSession: .acceptForSession
    case .acceptWithExecPolicyAmendment(let words): .acceptWithExecPolicyAmendment(.init(execPolicyAmendment: words))
    case .applyNetworkPolicyAmendment(let rule): .applyNetworkPolicyAmendment(.init(networkPolicyAmendment: rule))
    case .decline: .decline
    case .cancel: .cancel
    case .acceptAlways, .grant, .leaveOpen: nil
    }
  }

  /// The decision for a file change, or `nil` when file changes do not have the decision.
  var onFileChange: FileChangeApprovalDecision? {
    switch self {
    case .accept: .accept
    case .acceptForSession: .acceptForSession
    case .decline: .decline
    case .cancel: .cancel
    case .acceptAlways, .acceptWithExecPolicyAmendment, .applyNetworkPolicyAmendment, .grant, .leaveOpen: nil
    }
  }

  /// The decision for the two legacy requests, or `nil` when those requests do not have the decision.
  var onLegacyRequest: ReviewDecision? {
    switch self {
    case .accept: .approved
    case .acceptForSession: .approvedForSession
    case .decline: .denied(.init(rejection: "The user declined."))
    case .cancel: .abort
    case .acceptAlways, .acceptWithExecPolicyAmendment, .applyNetworkPolicyAmendment, .grant, .leaveOpen: nil
    }
  }
}
