/// What a customization knows about the protocol beside names: responses, secrets, three-state properties and properties that
/// the schema does not declare.
///
/// The facts of the SDK's customization apply to the modules of other packages, too. A module may have the schema of another
/// release, so facts that do not fit the schema have no effect.
struct CustomizationFacts: Sendable {
  /// A customization that has only the sections with facts.
  private(set) var customization = Customization.none

  static let none = CustomizationFacts(.none)

  init(_ customization: Customization) {
    self.customization.threeState = customization.threeState
    self.customization.additionalMembers = customization.additionalMembers
    self.customization.secrets = customization.secrets
    self.customization.notSecrets = customization.notSecrets
    self.customization.responses = customization.responses
  }

  /// The facts that another customization does not decide itself.
  func without(_ other: Customization) -> CustomizationFacts {
    var facts = self
    let members = Set(other.additionalMembers.map(\.subject))
    let decided = Set((other.secrets + other.notSecrets).map(\.subject))
    let methods = Set(other.responses.map(\.subject))
    facts.customization.additionalMembers.removeAll { members.contains($0.subject) }
    facts.customization.secrets.removeAll { decided.contains($0.subject) }
    facts.customization.notSecrets.removeAll { decided.contains($0.subject) }
    facts.customization.responses.removeAll { methods.contains($0.subject) }
    return facts
  }
}
