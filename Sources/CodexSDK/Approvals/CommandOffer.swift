import CodexProtocol
import CodexWire
import Foundation

/// The decisions that the server offers for a command, whichever handler makes the choice.
///
/// Read from the request as it stands on the wire: `availableDecisions` is experimental in the schema, yet the server
/// (0.163.0) sends it to every client.
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
    // Without a list: what every prompt has, and the amendments that this one proposes.
    var decisions: [JSONValue] = ["accept", "acceptForSession"]
    if let amendment = params["proposedExecpolicyAmendment"], amendment != .null {
      decisions.append(["acceptWithExecpolicyAmendment": ["execpolicy_amendment": amendment]])
    }
    for amendment in params["proposedNetworkPolicyAmendments"]?.arrayValue ?? [] {
      decisions.append(["applyNetworkPolicyAmendment": ["network_policy_amendment": amendment]])
    }
    self.decisions = decisions + Self.refusals
  }

  /// To refuse needs no offer: the server's own lists leave `decline` out and act on it all the same.
  private static let refusals: [JSONValue] = ["decline", "cancel"]

  /// - Throws: `DecisionNotOffered`.
  func check(_ answer: ServerRequestAnswer) throws {
    guard case .result(let result) = answer else { return }
    let decision = result["decision"] ?? .null
    if decisions.contains(decision) || Self.refusals.contains(decision) { return }
    throw DecisionNotOffered(decision: Self.text(decision), offered: decisions.map(Self.text))
  }
}

extension CommandOffer {
  /// As the decision stands on the wire, but for the quotes of a plain one.
  private static func text(_ decision: JSONValue) -> String {
    decision.stringValue ?? (try? JSONEncoder().encode(decision)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension ApprovalDecision {
  /// What the server offers, as far as this release knows it.
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

  /// As a decision on a command; `nil` when there is no such thing.
  var onCommand: CommandExecutionApprovalDecision? {
    switch self {
    case .accept: .accept
    case .acceptForSession: .acceptForSession
    case .acceptWithExecPolicyAmendment(let words): .acceptWithExecPolicyAmendment(.init(execPolicyAmendment: words))
    case .applyNetworkPolicyAmendment(let rule): .applyNetworkPolicyAmendment(.init(networkPolicyAmendment: rule))
    case .decline: .decline
    case .cancel: .cancel
    case .acceptAlways, .grant: nil
    }
  }

  /// As a decision on a file change; `nil` when there is no such thing.
  var onFileChange: FileChangeApprovalDecision? {
    switch self {
    case .accept: .accept
    case .acceptForSession: .acceptForSession
    case .decline: .decline
    case .cancel: .cancel
    case .acceptAlways, .acceptWithExecPolicyAmendment, .applyNetworkPolicyAmendment, .grant: nil
    }
  }

  /// As an answer to the two legacy requests; `nil` when there is no such thing.
  var onLegacyRequest: ReviewDecision? {
    switch self {
    case .accept: .approved
    case .acceptForSession: .approvedForSession
    case .decline: .denied(.init(rejection: "The user declined."))
    case .cancel: .abort
    case .acceptAlways, .acceptWithExecPolicyAmendment, .applyNetworkPolicyAmendment, .grant: nil
    }
  }
}
