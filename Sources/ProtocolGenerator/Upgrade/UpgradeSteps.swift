import CodexWire

/// (model, wrappers, customization) -> [UpgradeStep]: finds the decisions that the customization does not contain yet.
public struct UpgradeSteps {
  private let model: ProtocolModel
  private let wrappers: WrapperModel
  private let customization: Customization
  /// What also a client without the experimental API may use: methods, notifications, paths of types, and members as `TYPE.MEMBER`.
  private let stable: Set<String>
  /// The methods, notifications and paths of types that the previous release has.
  private let known: Set<String>
  private var steps: [UpgradeStep] = []

  /// - Parameters:
  ///   - new: The new release with a customization that fits the release.
  ///   - old: The release before; `nil` if there is none, so that nothing counts as new.
  /// - Returns: The steps, the most important first.
  /// - Throws: `GeneratorError` if a file of the input is not valid.
  public static func find(in new: GeneratorInput, since old: GeneratorInput?) throws(GeneratorError) -> [UpgradeStep] {
    let customization = try ModelPipeline.customization(of: new)
    let model = try ModelPipeline.model(of: new, customization)
    var stable = new
    stable.experimental = nil
    var finder = UpgradeSteps(
      model: model,
      wrappers: try WrapperBuilder.build(model, customization),
      customization: customization,
      stable: new.stable == nil
        ? names(in: model) : names(in: try ModelPipeline.model(of: stable, customization, isLenient: true)),
      known: try old.map { old throws(GeneratorError) in
        names(in: try ModelPipeline.model(of: old, customization, isLenient: true))
      } ?? names(in: model)
    )
    finder.find()
    return finder.steps
  }

  /// The methods, notifications, paths of types and members of a model.
  private static func names(in model: ProtocolModel) -> Set<String> {
    var names = Set(model.methods.map(\.name) + model.serverNotifications.map(\.method))
    for type in model.types.flatMap(\.flattened) {
      names.insert(type.id.path)
      names.formUnion(type.memberNames.map { "\(type.id.path).\($0)" })
    }
    return names
  }

  private mutating func find() {
    findResponses()
    findServerRequests()
    findOperations()
    findSecrets()
    findRepresentations()
    findDocumentation()
    findNames()
    findReads()
  }

  private mutating func add(_ task: String, _ entries: CustomizationEntries) {
    if !entries.isEmpty { steps.append(UpgradeStep(task, adding: entries, to: customization.path)) }
  }

  /// The names that lead to a section: what only the experimental API has belongs into the section `experimental`.
  private func path(_ sections: String..., for subject: String) -> [String] {
    (stable.contains(subject) ? [] : ["experimental"]) + sections
  }

  private func isNew(_ name: String) -> Bool { !known.contains(name) }

  // MARK: Messages

  private mutating func findResponses() {
    let untyped = Set(model.untyped.filter { $0.reason == .noResponse }.map(\.pointer))
    var entries = CustomizationEntries()
    let responses = model.types.map(\.id.path).filter { $0.hasSuffix("Response") }
    for method in model.methods where untyped.contains(method.pointer) {
      let words = method.name.split(separator: "/").map { String($0).capitalizedFirst }.joined() + "Response"
      let near = nearestName(to: "v2/\(words)", in: responses) ?? "…"
      entries.add(.string(near), at: path("responses", for: method.name), named: method.name)
    }
    add(
      "The schema does not say which definition is the response of these methods, so their functions return untyped JSON. Check "
        + "the definition that is named here, which only has a similar name.",
      entries
    )
  }

  private mutating func findServerRequests() {
    var entries = CustomizationEntries()
    for handler in wrappers.serverRequests where customization.wrappers.serverRequests.entry(handler.method.name) == nil
    {
      let name = handler.method.name
      guard isNew(name) else { continue }
      entries.add(
        .object(["handler": .string(handler.name)]),
        at: path("serverRequests", for: name),
        named: name
      )
    }
    add(
      "The server sends new requests. Without a handler, they are refused with an error. Choose the name of the handler. If a "
        + "refusal has a form of its own, add it as \"refusal\". If the approval handler should get the request, also change "
        + "Sources/CodexSDK/Approvals/ApprovalPrompt.swift.",
      entries
    )
  }

