/// (server methods, ServerRequestSettings) -> [ServerRequestHandler]: builds a handler for each request of the server,
/// and checks the response to a request without a handler against the schema.
struct ServerRequestBuilder {
  private let settings: [Customization.Entry<ServerRequestSettings>]
  private let types: NamedTypes
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(settings: [Customization.Entry<ServerRequestSettings>], types: NamedTypes, path: String) {
    self.settings = settings
    self.types = types
    self.path = path
  }

  mutating func handlers(_ model: ProtocolModel) -> [ServerRequestHandler] {
    let methods = model.methods.filter { $0.sender == .server }
    checkSubjects(methods.map(\.name))
    let cases = model.types.flatMap { type -> [MessageCase] in
      guard case .messages(let messages) = type.kind, messages.sender == .server, messages.kind == .requests else {
        return []
      }
      return messages.cases
    }
    let handlers = methods.compactMap { method -> ServerRequestHandler? in
      guard let unionCase = cases.first(where: { $0.method == method.name })?.swiftName else { return nil }
      let entry = settings.entry(method.name)
      return ServerRequestHandler(
        name: entry?.value.handler ?? unionCase,
        method: method,
        unionCase: unionCase,
        refusal: entry.flatMap { refusal(of: method, $0) },
        otherwise: entry?.value.otherwise
      )
    }
    checkNames(handlers)
    return handlers
  }

  private mutating func refusal(
    of method: Method,
    _ entry: Customization.Entry<ServerRequestSettings>
  ) -> ServerRequestHandler.Refusal? {
    guard let value = entry.value.refusal else { return nil }
    do throws(ConstantBuilder.Failure) {
      let constant = try ConstantBuilder(types: types, availability: method.availability).constant(
        value,
        as: method.response
      )
      return .init(text: value.text, value: constant)
    } catch {
      report("\(entry.pointer)/refusal", "\(value.text) is not a response to \"\(method.name)\": \(error.reason)")
      return nil
    }
  }

  // MARK: Checks

  private mutating func checkSubjects(_ known: [String]) {
    var seen: Set<String> = []
    for entry in settings {
      if !known.contains(entry.subject) {
        let message = "the server sends no request \"\(entry.subject)\", so this entry has no effect"
        report(entry.pointer, message + suggestion(for: entry.subject, among: known), isUnused: true)
      }
      if !seen.insert(entry.subject).inserted {
        report(entry.pointer, "there is an entry for \"\(entry.subject)\" already")
      }
      if let name = entry.value.handler, !name.isIdentifier {
        report("\(entry.pointer)/handler", "\"\(name)\" is not a Swift identifier")
      }
    }
  }

  private mutating func checkNames(_ handlers: [ServerRequestHandler]) {
    var seen: [String: String] = [:]
    for handler in handlers {
      if let other = seen.updateValue(handler.method.name, forKey: handler.name) {
        let message = "the handlers of \"\(other)\" and \"\(handler.method.name)\" would both be called \(handler.name)"
        report("/serverRequests/\(JSONPointer.escape(handler.method.name))/handler", message)
      }
    }
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  private mutating func report(_ pointer: String, _ message: String, isUnused: Bool = false) {
    diagnostics.append(.error(path, pointer, message, isUnusedEntry: isUnused))
  }
}
