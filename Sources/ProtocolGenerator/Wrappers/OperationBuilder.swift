/// (section `operations`, model, wrappers) -> [OperationHandle]: checks the section against the schema and the functions of the SDK.
struct OperationBuilder {
  private let settings: WrapperSettings
  private let types: NamedTypes
  private let methods: [Method]
  private let notifications: [MessageCase]
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(_ model: ProtocolModel, settings: WrapperSettings, types: NamedTypes, path: String) {
    self.settings = settings
    self.types = types
    self.path = path
    methods = model.methods.filter { $0.sender == .client }
    notifications = model.serverNotifications
  }

  mutating func handles(_ wrappers: [Wrapper]) -> [OperationHandle] {
    checkServerOperations()
    var handles: [OperationHandle] = []
    for entry in settings.operations {
      guard let method = methods.first(where: { $0.name == entry.subject }) else {
        let near = suggestion(for: entry.subject, among: methods.map(\.name))
        let message = "clients cannot call a method \"\(entry.subject)\", so this entry has no effect\(near)"
        report(entry.pointer, message, isUnused: true)
        continue
      }
      let own = wrappers.filter { $0.method.name == method.name }
      if let name = entry.value.handle {
        if let handle = handle(name, of: method, own, entry) { handles.append(handle) }
      } else {
        if let end = entry.value.end { _ = notification(end, "\(entry.pointer)/end") }
        if entry.value.reason == nil { checkWaits(own, entry) }
      }
    }
    return handles.sorted { $0.name < $1.name }
  }

  /// Reports functions that return before what they start has ended, and return no handle.
  private mutating func checkWaits(_ wrappers: [Wrapper], _ entry: JSONEntry<OperationSettings>) {
    if entry.value.endsWithResponse { return }
    for wrapper in wrappers {
      if case .handle = wrapper.returns { continue }
      report(
        entry.pointer,
        "the function \(wrapper.name) returns before \"\(entry.value.end ?? "")\" comes; name in its \"returns\" a type "
          + "of the SDK that waits"
      )
    }
  }

  private mutating func handle(
    _ name: String,
    of method: Method,
    _ wrappers: [Wrapper],
    _ entry: JSONEntry<OperationSettings>
  ) -> OperationHandle? {
    let settings = entry.value
    let opening = wrappers.first { if case .handle(name) = $0.returns { true } else { false } }
    guard let opening else {
      report("\(entry.pointer)/handle", "no function of \"\(entry.subject)\" has \"\(name)\" in its \"returns\"")
      return nil
    }
    let idName = settings.id ?? ""
    guard let id = property(idName, of: method.params, "\"\(method.name)\"", "\(entry.pointer)/id"),
      let stop = stop(settings.stop ?? "", idName, "\(entry.pointer)/stop")
    else { return nil }
    let events = settings.events.compactMap { message($0.subject, idName, $0.pointer, isEntry: true) }
    var end = OperationHandle.End.none
    if settings.endsWithResponse {
      end = .response(types.spelling.text(method.response))
    } else if let subject = settings.end {
      guard let message = message(subject, idName, "\(entry.pointer)/end"),
        let params = notifications.first(where: { $0.method == subject })?.params
      else { return nil }
      end = .notification(message, type: types.spelling.text(params))
    }
    let begin = settings.begin.flatMap { message($0, idName, "\(entry.pointer)/begin") }
    let failure = settings.failure.flatMap { message($0, idName, "\(entry.pointer)/failure") }
    if let failure = settings.failure, let notification = notifications.first(where: { $0.method == failure }) {
      let text = OperationHandle.failureText
      _ = property(text, of: notification.params, "\"\(failure)\"", "\(entry.pointer)/failure", isRequired: true)
    }
    return OperationHandle(
      name: name,
      documentation: settings.documentation ?? "",
      method: method,
      owner: opening.owner,
      id: id.swiftName,
      isIDOptional: !id.mustBeGiven,
      events: events,
      begin: begin,
      failure: failure,
      end: end,
      stop: stop,
      response: settings.endsWithResponse ? nil : response(of: method)
    )
  }

  /// The type of a response that has properties.
  private func response(of method: Method) -> String? {
    guard let id = method.response.name, case .structure(let structure)? = types[id]?.kind,
      !structure.allProperties.isEmpty
    else { return nil }
    return types.spelling.text(method.response)
  }

  private mutating func stop(_ name: String, _ id: String, _ pointer: String) -> OperationHandle.Stop? {
    guard let method = methods.first(where: { $0.name == name }) else {
      let near = suggestion(for: name, among: methods.map(\.name))
      report(pointer, "clients cannot call a method \"\(name)\"\(near)")
      return nil
    }
    guard let property = property(id, of: method.params, "\"\(name)\"", pointer), let type = method.params?.name,
      let declaration = types[type], case .structure(let structure) = declaration.kind
    else { return nil }
    if structure.allProperties.contains(where: { $0.mustBeGiven && $0.name != id }) {
      report(pointer, "\"\(name)\" requires other properties than \"\(id)\", so a handle cannot call the method")
      return nil
    }
    return .init(method: method, params: declaration.swiftName, id: property.swiftName)
  }

  /// - Parameter isEntry: Whether the value at `pointer` can be removed if there is no such notification.
  private mutating func message(
    _ name: String,
    _ id: String,
    _ pointer: String,
    isEntry: Bool = false
  ) -> OperationHandle.Message? {
    guard let notification = notification(name, pointer, isEntry: isEntry),
      let property = property(id, of: notification.params, "\"\(name)\"", pointer, isRequired: true)
    else { return nil }
    return .init(
      method: name,
      unionCase: notification.swiftName,
      id: property.swiftName,
      availability: notification.availability
    )
  }

  private mutating func notification(_ name: String, _ pointer: String, isEntry: Bool = false) -> MessageCase? {
    if let notification = notifications.first(where: { $0.method == name }) { return notification }
    let near = suggestion(for: name, among: notifications.map(\.method))
    report(pointer, "the server sends no notification \"\(name)\"\(near)", isUnused: isEntry)
    return nil
  }

  /// The property with the ID, which must be a string.
  private mutating func property(
    _ name: String,
    of params: TypeReference?,
    _ who: String,
    _ pointer: String,
    isRequired: Bool = false
  ) -> Property? {
    guard let id = params?.name, case .structure(let structure)? = types[id]?.kind,
      let property = structure.properties.first(where: { $0.name == name }),
      property.type.unwrapped == .scalar(.string), property.mustBeGiven || !isRequired
    else {
      let kind = isRequired ? "required " : ""
      report(pointer, "\(who) has no \(kind)property \"\(name)\" that is a string")
      return nil
    }
    return property
  }

  private mutating func checkServerOperations() {
    let ends = settings.operations.compactMap(\.value.end)
    for entry in settings.serverOperations {
      _ = notification(entry.subject, entry.pointer, isEntry: true)
      if ends.contains(entry.subject) {
        report(entry.pointer, "\"\(entry.subject)\" tells the end of an operation in \"operations\"; remove this entry")
      }
    }
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  private mutating func report(_ pointer: String, _ message: String, isUnused: Bool = false) {
    diagnostics.append(.error(path, pointer, message, isUnusedEntry: isUnused))
  }
}

extension ProtocolModel {
  /// The notifications that the server sends.
  var serverNotifications: [MessageCase] {
    types.flatMap { type -> [MessageCase] in
      guard case .messages(let messages) = type.kind, messages.sender == .server, messages.kind == .notifications else {
        return []
      }
      return messages.cases
    }
  }
}
