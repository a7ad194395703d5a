/// A part of Swift code that can stand inside `#if ExperimentalAPI`.
protocol ConditionalSyntax {
  static func conditional(_ body: [Self], otherwise: [Self]) -> Self
}

extension Declaration: ConditionalSyntax {}
extension Statement: ConditionalSyntax {}

extension Array where Element: ConditionalSyntax {
  /// The parts in their order, where neighbours that are conditional share one `#if`.
  static func conditional(_ parts: [(isConditional: Bool, part: Element)]) -> [Element] {
    var result: [Element] = []
    var open: [Element] = []
    for (isConditional, part) in parts {
      if isConditional {
        open.append(part)
      } else {
        if !open.isEmpty { result.append(.conditional(open, otherwise: [])) }
        open = []
        result.append(part)
      }
    }
    if !open.isEmpty { result.append(.conditional(open, otherwise: [])) }
    return result
  }
}
