/// Constant -> Expression: how Swift writes a constant of the customization.
struct ConstantTranslator {
  let spelling: TypeSpelling

  func expression(_ constant: Constant) -> Expression {
    switch constant {
    case .null: return .nil
    case .boolean(let value): return .name(value ? "true" : "false")
    case .integer(let value): return .integer(value)
    case .number(let text): return .name(text)
    case .string(let text): return .string(text)
    case .array(let elements): return elements.isEmpty ? .emptyArray : .array(elements.map(expression))
    case .dictionary(let members):
      if members.isEmpty { return .emptyDictionary }
      return .dictionary(members.map { (.string($0.key), expression($0.value)) })
    case .enumCase(let name, of: _, let payload?): return .call(nil, name, [.init(expression(payload))])
    case .enumCase(let name, of: let type, payload: nil):
      // After a dot without a type, the compiler takes `none` and `some` for the cases of `Optional`.
      let isAmbiguous = name == "none" || name == "some"
      return .member(isAmbiguous ? .name(spelling.path(of: type)) : nil, name)
    case .structure(let type, let members):
      return .call(
        .name(spelling.path(of: type)),
        members.map { Expression.Argument(expression($0.value), label: $0.name) }
      )
    case .patch(nil): return .member(nil, "clear")
    case .patch(let value?): return .call(nil, "set", [.init(expression(value))])
    }
  }
}

extension Expression {
  /// The default argument of a parameter whose property may be left out.
  init(_ omission: Property.Omission) {
    switch omission {
    case .absent: self = .nil
    case .unchanged: self = .member(nil, "unchanged")
    case .empty: self = .emptyDictionary
    }
  }

  init(_ defaultValue: Wrapper.Parameter.DefaultValue) {
    switch defaultValue {
    case .omission(let omission): self.init(omission)
    case .inherit: self = .member(nil, "inherit")
    case .presetCase(let name): self = .member(nil, name)
    case .options(let type): self = .call(.name(type), [])
    }
  }
}
