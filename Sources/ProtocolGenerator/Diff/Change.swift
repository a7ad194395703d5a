/// One difference between two releases: what it is, where, and what it means for a client of the old one.
struct Change: Hashable, Sendable {
  var rule: Rule
  /// What changed, as people name it: `thread/start params.model`, `ThreadItem.agentMessage.text`.
  var subject: String
  /// Where it stands in the new bundle; for what is gone, where it stood in the old one.
  var pointer: String
  /// Whether it exists only for clients that opt in to the experimental API.
  var availability = Availability.always
  /// Whether a client of the old release still works with a server of the new one. `nil` when no message changes.
  var wire: Verdict?
  /// Whether a program that compiles against code from the old schema still does. `nil` when the code stays as it is.
  var source: Verdict?
  var old: String?
  var new: String?
  /// What happened, as a sentence.
  var message: String
  /// The methods and notifications that carry it, sorted.
  var reaches: [String] = []
}

/// How bad a change is, and why.
struct Verdict: Hashable, Sendable {
  var severity: Severity
  /// At least one; two where the two directions in which a type travels each give one.
  var reasons: [String]

  init(_ severity: Severity, _ reasons: [String]) {
    self.severity = severity
    self.reasons = reasons
  }

  static func breaking(_ reason: String) -> Verdict { Verdict(.breaking, [reason]) }
  static func risky(_ reason: String) -> Verdict { Verdict(.risky, [reason]) }
  static func safe(_ reason: String) -> Verdict { Verdict(.safe, [reason]) }

  /// The stricter of several verdicts, with the reasons of all that are no less than risky; of all when none is.
  static func strictest(_ verdicts: [Verdict]) -> Verdict? {
    guard let worst = verdicts.map(\.severity).max() else { return nil }
    let kept = worst == .safe ? verdicts : verdicts.filter { $0.severity > .safe }
    // The worst first: it is the one to read.
    let sorted = kept.filter { $0.severity == worst } + kept.filter { $0.severity != worst }
    var seen: Set<String> = []
    return Verdict(worst, sorted.flatMap(\.reasons).filter { seen.insert($0).inserted })
  }

  /// The same with a severity of at most `severity`, and the reason for that.
  func atMost(_ limit: Severity, because reason: String) -> Verdict {
    severity > limit ? Verdict(limit, reasons + [reason]) : self
  }
}

/// From what CI may ignore to what stops it.
enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Nothing that worked stops working.
  case safe
  /// It works, but something may be missing or mean something else: a person should look.
  case risky
  /// Something that worked is refused, is not read, or does not compile.
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
  /// Several values of one node, and unions that are flattened, have no place of their own: theirs is the whole type's.
  mutating func place(at documentation: Documentation) {
    if !documentation.pointer.isEmpty { pointer = documentation.pointer }
  }

  /// The worst of the verdicts that `scope` asks for; `nil` when it asks for none of them.
  func severity(in scope: SchemaDiff.Scope) -> Severity? {
    switch scope {
    case .wire: wire?.severity
    case .source: source?.severity
    case .all: [wire, source].compactMap { $0?.severity }.max()
    }
  }
}
