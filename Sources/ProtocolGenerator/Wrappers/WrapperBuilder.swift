/// (named ProtocolModel, WrapperSettings) -> WrapperModel: builds a function for every client method, from its entries
/// in the customization or, without an entry, from the method's name and parameters.
struct WrapperBuilder {
  let settings: WrapperSettings
  let types: NamedTypes
  let words: Words
  let path: String
  /// The methods that clients can call.
  let methods: [Method]
  private let model: ProtocolModel
  private var diagnostics: [Diagnostic] = []

  /// - Parameter isLenient: Entries that do not fit the model are ignored, since the customization was written for
  ///   another release.
  /// - Throws: `GeneratorError` with each entry that does not fit the model.
  static func build(
    _ model: ProtocolModel,
    _ customization: Customization,
    isLenient: Bool = false
  ) throws(GeneratorError) -> WrapperModel {
    if customization.wrappers.isEmpty { return WrapperModel() }
    var builder = WrapperBuilder(model, customization)
    var result = builder.wrapperModel(of: Set(builder.methods.map(\.name)))
    result.serverRequests = builder.serverRequests()
    result.notifications = builder.notifications()
    result.reads = builder.reads()
    result.operations = builder.operations(result.wrappers)
    result.markEnds()
    if !isLenient, !builder.diagnostics.isEmpty { throw GeneratorError(builder.diagnostics) }
    return result
  }

  /// Builds the wrappers of some methods, for a module of another package. The entries about other methods are checked
  /// too.
  ///
  /// - Parameters:
  ///   - methods: The names of the methods that get wrappers.
  ///   - rootType: The name of the struct that has the wrappers as members, and the settings file that declares the
  ///     name.
  /// - Throws: `GeneratorError` with each entry that does not fit the model or a module.
  static func build(
    _ model: ProtocolModel,
    _ customization: Customization,
    of methods: Set<String>,
    rootType: (name: String, file: String)
  ) throws(GeneratorError) -> WrapperModel {
    var builder = WrapperBuilder(model, customization)
    var result = builder.wrapperModel(of: methods)
    result.keepUsedPresets()
    builder.checkModule(rootType, result.wrappers)
    if !builder.diagnostics.isEmpty { throw GeneratorError(builder.diagnostics) }
    return result
  }

  private init(_ model: ProtocolModel, _ customization: Customization) {
    self.model = model
    settings = customization.wrappers
    types = NamedTypes(model)
    words = Words(customization.words)
    path = customization.path
    methods = model.methods.filter { $0.sender == .client }
  }

  /// - Parameter names: The names of the methods that get wrappers.
  private mutating func wrapperModel(of names: Set<String>) -> WrapperModel {
    checkSubjects()
    checkIdentifiers()
    var result = WrapperModel(presets: presets())
    for method in methods {
      let isWrapped = names.contains(method.name)
      // Entries are checked even if the method gets no wrapper. A wrapper without an entry follows from the schema and
      // needs no check.
      guard isWrapped || settings.wrappers.entry(method.name) != nil else { continue }
      let wrappers = entries(of: method).map { wrapper(of: method, $0) }
      if isWrapped { result.wrappers += wrappers }
    }
    addPages(to: &result.wrappers)
    checkNames(result.wrappers)
    checkOptions(result.wrappers)
    result.settingTypes = SettingType.all(in: result.wrappers, types)
    return result
  }

  /// The entries about a method; a single empty entry if the customization has none.
  private func entries(of method: Method) -> [Customization.Entry<WrapperEntry>] {
    let pointer = "/wrappers/\(JSONPointer.escape(method.name))"
    return settings.wrappers.entry(method.name)?.value
      ?? [Customization.Entry(subject: method.name, value: WrapperEntry(), pointer: pointer)]
  }

  private mutating func presets() -> [Preset] {
    var builder = PresetBuilder(settings: settings, types: types, path: path)
    let wrapped = methods.filter { !entries(of: $0).isEmpty }
    let presets = settings.presets.map { entry in
      var seen: Set<TypeID> = []
      let params = wrapped.filter { !entry.value.hiddenIn.names().contains($0.name) }
        .compactMap { paramsType(of: $0) }
        .filter { seen.insert($0.id).inserted }.sorted { $0.swiftName < $1.swiftName }
      return builder.preset(entry, params: params)
    }
    diagnostics += builder.diagnostics
    return presets
  }

  private mutating func serverRequests() -> [ServerRequestHandler] {
    var builder = ServerRequestBuilder(settings: settings.serverRequests, types: types, path: path)
    defer { diagnostics += builder.diagnostics }
    return builder.handlers(model)
  }

  private mutating func notifications() -> NotificationModel {
    var builder = NotificationBuilder(settings: settings.notifications, types: types, path: path)
    defer { diagnostics += builder.diagnostics }
    return builder.notifications(model)
  }

