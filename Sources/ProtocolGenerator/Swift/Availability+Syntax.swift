extension Array where Element: ConditionalSyntax {
  /// The parts in their order, with `#if ExperimentalAPI` around those that are experimental.
  static func conditional(_ parts: [(Availability, Element)]) -> [Element] {
    conditional(parts.map { (isConditional: $0 == .experimental, part: $1) })
  }
}
