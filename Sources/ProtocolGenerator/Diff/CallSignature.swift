/// What a caller of a generated function or initializer writes.
struct CallSignature: Hashable {
  struct Parameter: Hashable {
    var label: String
    /// The type as Swift writes it, without plain names for other types.
    var type: String
    var hasDefault: Bool
  }

  var parameters: [Parameter]

  /// Why calls that compile against this no longer compile against `other`; none when all of them do.
  func breaks(against other: CallSignature) -> [String] {
    var reasons: [String] = []
    for parameter in parameters {
      guard let new = other.parameters.first(where: { $0.label == parameter.label }) else {
        reasons.append("the parameter '\(parameter.label)' is gone")
        continue
      }
      if new.type != parameter.type {
        reasons.append("the parameter '\(parameter.label)' is \(new.type) instead of \(parameter.type)")
      }
      if parameter.hasDefault, !new.hasDefault { reasons.append("the parameter '\(parameter.label)' must be given") }
    }
    for new in other.parameters where !new.hasDefault {
      if !parameters.contains(where: { $0.label == new.label }) {
        reasons.append("the new parameter '\(new.label)' must be given")
      }
    }
    // What is added between others changes nothing for calls that leave it out; Swift wants the given ones in order.
    let kept = parameters.map(\.label).filter { label in other.parameters.contains { $0.label == label } }
    let now = other.parameters.map(\.label).filter { label in parameters.contains { $0.label == label } }
    if kept != now { reasons.append("the parameters are in another order") }
    return reasons
  }
}
