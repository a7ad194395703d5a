/// Who can use a part of the protocol, and what the schema says about the part's stability. A part is a type, a property, an
/// enum value, a branch of a union, or a message.
struct StabilityInfo {
  var availability: Availability
  var documentation: Documentation
  /// Whether the compiler warns about the use of the part when it is deprecated. For types, enum values and branches, the
  /// deprecation is only written in the documentation.
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

/// Changes of availability, deprecation, stability and documentation.
extension ModelComparison {
  /// What happens to clients without the experimental API when something that they send becomes experimental.
  static let refusedWithoutOptIn = Verdict.breaking("the new server refuses it unless the client opts in")
  /// What happens to clients without the experimental API when something that they receive becomes experimental.
  static let notSentWithoutOptIn = Verdict.risky("the new server does not send it unless the client opts in")
  /// What happens to clients without the experimental API when something becomes experimental without which they cannot read a
  /// message.
  static let missingWithoutOptIn = Verdict.breaking(
    "an old client needs it, but the new server does not send it unless the client opts in"
  )
  /// What happens to clients without the experimental API when something that the server sends becomes stable.
  static let sentWithoutOptIn = Verdict.risky("the new server also sends it to a client that did not opt in")

  mutating func compareStability(of pair: TypePair) {
    let before = StabilityInfo(availability: pair.oldAvailability, documentation: pair.old.documentation)
    let after = StabilityInfo(availability: pair.newAvailability, documentation: pair.new.documentation)
    let isOwn = pair.old.availability != pair.new.availability
    let change = pair.change(.becameStable, "")
    compareStability(change, before, after, isOwnAvailability: isOwn, lost: nil) { _ in (nil, nil) }
  }

  /// Compares the stability of a part of a type. If the availability of the whole type changes, that is reported for the
  /// type, and not for each of its parts.
  ///
  /// - Parameter lostByClient: The verdict for a part that becomes experimental, where clients receive the type.
  mutating func compareStability(
    of part: String,
    _ pair: TypePair,
    before: StabilityInfo,
    after: StabilityInfo,
    lostByClient: Verdict = ModelComparison.notSentWithoutOptIn,
    gained: (ModelComparison) -> (wire: Verdict?, source: Verdict?)
  ) {
    var (before, after) = (before, after)
    before.availability = pair.oldAvailability.within(before.availability)
    after.availability = pair.newAvailability.within(after.availability)
    var change = pair.change(.becameStable, of: part, "")
    change.usePointer(of: after.documentation)
    change.availability = after.availability
    let lost = wire.verdict(
      on: pair.old.id,
      clientToServer: { Self.refusedWithoutOptIn },
      serverToClient: { lostByClient }
    )
    compareStability(
      change,
      before,
      after,
      isOwnAvailability: pair.oldAvailability == pair.newAvailability,
      lost: lost,
      gained: gained
    )
  }

  /// Compares the stability of one part in both releases.
  ///
  /// - Parameters:
  ///   - base: A change with the part's subject and place. Each reported change is a copy with its own rule and verdicts.
  ///   - isOwnAvailability: Whether a change of the availability is reported for this part.
  ///   - lost: The wire verdict for a part that becomes experimental.
  ///   - gained: The verdicts for a part that becomes stable.
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
      change.old = before.availability.title
      change.new = after.availability.title
      if after.availability == .experimental {
        change.rule = .becameExperimental
        change.message = "\(base.subject) moved from the stable API to the experimental API."
        change.wire = lost
        change.source = .breaking("without the package trait ExperimentalAPI it is no longer declared")
      } else {
        let verdicts = gained(self)
        change.rule = .becameStable
        change.message = "\(base.subject) moved from the experimental API to the stable API."
        change.wire = verdicts.wire
        change.source = verdicts.source ?? .safe("it is declared with and without the package trait ExperimentalAPI")
      }
      report(change)
    }
    compareDeprecation(base, before, after)
    compareDocumentation(base, before.documentation, after.documentation)
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
      change.message = "\(base.subject) is deprecated now: \(new.singleLine)\(end)"
      change.source =
        after.warns ? .risky("the compiler warns about its use") : .safe("only the documentation mentions it")
    } else {
      change.rule = .noLongerDeprecated
      change.message = "\(base.subject) is no longer deprecated."
      change.source = .safe("the compiler no longer warns about its use")
    }
    report(change)
  }

  private mutating func compareDocumentation(_ base: Change, _ before: Documentation, _ after: Documentation) {
    var change = base
    if before.stability != after.stability {
      change.rule = .stabilityNoteChanged
      change.old = before.stability.rawValue
      change.new = after.stability.rawValue
      change.message =
        "The schema calls \(base.subject) \(after.stability.rawValue) instead of \(before.stability.rawValue)."
      change.source = .safe("only the documentation mentions it")
      report(change)
    }
    if before.text != after.text {
      change.rule = .documentationChanged
      change.old = before.text.singleLine
      change.new = after.text.singleLine
      change.message = "The documentation of \(base.subject) changed."
      change.source = .safe("only the documentation changes")
      report(change)
    }
  }
}

extension Availability {
  /// What reports call the part of the API.
  fileprivate var title: String { self == .always ? "stable" : "experimental" }
}