  private mutating func findOperations() {
    let undecided = OperationForms.undecided(model, customization.wrappers, wrappers.wrappers)
    let methods = Set(model.methods.map(\.name))
    var entries = CustomizationEntries()
    for name in undecided {
      if methods.contains(name) {
        entries.add(.object(["reason": "…"]), at: path("operations", for: name), named: name)
      } else {
        entries.add("…", at: path("serverOperations", for: name), named: name)
      }
    }
    add(
      "These methods seem to start something, or these notifications seem to tell an end. For a method, write in \"reason\" why "
        + "its function has nothing to wait for, or name the notification that tells the end in \"end\", and a \"handle\". For "
        + "a notification, write what it ends.",
      entries
    )
  }

  // MARK: Properties

  private mutating func findSecrets() {
    let listed = Set((customization.secrets + customization.notSecrets).map(\.subject))
    let aliases = model.aliases
    var entries = CustomizationEntries()
    for (subject, property) in properties where !listed.contains(subject) && property.looksSecret(among: aliases) {
      entries.append(.string(subject), to: path("secrets", for: subject))
    }
    add(
      "The names of these properties look like names of secrets, so descriptions do not show their values. List a property whose "
        + "value may be shown under \"notSecrets\" instead.",
      entries
    )
  }

  private mutating func findRepresentations() {
    if customization.representations.entries.isEmpty { return }
    let plain = Set(customization.representations.plainValues.map(\.subject))
    var entries = CustomizationEntries()
    for (subject, property) in properties where property.representation == nil && !plain.contains(subject) {
      guard let likely = property.likelyRepresentation else { continue }
      if likely == "bytes" {
        entries.append(.string(subject), to: path("base64", for: subject))
      } else {
        let isDate = property.name.contains("At") || property.name.lowercased().contains("timestamp")
        let isShort = property.name.lowercased().hasSuffix("ms") || property.name.lowercased().hasSuffix("millis")
        entries.append(
          .string(subject),
          to: path(isDate ? "dates" : "durations", isShort ? "milliseconds" : "seconds", for: subject)
        )
      }
    }
    add(
      "The names of these properties look like names of times or of bytes. Check the section and the unit. List a property that is "
        + "a plain number or a plain text under \"plainValues\" instead.",
      entries
    )
  }

  /// All properties of structs with their subjects, such as `v2/Thread.createdAt`.
  private var properties: [(subject: String, property: Property)] {
    model.types.flatMap(\.flattened).flatMap { type -> [(String, Property)] in
      guard case .structure(let structure) = type.kind else { return [] }
      return structure.properties.map { ("\(type.id.path).\($0.name)", $0) }
    }
  }

  // MARK: Names and descriptions

  private mutating func findDocumentation() {
    var entries = CustomizationEntries()
    for entry in DocumentationGaps.missingEntries(in: model, wrappers) {
      entries.add("…", at: path("documentation", entry.section, for: entry.subject), named: entry.subject)
    }
    add(
      "The schema does not describe these methods, types and parameters. Describe each of them in a sentence for its user. "
        + "'swift run codexgen check --documentation' lists them with their places in the schema.",
      entries
    )
  }

  private mutating func findNames() {
    var entries = CustomizationEntries()
    for type in model.types where isNew(type.id.path) {
      entries.add(.string(type.swiftName), at: path("types", for: type.id.path), named: type.id.path)
    }
    for wrapper in wrappers.wrappers where isNew(wrapper.method.name) {
      let name = wrapper.method.name
      guard customization.wrappers.wrappers.entry(name) == nil else { continue }
      entries.add(.array([.object(["name": .string(wrapper.name)])]), at: path("wrappers", for: name), named: name)
    }
    add(
      "Read the names of the new types and functions. Add an entry only for a name that reads badly; the entries below have the "
        + "names that are generated.",
      entries
    )
  }

  private mutating func findReads() {
    let verbs: Set = ["list", "read", "get", "search", "status"]
    var entries = CustomizationEntries()
    let decided = Set(wrappers.reads)
    for method in model.methods where method.sender == .client && isNew(method.name) && !decided.contains(method.name) {
      guard verbs.contains(method.name.split(separator: "/").last.map(String.init) ?? "") else { continue }
      entries.append(.string(method.name), to: path("reads", for: method.name))
    }
    add(
      "The names of these new methods sound as if the methods only read. List each method that changes nothing: its request is "
        + "sent again after a lost connection.",
      entries
    )
  }
}
