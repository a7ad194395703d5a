/// Finds the methods that start something which the server ends later, and the notifications that tell such an end, by their form.
///
/// The result does not depend on the customization. A test compares the result with the sections `operations` and
/// `serverOperations`, so that nobody overlooks a method or a notification that a release adds.
struct OperationForms {
  /// The last words of the names of notifications that tell an end.
  private static let ends: Set<String> = [
    "aborted", "cancelled", "canceled", "closed", "completed", "done", "ended", "exited", "failed", "finished",
    "stopped",
  ]
  /// The words of the names of methods that start something.
  private static let starts: Set<String> = [
    "begin", "compact", "exec", "import", "launch", "login", "open", "request", "review", "run", "shell", "spawn",
    "start", "subscribe", "watch",
  ]
  /// The IDs of the objects of the conversation, which many messages have.
  private static let sharedIDs: Set<String> = ["threadId", "turnId", "itemId", "requestId"]

  private let model: ProtocolModel
  private let types: NamedTypes

  init(_ model: ProtocolModel) {
    self.model = model
    types = NamedTypes(model)
  }

  /// The methods of the notifications that tell an end, sorted.
  var endings: [String] {
    model.serverNotifications.map(\.method).filter { !Self.ends.isDisjoint(with: Self.words($0).suffix(1)) }.sorted()
  }

  /// The methods that start something, sorted: those whose last part has a word such as `start`, and those that have an ID in
  /// common with a notification that tells an end.
  var starts: [String] {
    let ends = Set(endings)
    let ids = model.serverNotifications.filter { ends.contains($0.method) }.reduce(into: Set<String>()) {
      ids,
      message in
      ids.formUnion(self.ids(of: message.params))
    }
    return model.methods.filter { $0.sender == .client }.filter { method in
      !Self.starts.isDisjoint(with: Self.words(method.name))
        || !ids.isDisjoint(with: self.ids(of: method.params).union(self.ids(of: method.response)))
    }.map(\.name).sorted()
  }

  /// The words of the last part of a method's name, in small letters: `setup` and `start` for `windowsSandbox/setupStart`.
  private static func words(_ method: String) -> [String] {
    let last = method.split(separator: "/").last.map(String.init) ?? ""
    return Words().split(last).map { $0.lowercased() }
  }

  /// The properties that identify something other than an object of the conversation.
  private func ids(of type: TypeReference?) -> Set<String> {
    guard let id = type?.name, case .structure(let structure)? = types[id]?.kind else { return [] }
    let names = structure.properties.filter { $0.type.unwrapped == .scalar(.string) }.map(\.name)
    return Set(names.filter { $0.hasSuffix("Id") || $0.hasSuffix("Handle") }).subtracting(Self.sharedIDs)
  }
}

extension OperationForms {
  /// The methods that start something, and the notifications that tell an end, which the customization says nothing about.
  ///
  /// A method that is a function of a handle, such as one that stops, needs no entry in `operations`.
  static func undecided(_ model: ProtocolModel, _ settings: WrapperSettings, _ wrappers: [Wrapper]) -> [String] {
    let forms = OperationForms(model)
    let operations = settings.operations
    let handles = Set(operations.compactMap(\.value.handle))
    let members = wrappers.filter { if case .type(let name) = $0.owner { handles.contains(name) } else { false } }
    let methods = Set(operations.map(\.subject) + members.map(\.method.name))
    let notifications = Set(
      operations.flatMap {
        $0.value.events.names() + [$0.value.begin, $0.value.failure, $0.value.end].compactMap(\.self)
      }
        + settings.serverOperations.map(\.subject)
    )
    return forms.starts.filter { !methods.contains($0) } + forms.endings.filter { !notifications.contains($0) }
  }
}
