/// Checks of the customization's entries before, and of the wrappers after, the wrappers are built.
extension WrapperBuilder {
  /// Reports entries about methods, groups of methods and presets that do not exist.
  mutating func checkSubjects() {
    let known = methods.map(\.name)
    for entry in settings.wrappers where !known.contains(entry.subject) {
      report(entry.pointer, unknown("method", entry.subject, known), isUnused: true)
    }
    for entry in settings.adapters {
      checkMethods(entry.value.methods, replacing: entry.value.replaces.names(), "adapter \"\(entry.subject)\"")
      checkFields(entry.value.replaces, of: entry.value.methods.names(), "adapter \"\(entry.subject)\"")
    }
    for entry in settings.presets where !entry.value.cases.isEmpty {
      checkMethods(entry.value.hiddenIn, replacing: entry.value.replaces.names(), "preset \"\(entry.subject)\"")
    }
    let starts = Set(known.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
    var seen: Set<String> = []
    for entry in settings.areas {
      if !starts.contains(entry.subject) {
        report(entry.pointer, unknown("group of methods", entry.subject, starts), isUnused: true)
      }
      if !seen.insert(entry.subject).inserted {
        report(entry.pointer, "the area of the group \"\(entry.subject)\" has a name already")
      }
    }
  }

  /// Reports names that are not methods, and methods without a property that is replaced.
  private mutating func checkMethods(_ names: [Customization.Entry<Void>], replacing fields: [String], _ who: String) {
    for entry in names {
      guard let method = methods.first(where: { $0.name == entry.subject }) else {
        report(entry.pointer, unknown("method", entry.subject, methods.map(\.name)), isUnused: true)
        continue
      }
      if !fields.contains(where: { fieldNames(of: method).contains($0) }) {
        report(
          entry.pointer,
          "\"\(method.name)\" has no property that the \(who) replaces, so this entry has no effect",
          isUnused: true
        )
      }
    }
  }

  /// Reports names that are not properties of any of the methods' parameters.
  private mutating func checkFields(_ fields: [Customization.Entry<Void>], of names: [String], _ who: String) {
    let known = Set(methods.filter { names.contains($0.name) }.flatMap { fieldNames(of: $0) })
    if known.isEmpty { return }
    for field in fields where !known.contains(field.subject) {
      report(
        field.pointer,
        "no method of the \(who) has the property \"\(field.subject)\"" + suggestion(for: field.subject, among: known),
        isUnused: true
      )
    }
  }

  private func fieldNames(of method: Method) -> [String] {
    guard let type = paramsType(of: method), case .structure = type.kind else { return [] }
    return type.memberNames
  }

  /// Reports names that are not Swift identifiers.
  mutating func checkIdentifiers() {
    for entry in settings.owners {
      checkTypeName(entry.subject, entry.pointer)
      for (property, member) in entry.value.sorted(by: { $0.key < $1.key }) {
        checkIdentifier(member, "\(entry.pointer)/\(JSONPointer.escape(property))")
      }
    }
    for entry in settings.presets {
      checkTypeName(entry.subject, entry.pointer)
      if entry.value.cases.isEmpty { continue }
      checkIdentifier(entry.value.parameter, "\(entry.pointer)/parameter")
      for preset in entry.value.cases {
        checkIdentifier(preset.name, "\(preset.pointer)/name")
        if let needed = preset.requires { checkIdentifier(needed, "\(preset.pointer)/requires") }
      }
    }
    for entry in settings.adapters {
      checkTypeName(entry.subject, entry.pointer)
      checkIdentifier(entry.value.parameter, "\(entry.pointer)/parameter")
      if let name = entry.value.accepts { checkTypeName(name, "\(entry.pointer)/accepts") }
    }
    for entry in settings.areas { checkIdentifier(entry.value, entry.pointer) }
    for entry in settings.wrappers.flatMap(\.value) {
      if let name = entry.value.name { checkIdentifier(name, "\(entry.pointer)/name") }
      if let name = entry.value.options { checkTypeName(name, "\(entry.pointer)/options") }
      for parameter in entry.value.parameters {
        let parts = parameter.value.split(separator: " ").map(String.init)
        let label = parts.dropLast().allSatisfy { $0 == "_" || $0.isIdentifier }
        if parts.count > 2 || !label || parts.last?.isIdentifier != true {
          let message = "is not a parameter; write a name, or a label and a name, such as \"_ id\""
          report(parameter.pointer, "\"\(parameter.value)\" \(message)")
        }
      }
    }
  }

  private mutating func checkIdentifier(_ name: String, _ pointer: String) {
    if !name.isIdentifier { report(pointer, "\"\(name)\" is not a Swift identifier") }
  }

  private mutating func checkTypeName(_ name: String, _ pointer: String) {
    if !name.isIdentifier {
      report(pointer, "\"\(name)\" is not a Swift identifier")
    } else if !name.isTypeName {
      report(pointer, "\"\(name)\" cannot name a type, since Swift reserves the name")
    }
  }

  /// Reports wrappers that would have the same name as another wrapper of the same type, or as an area.
  mutating func checkNames(_ wrappers: [Wrapper]) {
    var owners: [Wrapper.Owner: [String: Wrapper]] = [:]
    // Names that the customization declares are checked with their entries.
    let declaredNames = Set(settings.wrappers.flatMap(\.value).compactMap(\.value.name))
    let declaredAreas = Set(settings.areas.map(\.value))
    for wrapper in wrappers {
      if !wrapper.name.isIdentifier, !declaredNames.contains(wrapper.name) {
        report(
          wrapper.pointer,
          "the wrapper of \"\(wrapper.method.name)\" would be called \"\(wrapper.name)\", which is not a Swift identifier; "
            + "name it in \"wrappers\""
        )
      }
      if case .area(let name) = wrapper.owner, !name.isIdentifier, !declaredAreas.contains(name) {
        report(
          wrapper.pointer,
          "the area of \"\(wrapper.method.name)\" would be called \"\(name)\", which is not a Swift identifier; "
            + "name it in \"areas\""
        )
      }
      if let other = owners[wrapper.owner]?[wrapper.name] {
        report(
          wrapper.pointer,
          "the methods \"\(other.method.name)\" and \"\(wrapper.method.name)\" would both have the wrapper "
            + "\(wrapper.name) on the same type; name one in \"wrappers\""
        )
      }
      owners[wrapper.owner, default: [:]][wrapper.name] = wrapper
    }
    for wrapper in wrappers
    where wrapper.owner == .type(WrapperSettings.rootType) && owners[.area(wrapper.name)] != nil {
      report(
        wrapper.pointer,
        "the wrapper \(wrapper.name) of \"\(wrapper.method.name)\" has the name of an area; rename one, "
          + "the area in \"areas\""
      )
    }
  }

  /// Reports wrappers that share the name of an option struct although their options differ, and options with the name of
  /// another type.
  mutating func checkOptions(_ wrappers: [Wrapper]) {
    let taken = Set(types.declarations.keys.map { types.spelling.path(of: $0) } + settings.presets.map(\.subject))
    var known: [String: Wrapper] = [:]
    for wrapper in wrappers {
      guard let options = wrapper.options else { continue }
      let pointer = "\(wrapper.pointer)/options"
      if taken.contains(options.name) { report(pointer, "there is another type with the name \"\(options.name)\"") }
      guard let other = known.updateValue(wrapper, forKey: options.name) else { continue }
      let isSame = other.options?.signature == options.signature && other.givenProperties == wrapper.givenProperties
      if other.params != wrapper.params || !isSame {
        report(
          pointer,
          "the wrappers \(other.name) and \(wrapper.name) cannot share \(options.name), since they have different options"
        )
      }
    }
  }

  private func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    "there is no \(what) \"\(name)\" in the schema, so this entry has no effect" + suggestion(for: name, among: known)
  }
}

extension Wrapper.Options {
  fileprivate var signature: [String] { parameters.map { "\($0.name): \($0.type)" } }
}
