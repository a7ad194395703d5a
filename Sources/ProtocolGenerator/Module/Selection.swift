/// The part of a release that is generated for a module: the definitions and methods that the settings name, and every
/// definition that these need.
struct Selection: Sendable {
  private(set) var types: Set<TypeID> = []
  private(set) var methods: Set<String> = []
  /// The methods that get wrappers.
  private(set) var wrappers: Set<String> = []
  /// The entries that name nothing in the model.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter isLenient: Whether entries that name nothing in the model are kept in `diagnostics` instead of thrown.
  /// - Throws: `GeneratorError` with each entry that names nothing in the model, and a suggestion of the nearest name.
  init(_ settings: ModuleSettings, in model: ProtocolModel, isLenient: Bool = false) throws(GeneratorError) {
    let clientMethods = model.methods.filter { $0.sender == .client }.map(\.name)
    let isEverything = settings.types == nil && settings.methods == nil
    let named = names(settings.methods, of: model.methods.map { [$0.name] }, "method", settings.path)
    methods = Set(isEverything ? model.methods.map(\.name) : named)
    switch settings.wrappers {
    case .none: break
    case .all: wrappers = methods.intersection(clientMethods)
    case .named(let entries):
      wrappers = Set(names(entries, of: clientMethods.map { [$0] }, "method of the server", settings.path))
      methods.formUnion(wrappers)
    }
    let known = model.types.map { $0.id.path == $0.name ? [$0.name] : [$0.id.path, $0.name] }
    let paths = names(settings.types, of: known, "definition", settings.path)
    types = isEverything ? Set(model.types.map(\.id)) : Set(paths.map { TypeID(path: $0) })
    if !isLenient, !diagnostics.isEmpty { throw GeneratorError(diagnostics) }
    addReached(in: model)
  }

  /// The part of the model that is selected.
  func applied(to model: ProtocolModel) -> ProtocolModel {
    let dropped = Set(model.methods.filter { !methods.contains($0.name) }.map(\.pointer))
    var model = model
    model.types.removeAll { !types.contains($0.id) }
    model.methods.removeAll { !methods.contains($0.name) }
    model.warnings.removeAll { $0.pointer.map(dropped.contains) ?? false }
    return model
  }

  // MARK: Names

  /// - Parameter known: The names of each definition or method. The first of the names is returned.
  private mutating func names(
    _ entries: [ModuleSettings.Name]?,
    of known: [[String]],
    _ what: String,
    _ path: String
  ) -> [String] {
    (entries ?? []).flatMap { entry -> [String] in
      let isPattern = entry.subject.hasSuffix("*")
      let start = isPattern ? String(entry.subject.dropLast()) : entry.subject
      let hits = known.filter { $0.contains { isPattern ? $0.hasPrefix(start) : $0 == start } }.compactMap(\.first)
      if hits.isEmpty {
        let all = known.flatMap(\.self)
        let name = "\"\(start)\""
        let problem = isPattern ? "no \(what) starts with \(name)" : "there is no \(what) \(name) in the schema"
        let near =
          isPattern ? suggestion(for: start, among: Set(all.flatMap(\.starts))) : suggestion(for: start, among: all)
        let message = "\(problem), so this entry selects nothing\(near)"
        diagnostics.append(.error(path, entry.pointer, message))
      }
      return hits
    }
  }

  // MARK: Reach

  /// Adds the definitions that the selected methods and definitions refer to.
  private mutating func addReached(in model: ProtocolModel) {
    var owners: [TypeID: TypeDeclaration] = [:]
    for type in model.types {
      for inner in type.flattened { owners[inner.id] = type }
    }
    let messages = model.methods.filter { methods.contains($0.name) }
    var open = messages.flatMap { [$0.params?.name, $0.response.name] }.compactMap(\.self) + types
    types = []
    while let id = open.popLast() {
      guard let type = owners[id], types.insert(type.id).inserted else { continue }
      open += type.flattened.flatMap(\.references).compactMap(\.name)
    }
  }
}

extension String {
  /// The starts of the name that end with a word: `v2/`, `v2/Thread` and `v2/ThreadItem`.
  fileprivate var starts: [String] {
    indices.dropFirst().filter { self[$0].isUppercase || self[index(before: $0)] == "/" }.map { String(self[..<$0]) }
      + [self]
  }
}

extension Selection {
  /// A warning about settings that select nothing, such as `"types": []`.
  static func warnings(_ part: ProtocolModel, _ settings: ModuleSettings) -> [Diagnostic] {
    guard part.types.isEmpty, part.methods.isEmpty else { return [] }
    let message =
      "these settings select no definitions and no methods, so no code is generated; name some of them, or leave \"types\" and "
      + "\"methods\" out to generate all"
    let pointer = settings.types == nil ? "/methods" : "/types"
    return [Diagnostic(.warning, file: settings.path, pointer: pointer, message: message)]
  }
}
