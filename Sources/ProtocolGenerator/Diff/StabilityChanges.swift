/// What has a availability and prose: a type, a property, a value, a branch or a message.
struct StabilityInfo {
  var availability: Availability
  var documentation: Documentation
  /// Whether using it gives a warning once it is deprecated: cases and types only say so in their comments.
  var warns = false

  init(availability: Availability, documentation: Documentation, warns: Bool = false) {
    self.availability = availability
    self.documentation = documentation
    self.warns = warns
  }

  init(_ property: Property) {
    self.init(availability: property.availability, documentation: property.documentation, warns: true)
  }
  init(_ value: OpenEnum.Value) { self.init(availability: value.availability, documentation: value.documentation) }
  init(_ branch: Branch) { self.init(availability: branch.availability, documentation: branch.documentation) }
}

/// For whom things exist, for how long, and what the prose says.
extension ModelComparison {
  mutating func compareStability(of pair: TypePair) {
    let change = Change(
      rule: .becameStable,
      subject: pair.subject,
      pointer: pair.new.documentation.pointer,
      availability: pair.newAvailability,
      message: "",
      reaches: pair.reaches
    )
    let before = StabilityInfo(availability: pair.oldAvailability, documentation: pair.old.documentation)
    let after = StabilityInfo(availability: pair.newAvailability, documentation: pair.new.documentation)
    let isOwn = pair.old.availability != pair.new.availability
    compareStability(change, before, after, isOwnAvailability: isOwn, lost: nil) { _ in (nil, nil) }
  }

  /// A part of a type. What happens to the availability of the whole type is told there, and not for each of its parts.
  mutating func compareStability(
    of member: String,
    _ pair: TypePair,
    before: StabilityInfo,
    after: StabilityInfo,
    gained: (ModelComparison) -> (wire: Verdict?, source: Verdict?)
  ) {
    var (before, after) = (before, after)
    before.availability = pair.oldAvailability.within(before.availability)
    after.availability = pair.newAvailability.within(after.availability)
    var change = pair.change(.becameStable, member, "")
    change.place(at: after.documentation)
    change.availability = after.availability
    let lost = wire.judge(
      pair.old.id,
      sent: { .breaking("the server refuses it from a client that did not opt in") },
      received: { .risky("the server no longer sends it to a client that did not opt in") }
    )
    compareStability(change, before, after, isOwnAvailability: pair.oldAvailability == pair.newAvailability, lost: lost, gained: gained)
  }

  /// - Parameters:
  ///   - base: The change without what is told of it.
  ///   - lost: The wire verdict on something that most clients lose.
  ///   - gained: The verdicts on something that most clients get.
  mutating func compareStability(
    _ base: Change,
    _ before: StabilityInfo,
    _ after: StabilityInfo,
    isOwnAvailability: Bool,
    lost: Verdict?,
    gained: (ModelComparison) -> (wire: Verdict?, source: Verdict?)
  ) {
    if before.availability != after.availability, isOwnAvailability {
      var change = base
      change.old = before.availability.description
      change.new = after.availability.description
      if after.availability == .experimental {
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

  private mutating func compareDeprecation(_ base: Change, _ before: StabilityInfo, _ after: StabilityInfo) {
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

extension Availability {
  var description: String { self == .always ? "stable" : "experimental" }
}

extension SourceCompatibility {
  /// What every client notices of a property that only some had.
  func must(_ property: Property, in owner: TypeID) -> Verdict? {
    guard property.mustBeGiven else { return nil }
    let text = "without the trait ExperimentalAPI, calls of the initializer must give it now"
    return old.usage.directions(of: owner).contains(.sent) ? .breaking(text) : .risky(text)
  }
}
