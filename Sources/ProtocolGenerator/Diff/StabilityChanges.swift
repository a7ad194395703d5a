/// What has a gate and prose: a type, a property, a value, a branch or a message.
struct Part {
  var gate: Gate
  var documentation: Documentation
  /// Whether using it gives a warning once it is deprecated: cases and types only say so in their comments.
  var warns = false

  init(gate: Gate, documentation: Documentation, warns: Bool = false) {
    self.gate = gate
    self.documentation = documentation
    self.warns = warns
  }

  init(_ property: Property) {
    self.init(gate: property.gate, documentation: property.documentation, warns: true)
  }
  init(_ value: OpenEnum.Value) { self.init(gate: value.gate, documentation: value.documentation) }
  init(_ branch: Branch) { self.init(gate: branch.gate, documentation: branch.documentation) }
}

/// For whom things exist, for how long, and what the prose says.
extension Comparison {
  mutating func compareStability(of pair: TypePair) {
    let change = Change(
      rule: .becameStable,
      subject: pair.subject,
      pointer: pair.new.documentation.pointer,
      gate: pair.newGate,
      message: "",
      reaches: pair.reaches
    )
    let before = Part(gate: pair.oldGate, documentation: pair.old.documentation)
    let after = Part(gate: pair.newGate, documentation: pair.new.documentation)
    let isOwn = pair.old.gate != pair.new.gate
    compareStability(change, before, after, isOwnGate: isOwn, lost: nil) { _ in (nil, nil) }
  }

  /// A part of a type. What happens to the gate of the whole type is told there, and not for each of its parts.
  mutating func compareStability(
    of member: String,
    _ pair: TypePair,
    before: Part,
    after: Part,
    gained: (Comparison) -> (wire: Verdict?, source: Verdict?)
  ) {
    var (before, after) = (before, after)
    before.gate = pair.oldGate.within(before.gate)
    after.gate = pair.newGate.within(after.gate)
    var change = pair.change(.becameStable, member, "")
    change.place(at: after.documentation)
    change.gate = after.gate
    let lost = wire.judge(
      pair.old.id,
      sent: { .breaking("the server refuses it from a client that did not opt in") },
      received: { .risky("the server no longer sends it to a client that did not opt in") }
    )
    compareStability(change, before, after, isOwnGate: pair.oldGate == pair.newGate, lost: lost, gained: gained)
  }

  /// - Parameters:
  ///   - base: The change without what is told of it.
  ///   - lost: The wire verdict on something that most clients lose.
  ///   - gained: The verdicts on something that most clients get.
  mutating func compareStability(
    _ base: Change,
    _ before: Part,
    _ after: Part,
    isOwnGate: Bool,
    lost: Verdict?,
    gained: (Comparison) -> (wire: Verdict?, source: Verdict?)
  ) {
    if before.gate != after.gate, isOwnGate {
      var change = base
      change.old = before.gate.description
      change.new = after.gate.description
      if after.gate == .experimental {
        change.rule = .becameExperimental
        change.message = "\(base.subject) is only for clients that opt in to the experimental API now."
        change.wire = lost
        change.source = .breaking("without the trait ExperimentalAPI it does not exist any more")
      } else {
        let verdicts = gained(self)
        change.rule = .becameStable
        change.message = "\(base.subject) is there for every client now, and was experimental."
        change.wire = verdicts.wire
        change.source = verdicts.source ?? .safe("it exists without the trait ExperimentalAPI too")
      }
      add(change)
    }
    compareDeprecation(base, before, after)
    compareProse(base, before.documentation, after.documentation)
  }

  private mutating func compareDeprecation(_ base: Change, _ before: Part, _ after: Part) {
    let (old, new) = (before.documentation.deprecation, after.documentation.deprecation)
    guard (old == nil) != (new == nil) else { return }
    var change = base
    change.old = old?.singleLine
    change.new = new?.singleLine
    if let new {
      change.rule = .deprecated
      let end = new.hasSuffix(".") ? "" : "."
      change.message = "\(base.subject) should no longer be used: \(new.singleLine)\(end)"
      change.source =
        after.warns ? .risky("using it is a warning now") : .safe("only its documentation says so")
    } else {
      change.rule = .noLongerDeprecated
      change.message = "\(base.subject) may be used again."
      change.source = .safe("using it is no warning any more")
    }
    add(change)
  }

  private mutating func compareProse(_ base: Change, _ before: Documentation, _ after: Documentation) {
    var change = base
    if before.stability != after.stability {
      change.rule = .stabilityNoteChanged
      change.old = before.stability.rawValue
      change.new = after.stability.rawValue
      change.message =
        "The schema calls \(base.subject) \(after.stability.rawValue) now, and called it \(before.stability.rawValue)."
      change.source = .safe("only its documentation says so")
      add(change)
    }
    if before.text != after.text {
      change.rule = .documentationChanged
      change.old = before.text.singleLine
      change.new = after.text.singleLine
      change.message = "The documentation of \(base.subject) has changed."
      change.source = .safe("only its documentation changes")
      add(change)
    }
  }
}

extension Gate {
  var description: String { self == .always ? "stable" : "experimental" }
}

extension SourceVerdict {
  /// What every client notices of a property that only some had.
  func must(_ property: Property, in owner: TypeID) -> Verdict? {
    guard property.mustBeGiven else { return nil }
    let text = "without the trait ExperimentalAPI, calls of the initializer must give it now"
    return old.travel.directions(of: owner).contains(.sent) ? .breaking(text) : .risky(text)
  }
}
