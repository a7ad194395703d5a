/// The parameters that a caller of a generated function or initializer passes.
struct CallSignature: Hashable {
  struct Parameter: Hashable {
    var label: String
    /// The type as Swift writes it, with aliases replaced by the types that they stand for.
    var type: String
    var hasDefault: Bool
  }

  var parameters: [Parameter]

  /// The reasons why calls that compile with this signature do not compile with `other`. Empty if all calls compile.
  func incompatibilities(with other: CallSignature) -> [String] {
    var reasons: [String] = []
    for parameter in parameters {
      guard let new = other.parameters.first(where: { $0.label == parameter.label }) else {
        reasons.append("the parameter '\(parameter.label)' was removed")
        continue
      }
      if new.type != parameter.type {
        reasons.append("the parameter '\(parameter.label)' is \(new.type) instead of \(parameter.type)")
      }
      if parameter.hasDefault, !new.hasDefault {
        reasons.append("the parameter '\(parameter.label)' no longer has a default value")
      }
    }
    for new in other.parameters where !new.hasDefault {
      if !parameters.contains(where: { $0.label == new.label }) {
        reasons.append("the new parameter '\(new.label)' has no default value")
      }
    }
    // Swift requires arguments in the order of the parameters. New parameters with default values do not change the order of
    // the others.
    let kept = parameters.map(\.label).filter { label in other.parameters.contains { $0.label == label } }
    let now = other.parameters.map(\.label).filter { label in parameters.contains { $0.label == label } }
    if kept != now { reasons.append("the parameters have another order") }
    return reasons
  }
}
