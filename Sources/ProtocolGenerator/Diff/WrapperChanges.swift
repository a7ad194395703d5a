/// Changes of the SDK's generated functions, where these do not follow from changes of the types that the functions take and
/// return.
extension ModelComparison {
  mutating func compareWrappers() {
    let before = Dictionary(grouping: old.wrappers.wrappers, by: \.method.name)
    let after = Dictionary(grouping: new.wrappers.wrappers, by: \.method.name)
    let methods = Set(old.model.methods.map(\.name)).intersection(new.model.methods.map(\.name))
    for method in methods.sorted() { compare(before[method] ?? [], after[method] ?? []) }
  }

  /// Compares the functions of one method. Functions correspond if they have the same name; the others correspond in their
  /// order. Both releases have the same customization, so they have the same number of functions.
  private mutating func compare(_ before: [Wrapper], _ after: [Wrapper]) {
    let removed = before.filter { wrapper in !after.contains { $0.fullName == wrapper.fullName } }
    let added = after.filter { wrapper in !before.contains { $0.fullName == wrapper.fullName } }
    for wrapper in before {
      if let other = after.first(where: { $0.fullName == wrapper.fullName }) { compare(wrapper, other) }
    }
    for (wrapper, other) in zip(removed, added) { reportMoved(wrapper, other) }
  }

  private func change(_ rule: Rule, _ wrapper: Wrapper, _ message: String) -> Change {
    Change(
      rule: rule,
      subject: wrapper.fullName,
      pointer: wrapper.method.pointer,
      availability: wrapper.method.availability,
      message: message,
      affectedMessages: [wrapper.method.name],
      declaration: .functions(method: wrapper.method.name)
    )
  }

  private mutating func reportMoved(_ before: Wrapper, _ after: Wrapper) {
    var change = change(.wrapperMoved, after, "The function \(before.fullName) was renamed to \(after.fullName).")
    change.subject = before.fullName
    change.source = .breaking("\(before.fullName) was removed, and \(after.fullName) replaces it")
    (change.old, change.new) = (before.fullName, after.fullName)
    report(change)
  }

  private mutating func compare(_ before: Wrapper, _ after: Wrapper) {
    compareResults(before, after)
    // If calls of the parameters' initializer break, that is reported with the type of the parameters.
    guard source.paramsAreCompatible(before.method, after.method) else { return }
    let (oldCall, newCall) = (source.signature(before), source.signature(after))
    guard let reason = oldCall.incompatibilities(with: newCall).first else { return }
    let message = "The parameters of the function \(after.fullName) changed: \(reason)."
    var change = change(.wrapperSignatureChanged, after, message)
    change.source = .breaking(reason)
    change.old = oldCall.text
    change.new = newCall.text
    report(change)
  }

  private mutating func compareResults(_ before: Wrapper, _ after: Wrapper) {
    let (oldResult, newResult) = (before.returns.title, after.returns.title)
    guard oldResult != newResult else { return }
    let message = "The function \(after.fullName) returns \(newResult) now. It returned \(oldResult)."
    var change = change(.wrapperResultChanged, after, message)
    change.source =
      if case .nothing = before.returns {
        .risky("the compiler warns about calls that do not use the result")
      } else {
        .breaking("it returns \(newResult) instead of \(oldResult)")
      }
    (change.old, change.new) = (oldResult, newResult)
    report(change)
  }
}

extension Wrapper.Returns {
  /// Which part of the response the function returns. The type of the response is compared with the method.
  fileprivate var title: String {
    switch self {
    case .nothing: "nothing"
    case .response: "the whole response"
    case .part(let property, _): "\(property) of the response"
    case .handle(let type): type
    }
  }
}

extension CallSignature {
  fileprivate var text: String {
    "(" + parameters.map { "\($0.label):\($0.hasDefault ? " = …" : "")" }.joined(separator: " ") + ")"
  }
}

extension SourceCompatibility {
  /// How a function of the SDK is called. Of the types of its parameters, only the override matters: changes of the other
  /// types are reported with the properties.
  fileprivate func signature(_ wrapper: Wrapper) -> CallSignature {
    CallSignature(
      parameters: wrapper.parameters.map { parameter in
        CallSignature.Parameter(
          label: parameter.label.map { "\($0) \(parameter.name)" } ?? parameter.name,
          type: parameter.isOverride ? "an Override" : "a plain value",
          hasDefault: parameter.defaultValue != nil
        )
      }
    )
  }
}
