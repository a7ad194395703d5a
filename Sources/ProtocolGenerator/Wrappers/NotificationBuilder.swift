/// (server notifications, NotificationSettings) -> NotificationModel: checks the section `notifications` of the customization
/// against the schema.
struct NotificationBuilder {
  private let settings: [JSONEntry<NotificationSettings>]
  private let types: NamedTypes
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(settings: [JSONEntry<NotificationSettings>], types: NamedTypes, path: String) {
    self.settings = settings
    self.types = types
    self.path = path
  }

  mutating func notifications(_ model: ProtocolModel) -> NotificationModel {
    var result = NotificationModel()
    var cases: [MessageCase] = []
    for type in model.types {
      guard case .messages(let messages) = type.kind, messages.sender == .server, messages.kind == .notifications else {
        continue
      }
      result.union = type.swiftName
      cases += messages.cases
    }
    var seen: Set<String> = []
    for entry in settings {
      guard let notification = cases.first(where: { $0.method == entry.subject }) else {
        let message = "the server sends no notification \"\(entry.subject)\", so this entry has no effect"
        report(entry.pointer, message + suggestion(for: entry.subject, among: cases.map(\.method)), isUnused: true)
        continue
      }
      guard seen.insert(entry.subject).inserted else {
        report(entry.pointer, "another entry is already about \"\(entry.subject)\"")
        continue
      }
      let properties = properties(of: notification)
      check(entry, properties)
      if entry.value.traits.contains(.endsTurn), let type = properties["turn"]?.type {
        if let other = result.turnType, other != type {
          let message = "the property \"turn\" has another type than in the other notifications that end a turn"
          report("\(entry.pointer)/\(NotificationTrait.endsTurn.rawValue)", message)
        }
        result.turnType = type
      }
      result.notifications.append(
        .init(
          method: notification.method,
          unionCase: notification.swiftName,
          availability: notification.availability,
          properties: properties,
          traits: entry.value.traits
        )
      )
    }
    result.notifications.sort { $0.method < $1.method }
    return result
  }

  private func properties(of notification: MessageCase) -> [String: Property] {
    guard let id = notification.params?.name, case .structure(let structure)? = types.declarations[id]?.kind else {
      return [:]
    }
    return Dictionary(structure.properties.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func check(_ entry: JSONEntry<NotificationSettings>, _ properties: [String: Property]) {
    for trait in entry.value.traits {
      for name in trait.requiredProperties where properties[name]?.presence != .required {
        let message =
          "\"\(entry.subject)\" needs the required property \"\(name)\" for this trait, but does not have it"
        report("\(entry.pointer)/\(trait.rawValue)", message)
      }
    }
    if entry.value.traits.contains(.concernsRunningTurn), properties["turnId"] != nil {
      let message = "\"\(entry.subject)\" has the property \"turnId\", so this trait has no effect"
      report("\(entry.pointer)/\(NotificationTrait.concernsRunningTurn.rawValue)", message, isUnused: true)
    }
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  private mutating func report(_ pointer: String, _ message: String, isUnused: Bool = false) {
    diagnostics.append(.error(path, pointer, message, isUnusedEntry: isUnused))
  }
}
