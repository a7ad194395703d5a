/// The functions of the SDK, as far as their changes do not follow from those of the types they take and return.
extension ModelComparison {
  mutating func compareWrappers() {
    let before = Dictionary(grouping: old.wrappers.wrappers, by: \.method.name)
    let after = Dictionary(grouping: new.wrappers.wrappers, by: \.method.name)
    let methods = Set(old.model.methods.map(\.name)).intersection(new.model.methods.map(\.name))
    for method in methods.sorted() { compare(before[method] ?? [], after[method] ?? []) }
  }

  /// The functions for one method: of the same name, else in their order. The customization is the same on both sides, so
  /// there are as many of them.
  private mutating func compare(_ before: [Wrapper], _ after: [Wrapper]) {
    let gone = before.filter { wrapper in !after.contains { $0.fullName == wrapper.fullName } }
    let come = after.filter { wrapper in !before.contains { $0.fullName == wrapper.fullName } }
    for wrapper in before {
      if let other = after.first(where: { $0.fullName == wrapper.fullName }) { compare(wrapper, other) }
    }
    for (wrapper, other) in zip(gone, come) { addMoved(wrapper, other) }
  }

  private func change(_ rule: Rule, _ wrapper: Wrapper, _ message: String) -> Change {
    Change(
      rule: rule,
      subject: wrapper.fullName,
      pointer: wrapper.method.pointer,
      availability: wrapper.method.availability,
      message: message,
      reaches: [wrapper.method.name]
    )
  }

  private mutating func addMoved(_ before: Wrapper, _ after: Wrapper) {
    var change = change(.wrapperMoved, after, "The function \(before.fullName) is \(after.fullName) now.")
    change.subject = before.fullName
    change.source = .breaking("\(before.fullName) is gone; \(after.fullName) does the same")
    (change.old, change.new) = (before.fullName, after.fullName)
    add(change)
  }

  private mutating func compare(_ before: Wrapper, _ after: Wrapper) {
    compareResults(before, after)
    // What already breaks calls of the parameters' initializer is told there.
    guard source.paramsAreCompatible(before.method, after.method) else { return }
    let (oldCall, newCall) = (source.signature(before), source.signature(after))
    guard let reason = oldCall.breaks(against: newCall).first else { return }
    var change = change(
      .wrapperSignatureChanged,
      after,
      "The function \(after.fullName) is called in another way: \(reason)."
    )
    change.source = .breaking(reason)
    change.old = oldCall.text
    change.new = newCall.text
    add(change)
  }

  private mutating func compareResults(_ before: Wrapper, _ after: Wrapper) {
    let (oldKind, newKind) = (before.returns.kind, after.returns.kind)
    guard oldKind != newKind else { return }
    let message = "The function \(after.fullName) returns \(newKind) now, and returned \(oldKind)."
    var change = change(.wrapperResultChanged, after, message)
    change.source =
      oldKind == Wrapper.Returns.nothing.kind
      ? .risky("calls that drop the result have a warning") : .breaking("it returns \(newKind) instead of \(oldKind)")
    (change.old, change.new) = (oldKind, newKind)
    add(change)
  }
}

extension Wrapper {
  /// `Codex.startThread`, `codex.fs.readFile`
  fileprivate var fullName: String {
    switch owner {
    case .type(let type): "\(type).\(name)"
    case .area(let area): "codex.\(area).\(name)"
    }
  }
}

extension Wrapper.Returns {
  /// What is returned, as far as that is no matter of the answer's own type.
  fileprivate var kind: String {
    switch self {
    case .nothing: "nothing"
    case .response: "the whole answer"
    case .part(let property, _): "\(property) of the answer"
    case .handle(let type): type
    }
  }
}

extension Wrapper.Parameter {
  fileprivate var isOverride: Bool {
    switch source {
    case .property(_, let isOverride), .preset(_, _, let isOverride): isOverride
    case .whole, .adapter: false
    }
  }
}

extension CallSignature {
  fileprivate var text: String {
    "(" + parameters.map { "\($0.label):\($0.hasDefault ? " = …" : "")" }.joined(separator: " ") + ")"
  }
}

extension SourceCompatibility {
  /// How a wrapper is called. The types of its values are those of properties, whose changes are told there.
  fileprivate func signature(_ wrapper: Wrapper) -> CallSignature {
    CallSignature(
      parameters: wrapper.parameters.map { parameter in
        CallSignature.Parameter(
          label: parameter.label.map { "\($0) \(parameter.name)" } ?? parameter.name,
          type: parameter.isOverride ? "an override" : "a plain value",
          hasDefault: parameter.defaultValue != nil
        )
      }
    )
  }
}
