/// The names of types that the interface of a file uses: what other modules or targets see of the file.
struct InterfaceNames {
  /// The names that are used for all clients.
  private(set) var always: Set<String> = []
  /// The names that are used inside of `#if ExperimentalAPI`.
  private(set) var experimental: Set<String> = []
  private let access: AccessLevel

  /// - Parameter access: The access level of the declarations that belong to the interface.
  init(of declarations: [Declaration], access: AccessLevel) {
    self.access = access
    for declaration in declarations { add(declaration, isExperimental: false, isInterface: false) }
  }

  /// - Parameter isInterface: Whether the declaration is a case of an enum that belongs to the interface.
  private mutating func add(_ declaration: Declaration, isExperimental: Bool, isInterface: Bool) {
    switch declaration {
    case .type(let type):
      let isVisible = type.keyword == .extension || isVisible(type.access ?? "")
      // The compiler does not count a conformance as a use of a `package import`, and warns about an import without a use.
      if isVisible { add([type.name] + (access == .package ? [] : type.inherits), isExperimental) }
      for member in type.members { add(member, isExperimental: isExperimental, isInterface: isVisible) }
    case .variable(let variable):
      if isVisible(variable.access) { add([variable.type] + variable.attributes.map(\.text), isExperimental) }
    case .enumCase(let enumCase):
      if isInterface, let payload = enumCase.payload { add([payload], isExperimental) }
    case .function(let function):
      if isVisible(function.access) {
        add(function.parameters.map(\.type) + [function.returns].compactMap(\.self), isExperimental)
      }
    case .alias(let alias):
      if isVisible(alias.access) { add([alias.target], isExperimental) }
    case .conditional(let body, let otherwise):
      for inner in body { add(inner, isExperimental: true, isInterface: isInterface) }
      for inner in otherwise { add(inner, isExperimental: isExperimental, isInterface: isInterface) }
    }
  }

  private func isVisible(_ modifiers: String) -> Bool {
    modifiers.split(separator: " ").contains { $0 == access.rawValue }
  }

  private mutating func add(_ types: [String], _ isExperimental: Bool) {
    let names = types.flatMap { type in
      type.unicodeScalars.split { !$0.isIdentifierPart }.map { String(String.UnicodeScalarView($0)) }
    }
    if isExperimental { experimental.formUnion(names) } else { always.formUnion(names) }
  }
}
