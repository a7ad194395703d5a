/// The access level of generated declarations.
enum AccessLevel: String, Hashable, Sendable, CaseIterable {
  case `public`, package, `internal`

  /// The modifier in front of a declaration, with a space behind it. `internal`, Swift's default, needs no modifier.
  var modifier: String { self == .internal ? "" : rawValue + " " }
}
