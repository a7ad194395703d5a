extension Wrapper {
  /// The function that returns the elements of all pages as a sequence.
  struct Pages: Sendable {
    var name: String
    /// What the sequence contains; `nil` for the documentation that follows from the function for one page.
    var documentation: String?
    /// The Swift type of the elements.
    var element: String
    /// The parameters of the function for one page.
    var cursor: String
    var limit: String?
    /// The Swift properties of the response.
    var elements: String
    var nextCursor: String
    var backwardsCursor: String?
    /// The place in the customization where the sequence is declared, or could be declared.
    var pointer: String
  }
}

/// Methods that return pages are found by their form: their parameters have a `cursor`, and their response has a `nextCursor` and
/// one array.
extension WrapperBuilder {
  private static var cursor: String { "cursor" }
  private static var limit: String { "limit" }
  private static var nextCursor: String { "nextCursor" }
  private static var backwardsCursor: String { "backwardsCursor" }
  /// The names of the parameters that sequences have in place of the cursor and the limit.
  static var sequenceParameters: [String] { ["pageSize", "maximum", "startingAt"] }

  /// Gives the functions of methods with pages their sequences, and checks the section `pages` of the customization.
  mutating func addPages(to wrappers: inout [Wrapper]) {
    checkPageEntries()
    for index in wrappers.indices { wrappers[index].pages = pages(of: wrappers[index]) }
    checkPageNames(wrappers)
  }

  private mutating func checkPageEntries() {
    var seen: Set<String> = []
    for entry in settings.pages {
      guard let method = methods.first(where: { $0.name == entry.subject }) else {
        let known = methods.map(\.name)
        let message = "clients cannot call a method \"\(entry.subject)\", so this entry has no effect"
        report(entry.pointer, message + suggestion(for: entry.subject, among: known), isUnused: true)
        continue
      }
      if !seen.insert(entry.subject).inserted {
        report(entry.pointer, "another entry already names \"\(method.name)\"")
      }
      if cursorOfParams(method) == nil, cursorOfResponse(method) == nil {
        let message = "neither the parameters nor the response of \"\(method.name)\" have a cursor"
        report(entry.pointer, "\(message), so this entry has no effect", isUnused: true)
      }
    }
  }

  /// The sequence of a function; `nil` for a method without pages.
  private mutating func pages(of wrapper: Wrapper) -> Wrapper.Pages? {
    let method = wrapper.method
    let entry = settings.pages.first { $0.subject == method.name }
    if entry?.value.exception != nil { return nil }
    let pointer = entry?.pointer ?? "/pages/\(JSONPointer.escape(method.name))"
    let cursor = cursorOfParams(method)
    let next = cursorOfResponse(method)
    guard cursor != nil || next != nil else { return nil }
    guard let cursor, let next, let response = structure(of: method.response) else {
      let message =
        cursor == nil
        ? "the response to \"\(method.name)\" has a nextCursor, but the parameters have no cursor"
        : "the parameters of \"\(method.name)\" have a cursor, but the response has no nextCursor"
      refuse(pointer, message)
      return nil
    }
    let arrays = response.properties.compactMap { property -> (name: String, element: TypeReference)? in
      guard case .array(let element) = property.type, property.presence == .required else { return nil }
      return (property.swiftName, element)
    }
    guard arrays.count == 1, let elements = arrays.first else {
      refuse(
        pointer,
        "the response to \"\(method.name)\" has \(arrays.count) arrays that are always present instead of one"
      )
      return nil
    }
    guard case .response = wrapper.returns else {
      refuse(pointer, "the function \(wrapper.name) does not return the response to \"\(method.name)\"")
      return nil
    }
    guard let parameter = wrapper.parameters.first(where: { $0.property == cursor.swiftName }),
      parameter.type == "String?"
    else {
      if let name = textBranch(of: cursor) {
        let entry = "\"\(method.name)\": [{\"branches\": {\"\(Self.cursor)\": \"\(name)\"}}]"
        report(
          pointer,
          "the cursor of \"\(method.name)\" is a union; choose its case with a text: add \(entry) to \"wrappers\""
        )
        return nil
      }
      refuse(
        pointer,
        "the function \(wrapper.name) has no parameter for the cursor of \"\(method.name)\" that is a string"
      )
      return nil
    }
    let limit = wrapper.parameters.first { $0.property == Self.limit && $0.type == "Int?" }
    return Wrapper.Pages(
      name: entry?.value.name ?? Self.sequenceName(wrapper.name),
      documentation: entry?.value.documentation,
      element: types.spelling.text(elements.element),
      cursor: parameter.name,
      limit: limit?.name,
      elements: elements.name,
      nextCursor: next.swiftName,
      backwardsCursor: response.properties.first { $0.name == Self.backwardsCursor && isText($0) }?.swiftName,
      pointer: pointer
    )
  }

  private mutating func refuse(_ pointer: String, _ message: String) {
    report(
      pointer,
      "\(message), so there is no sequence of all elements; give the reason in \"exception\" of an entry in \"pages\""
    )
  }

  /// The name that follows from the function for one page: `all` for `list`, `allLoaded` for `listLoaded`, `allTurns` for
  /// `turns`.
  private static func sequenceName(_ name: String) -> String {
    let verb = "list"
    let rest = name.dropFirst(verb.count)
    let isVerb = name.hasPrefix(verb) && rest.first?.isUppercase ?? true
    return "all" + (isVerb ? String(rest) : name.capitalizedFirst)
  }

  private func cursorOfParams(_ method: Method) -> Property? {
    method.params.flatMap { structure(of: $0) }?.properties.first { $0.name == Self.cursor }
  }

  private func cursorOfResponse(_ method: Method) -> Property? {
    structure(of: method.response)?.properties.first { $0.name == Self.nextCursor && isText($0) }
  }

  /// The name of the case of a union that has a text; `nil` for a property that is no union, and for a union without such a case.
  private func textBranch(of property: Property) -> String? {
    guard case .named(let id) = property.type.unwrapped, case .union(let union)? = types[id]?.kind else { return nil }
    return union.branches.first { $0.payload == .scalar(.string) }?.swiftName
  }

  private func isText(_ property: Property) -> Bool { types.spelling.text(property) == "String?" }

  private func structure(of type: TypeReference) -> Structure? {
    guard let id = type.name, case .structure(let structure)? = types[id]?.kind else { return nil }
    return structure
  }

  /// Reports sequences with the name of another function of the same type, and functions with parameters that have the name of a
  /// parameter of the sequence.
  private mutating func checkPageNames(_ wrappers: [Wrapper]) {
    var names: [Wrapper.Owner: Set<String>] = [:]
    for wrapper in wrappers { names[wrapper.owner, default: []].insert(wrapper.name) }
    for wrapper in wrappers {
      guard let pages = wrapper.pages else { continue }
      if !names[wrapper.owner, default: []].insert(pages.name).inserted {
        let message = "the sequence of \"\(wrapper.method.name)\" would be called \(pages.name) like another function"
        report(pages.pointer, "\(message) of the same type; name the sequence in \"pages\"")
      }
      for parameter in wrapper.parameters where Self.sequenceParameters.contains(parameter.name) {
        let message =
          "the function \(wrapper.name) has a parameter \(parameter.name), and the sequence would have another one"
        report(wrapper.pointer, "\(message); rename the parameter in \"parameters\"")
      }
    }
  }
}
