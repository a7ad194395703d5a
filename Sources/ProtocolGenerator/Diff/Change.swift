/// One difference between two releases: what changed, and what the change means for clients of the old release.
struct Change: Hashable, Sendable {
  var rule: Rule
  /// The name of the changed part, such as `thread/start params.model` or `ThreadItem.agentMessage.text`.
  var subject: String
  /// The JSON pointer of the part in the new bundle, or in the old bundle if the new one does not have the part.
  var pointer: String
  /// Whether the part is available to all clients, or only to clients that opt in to the experimental API.
  var availability = Availability.always
  /// Whether a client of the old release works with a server of the new release. `nil` if no message changes.
  var wire: Verdict?
  /// Whether a program that compiles with code generated from the old schema compiles with code generated from the new
  /// schema. `nil` if the generated code does not change.
  var source: Verdict?
  /// The part in the old release, such as the type of a property. `nil` if the old release does not have the part.
  var old: String?
  /// The part in the new release. `nil` if the new release does not have the part.
  var new: String?
  /// What changed, as a sentence.
  var message: String
  /// The names of the methods and notifications whose messages contain the part, sorted.
  var affectedMessages: [String] = []
  /// The declaration in the generated code that has the part. `nil` if no declaration has it.
  var declaration: ChangedDeclaration?
}

/// A declaration in the generated code of one or both releases.
enum ChangedDeclaration: Hashable, Sendable {
  /// A type, or the part of it with this name in the schema. A release that does not have the type has `nil`.
  case type(old: TypeID?, new: TypeID?, part: String? = nil)
  /// A method or a notification.
  case message(ProtocolMessage.Identity)
  /// The functions of the SDK that call the method of this name.
  case functions(method: String)
}

/// How severe a change is, and why.
struct Verdict: Hashable, Sendable {
  var severity: Severity
  /// At least one reason. There are two if a type is sent in both directions and each direction gives another reason.
  var reasons: [String]

  init(_ severity: Severity, _ reasons: [String]) {
    self.severity = severity
    self.reasons = reasons
  }

  static func breaking(_ reason: String) -> Verdict { Verdict(.breaking, [reason]) }
  static func risky(_ reason: String) -> Verdict { Verdict(.risky, [reason]) }
  static func safe(_ reason: String) -> Verdict { Verdict(.safe, [reason]) }

  /// One verdict with the highest severity of several verdicts, and with the reasons of all verdicts that are not safe. If
  /// all verdicts are safe, the result has all their reasons.
  ///
  /// - Returns: `nil` for an empty list.
  static func strictest(_ verdicts: [Verdict]) -> Verdict? {
    guard let worst = verdicts.map(\.severity).max() else { return nil }
    let kept = worst == .safe ? verdicts : verdicts.filter { $0.severity > .safe }
    // The reasons for the highest severity are the most important ones, so they come first.
    let sorted = kept.filter { $0.severity == worst } + kept.filter { $0.severity != worst }
    var seen: Set<String> = []
    return Verdict(worst, sorted.flatMap(\.reasons).filter { seen.insert($0).inserted })
  }

  /// The verdict with its severity lowered to `limit` if it is higher. In that case `reason` is added to the reasons.
  func atMost(_ limit: Severity, because reason: String) -> Verdict {
    severity > limit ? Verdict(limit, reasons + [reason]) : self
  }
}

/// How severe a change is.
enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Everything that worked with the old release works with the new release.
  case safe
  /// Existing clients work, but may miss data or behave in another way. A person should look at the change.
  case risky
  /// A message is refused or cannot be read, or a program does not compile.
  case breaking

  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .safe: 0
    case .risky: 1
    case .breaking: 2
    }
  }
}

extension Change {
  /// Takes the pointer of the documentation, unless that is empty: several values of one schema node, and unions that are
  /// flattened into an object, have no pointer of their own. For them the pointer of the whole type remains.
  mutating func usePointer(of documentation: Documentation) {
    if !documentation.pointer.isEmpty { pointer = documentation.pointer }
  }

  /// The highest severity of the verdicts that belong to `scope`, or `nil` if the change has none of them.
  func severity(in scope: SchemaDiff.Scope) -> Severity? {
    switch scope {
    case .wire: wire?.severity
    case .source: source?.severity
    case .all: [wire, source].compactMap { $0?.severity }.max()
    }
  }

  /// The names and verdicts that belong to `scope`, in the order of reports.
  func verdicts(in scope: SchemaDiff.Scope) -> [(name: String, verdict: Verdict)] {
    [(SchemaDiff.Scope.wire, wire), (.source, source)].compactMap { own, verdict in
      guard let verdict, scope == .all || scope == own else { return nil }
      return (own.rawValue, verdict)
    }
  }
}
