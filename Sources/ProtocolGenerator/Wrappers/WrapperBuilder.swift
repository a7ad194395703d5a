import CodexWire

/// (named ProtocolModel, WrapperSettings) -> WrapperModel: a function for every client method, as the customization says or,
/// where it says nothing, as follows from the method's name and parameters.
struct WrapperBuilder {
  let settings: WrapperSettings
  let context: TranslationContext
  let words: Words
  let path: String
  var diagnostics: [Diagnostic] = []
  private let methods: [Method]

  /// - Parameter isLenient: Entries that do not fit are passed over: the customization was written for another release.
  /// - Throws: `GeneratorError` naming each entry that does not fit the schema.
  static func build(
    _ model: ProtocolModel,
    _ customization: Customization,
    isLenient: Bool = false
  ) throws(GeneratorError) -> WrapperModel {
    if customization.wrappers.isEmpty { return WrapperModel() }
    var builder = WrapperBuilder(model, customization)
    let result = builder.wrapperModel()
    if !isLenient, !builder.diagnostics.isEmpty { throw GeneratorError(builder.diagnostics) }
    return result
  }

  private init(_ model: ProtocolModel, _ customization: Customization) {
    settings = customization.wrappers
    context = TranslationContext(model)
    words = Words(customization.words)
    path = customization.path
    methods = model.methods.filter { $0.sender == .client }
  }