  private mutating func operations(_ wrappers: [Wrapper]) -> [OperationHandle] {
    var builder = OperationBuilder(model, settings: settings, types: types, path: path)
    defer { diagnostics += builder.diagnostics }
    return builder.handles(wrappers)
  }

  /// The declaration of the method's parameters; `nil` when the method has none, or when their type has no declaration.
  func paramsType(of method: Method) -> TypeDeclaration? {
    method.params?.name.flatMap { types[$0] }
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  mutating func report(_ pointer: String, _ message: String, in file: String? = nil, isUnused: Bool = false) {
    diagnostics.append(.error(file ?? path, pointer, message, isUnusedEntry: isUnused))
  }

  // MARK: One wrapper

  private mutating func wrapper(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper {
    let owner = owner(of: method, entry)
    let structure = fields(of: method)
    var wrapper = Wrapper(
      name: entry.value.name ?? defaultName(of: method, owner),
      owner: owner,
      method: method,
      documentation: documentation(of: method, entry.value),
      returns: returns(of: method, entry),
      pointer: entry.pointer
    )
    var builder = ParameterBuilder(settings: settings, types: types, method: method, entry: entry)
    if let structure {
      wrapper.params = paramsType(of: method).map { types.spelling.path(of: $0.id) }
      builder.build(structure, fills: fills(of: owner), newID: newID(of: method, entry.value))
    } else {
      builder.buildWhole()
    }
    wrapper.parameters = builder.parameters
    wrapper.filled = builder.filled
    wrapper.options = builder.options
    wrapper.isDiscardable = entry.value.discardable == true
    wrapper.waitsForTurn = entry.value.waitsForTurn == true
    if let parameter = wrapper.parameters.first(where: { $0.name == Wrapper.timeout }) {
      let message =
        "the wrapper of \"\(method.name)\" would have two parameters \(parameter.name), since every function has one for "
        + "the response; rename the other one in \"parameters\""
      report(entry.pointer, message)
    }
    for problem in builder.problems { report(problem.pointer, problem.message, isUnused: problem.isUnused) }
    return wrapper
  }

  /// The property for which the SDK chooses a new ID, when the wrapper opens a handle of the section `operations`.
  private func newID(of method: Method, _ entry: WrapperEntry) -> String? {
    guard let operation = settings.operations.entry(method.name)?.value, let handle = operation.handle,
      entry.returns == handle
    else { return nil }
    return operation.id
  }

  /// The struct whose properties become the parameters of the wrapper. `nil` when the method's parameters are not a
  /// struct, or when they may be left out although they have required properties.
  private func fields(of method: Method) -> Structure? {
    guard let type = paramsType(of: method), case .structure(let structure) = type.kind else { return nil }
    if case .optional = method.params, structure.properties.contains(where: \.mustBeGiven) { return nil }
    return structure
  }

  private func fills(of owner: Wrapper.Owner) -> [String: String] {
    guard case .type(let name) = owner else { return [:] }
    return settings.owners.entry(name)?.value ?? [:]
  }

  /// The owner of a wrapper: the declared owner; else the handle that provides required properties; else the area of the
  /// method.
  private mutating func owner(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper.Owner {
    let handle = handle(of: method)
    if let name = entry.value.owner {
      let areas = areaNames
      let isType = settings.ownerNames.contains(name)
      if isType || areas.contains(name) {
        checkReason(entry, isNeeded: handle.map { !provides(name, $0) } ?? false)
        return isType ? .type(name) : .area(name)
      }
      let message =
        "\"\(name)\" is neither an owner nor an area" + suggestion(for: name, among: settings.ownerNames + areas)
      report("\(entry.pointer)/owner", message)
    } else {
      checkReason(entry, isNeeded: false)
    }
    if let handle { return .type(handle) }
    let parts = method.name.split(separator: "/").map(String.init)
    guard parts.count > 1, let first = parts.first else {
      // With the methods `fuzzyFileSearch` and `fuzzyFileSearch/sessionStart`, a function and an area of the same type
      // would have the same name.
      let isArea = entry.value.name == nil && methods.contains { $0.name.hasPrefix(method.name + "/") }
      let name = area(of: method.name)
      return isArea && name == words.lowerCamelCase(method.name) ? .area(name) : .type(WrapperSettings.rootType)
    }
    return .area(area(of: first))
  }

  /// The handle, such as `CodexThread`, that provides some of the properties that the method requires. `nil` when there
  /// is none. Of several handles, the one that provides the fewest properties is chosen; of several such handles, the
  /// first in alphabetical order.
  private func handle(of method: Method) -> String? {
    guard let structure = fields(of: method) else { return nil }
    let required = Set(structure.properties.filter(\.mustBeGiven).map(\.name))
    // The method that opens a handle cannot be a member of it.
    let opened = settings.operations.entry(method.name)?.value.handle
    let handles = settings.owners.filter { owner in
      owner.subject != opened && !owner.value.isEmpty && owner.value.keys.allSatisfy(required.contains)
    }
    return handles.min { ($0.value.count, $0.subject) < ($1.value.count, $1.subject) }?.subject
  }

  /// Whether an owner provides all properties that a handle provides, such as a turn, which knows its thread.
  private func provides(_ owner: String, _ handle: String) -> Bool {
    let properties = settings.owners.entry(owner)?.value ?? [:]
    return (settings.owners.entry(handle)?.value ?? [:]).keys.allSatisfy { properties[$0] != nil }
  }

  /// Reports a wrapper that is taken off its handle without a reason, and a reason without effect.
  private mutating func checkReason(_ entry: Customization.Entry<WrapperEntry>, isNeeded: Bool) {
    switch (entry.value.ownerReason, isNeeded) {
    case (nil, true):
      report(
        "\(entry.pointer)/owner",
        "a handle provides the properties that \"\(entry.subject)\" requires, so the function belongs to the handle; "
          + "leave \"owner\" out, or write in \"ownerReason\" why the function is elsewhere"
      )
    case (_?, false):
      report(
        "\(entry.pointer)/ownerReason",
        "the function of \"\(entry.subject)\" is where it belongs, so this reason has no effect",
        isUnused: true
      )
    default: break
    }
  }

  private func area(of group: String) -> String {
    settings.areas.entry(group)?.value ?? words.lowerCamelCase(group)
  }

  private var areaNames: [String] {
    Set(methods.compactMap { $0.name.split(separator: "/").first.map(String.init) }).sorted().map { area(of: $0) }
  }

  /// The name that follows from the method: `setGoal` for `thread/goal/set`, `appendRealtimeAudio` for
  /// `thread/realtime/appendAudio`. A function of a handle that reads something is named by what it reads: `turns` for
  /// `thread/turns/list`. A function of an area is named by its verb, because the area's name already says what the
  /// function is about: `codex.threads.list()`.
  private func defaultName(of method: Method, _ owner: Wrapper.Owner) -> String {
    var parts = method.name.split(separator: "/").map(String.init)
    if case .area = owner, parts.count > 1 { parts.removeFirst() }
    if case .type(let type) = owner, let first = parts.first, parts.count > 1,
      type.lowercased().hasSuffix(first.lowercased())
    {
      parts.removeFirst()
    }
    guard parts.count > 1, let last = parts.popLast() else { return words.lowerCamelCase(parts.first ?? "") }
    if case .type(let type) = owner, type != WrapperSettings.rootType, last == "list" || last == "get" {
      return words.lowerCamelCase(parts.joined(separator: " "))
    }
    let verb = words.split(last)
    return words.lowerCamelCase((verb.prefix(1) + parts + verb.dropFirst()).joined(separator: " "))
  }

  /// The value of `returns` for a wrapper without a result, whatever the server responds.
  private static var nothing: String { "Void" }

  private mutating func returns(of method: Method, _ entry: Customization.Entry<WrapperEntry>) -> Wrapper.Returns {
    let response = method.response.name.flatMap { types[$0] }
    guard let declared = entry.value.returns else {
      if case .structure(let structure)? = response?.kind, structure.properties.isEmpty, structure.additional == nil {
        return .nothing
      }
      return .response(types.spelling.text(method.response))
    }
    if declared == Self.nothing { return .nothing }
    guard declared.hasPrefix(".") else {
      if !declared.isIdentifier { report("\(entry.pointer)/returns", "\"\(declared)\" is not a Swift identifier") }
      return .handle(declared)
    }
    let name = String(declared.dropFirst())
    guard case .structure(let structure)? = response?.kind,
      let property = structure.properties.first(where: { $0.name == name })
    else {
      let near = nearestName(to: name, in: response?.memberNames ?? []).map { "; did you mean \".\($0)\"?" } ?? ""
      report("\(entry.pointer)/returns", "the response to \"\(method.name)\" has no \"\(name)\"\(near)")
      return .nothing
    }
    if property.availability == .experimental, method.availability == .always {
      let message = "\"\(name)\" in the response to \"\(method.name)\" is experimental, the method is not"
      report("\(entry.pointer)/returns", message)
    }
    return .part(property: property.swiftName, type: types.spelling.text(property))
  }

  /// The documentation of a wrapper: the customization's text, or the method's, or that of the method's parameters.
  private func documentation(of method: Method, _ entry: WrapperEntry) -> Documentation {
    var documentation = method.documentation
    if let text = entry.documentation {
      documentation.text = text
    } else if documentation.text.isEmpty, let type = paramsType(of: method) {
      documentation.text = type.documentation.text
    }
    documentation.pointer = ""
    return documentation
  }
}