  private mutating func wrapperModel() -> WrapperModel {
    checkSubjects()
    var result = WrapperModel(presets: presets())
    let declared = Dictionary(
      settings.wrappers.map { ($0.subject, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    for method in methods {
      let pointer = "/wrappers/\(JSONPointer.escape(method.name))"
      let entries =
        declared[method.name] ?? [Customization.Entry(subject: method.name, value: WrapperEntry(), pointer: pointer)]
      for entry in entries { result.wrappers.append(wrapper(of: method, entry)) }
    }
    checkNames(result.wrappers)
    return result
  }

  private mutating func presets() -> [Preset] {
    var builder = PresetBuilder(context: context, path: path)
    let names = settings.presets.map(\.subject)
    let presets = settings.presets.map { entry in
      var seen: Set<TypeID> = []
      let params = methods.filter { !entry.value.hiddenIn.contains($0.name) }.compactMap { paramsType(of: $0) }
        .filter { seen.insert($0.id).inserted }.sorted { $0.swiftName < $1.swiftName }
      return builder.preset(entry, among: names, params: params)
    }
    diagnostics += builder.diagnostics
    return presets
  }

  /// The declaration of a method's parameters, where that is a definition.
  func paramsType(of method: Method) -> TypeDeclaration? {
    method.params?.name.flatMap { context.types[$0] }
  }

  // MARK: One wrapper

  private mutating func wrapper(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper {
    let owner = owner(of: method, entry)
    var parameters: [Wrapper.Parameter] = []
    var filled: [(property: String, value: Expression)] = []
    var paramsName: String?
    if let type = paramsType(of: method), case .structure(let structure) = type.shape {
      paramsName = type.swiftName
      var builder = ParameterBuilder(settings: settings, context: context, method: method, entry: entry)
      builder.build(structure, fills: fills(of: owner))
      parameters = builder.parameters
      filled = builder.filled
      diagnostics += builder.problems.map { .error(path, entry.pointer, $0) }
    } else if let params = method.params {
      // Parameters that are a union have no fields to spread out: they are given as they are.
      parameters = [
        Wrapper.Parameter(
          label: "_",
          name: "params",
          type: context.spelling(params),
          source: .property("", isOverride: false),
          documentation: "What to call the method with."
        )
      ]
    }
    return Wrapper(
      name: entry.value.name ?? defaultName(of: method, owner),
      owner: owner,
      method: method,
      params: paramsName,
      documentation: documentation(of: method, entry.value),
      parameters: parameters,
      filled: filled,
      returns: returns(of: method, entry)
    )
  }

  private func fills(of owner: Wrapper.Owner) -> [String: String] {
    guard case .type(let name) = owner else { return [:] }
    return settings.owners.first { $0.subject == name }?.value ?? [:]
  }

  /// Where a wrapper stands: as declared; else on the type that fills a required parameter; else in the method's area.
  private mutating func owner(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper.Owner {
    if let name = entry.value.owner {
      if settings.owners.contains(where: { $0.subject == name }) { return .type(name) }
      let areas = areaNames
      if areas.contains(name) { return .area(name) }
      let near = nearestName(to: name, in: settings.owners.map(\.subject) + areas).map { "; did you mean \"\($0)\"?" }
      report(entry.pointer, "\"\(name)\" is neither an owner nor an area\(near ?? "")")
    }
    if let type = paramsType(of: method), case .structure(let structure) = type.shape {
      let required = Set(structure.properties.filter(\.mustBeGiven).map(\.name))
      // The owner that fills exactly what a method of it needs: the fewest fields first, by name where that is equal.
      let owners = settings.owners.filter { !$0.value.isEmpty && $0.value.keys.allSatisfy(required.contains) }
      if let owner = owners.min(by: { $0.value.count < $1.value.count }) { return .type(owner.subject) }
    }
    let parts = method.name.split(separator: "/").map(String.init)
    guard parts.count > 1, let first = parts.first else { return .type("Codex") }
    return .area(settings.areas.first { $0.subject == first }?.value ?? words.lowerCamelCase(first))
  }

  private var areaNames: [String] {
    let declared = Dictionary(settings.areas.map { ($0.subject, $0.value) }, uniquingKeysWith: { first, _ in first })
    return Set(methods.compactMap { $0.name.split(separator: "/").first.map(String.init) })
      .map { declared[$0] ?? words.lowerCamelCase($0) }
  }

  /// `thread/goal/set` -> `setGoal`, `thread/realtime/appendAudio` -> `appendRealtimeAudio`.
  private func defaultName(of method: Method, _ owner: Wrapper.Owner) -> String {
    var parts = method.name.split(separator: "/").map(String.init)
    if case .area = owner { parts.removeFirst() }
    if case .type(let type) = owner, let first = parts.first, parts.count > 1,
      type.lowercased().hasSuffix(first.lowercased())
    {
      parts.removeFirst()
    }
    guard parts.count > 1, let last = parts.popLast() else { return words.lowerCamelCase(parts.first ?? "") }
    let verb = words.split(last)
    return words.lowerCamelCase((verb.prefix(1) + parts + verb.dropFirst()).joined(separator: " "))
  }

  private mutating func returns(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper.Returns {
    let response = method.response.name.flatMap { context.types[$0] }
    guard let declared = entry.value.returns else {
      if case .structure(let structure)? = response?.shape, structure.properties.isEmpty, structure.additional == nil {
        return .nothing
      }
      return .response(context.spelling(method.response))
    }
    if declared == "Void" { return .nothing }
    guard declared.hasPrefix(".") else { return .handle(declared) }
    let name = String(declared.dropFirst())
    guard case .structure(let structure)? = response?.shape,
      let property = structure.properties.first(where: { $0.name == name })
    else {
      let near = nearestName(to: name, in: response?.memberNames ?? []).map { "; did you mean \".\($0)\"?" } ?? ""
      report(entry.pointer, "the answer to \"\(method.name)\" has no \"\(name)\"\(near)")
      return .nothing
    }
    let type = context.spelling(property.type) + (property.presence == .required ? "" : "?")
    return .part(property: property.swiftName, type: type)
  }

  // MARK: Documentation

  private func documentation(of method: Method, _ entry: WrapperEntry) -> CommentSyntax {
    var documentation = method.documentation
    if let text = entry.documentation {
      documentation.text = text
    } else if documentation.text.isEmpty, let type = paramsType(of: method) {
      documentation.text = type.documentation.text
    }
    documentation.pointer = ""
    var comment = documentation.comment(isType: true, fallback: "Calls `\(method.name)`.")
    if !documentation.text.isEmpty { comment.paragraphs.append("- Note: This is the method `\(method.name)`.") }
    return comment
  }

  // MARK: Checks

  private mutating func checkSubjects() {
    let known = methods.map(\.name)
    for entry in settings.wrappers where !known.contains(entry.subject) {
      report(entry.pointer, unknown("method", entry.subject, known))
    }
    for entry in settings.adapters {
      for (index, name) in entry.value.methods.enumerated() where !known.contains(name) {
        report("\(entry.pointer)/methods/\(index)", unknown("method", name, known))
      }
    }
    for entry in settings.presets {
      for (index, name) in entry.value.hiddenIn.enumerated() where !known.contains(name) {
        report("\(entry.pointer)/hiddenIn/\(index)", unknown("method", name, known))
      }
    }
    let starts = Set(known.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
    for entry in settings.areas where !starts.contains(entry.subject) {
      report(entry.pointer, unknown("group of methods", entry.subject, starts))
    }
  }

  private mutating func checkNames(_ wrappers: [Wrapper]) {
    var owners: [String: Wrapper] = [:]
    var areas: Set<String> = []
    for wrapper in wrappers {
      if case .area(let name) = wrapper.owner { areas.insert(name) }
      let name = "\(wrapper.owner).\(wrapper.name)"
      if let other = owners[name] {
        report(
          "/wrappers",
          "the methods \"\(other.method.name)\" and \"\(wrapper.method.name)\" would both have the wrapper "
            + "\(wrapper.name) on the same type; name one in \"wrappers\""
        )
      }
      owners[name] = wrapper
    }
    for wrapper in wrappers where wrapper.owner == .type("Codex") && areas.contains(wrapper.name) {
      report(
        "/wrappers",
        "the wrapper \(wrapper.name) of \"\(wrapper.method.name)\" has the name of an area; rename one, "
          + "the area in \"areas\""
      )
    }
  }

  private func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    let near = nearestName(to: name, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return "there is no \(what) \"\(name)\" in the schema, so this entry does nothing\(near)"
  }

  private mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(path, pointer, message))
  }
}
