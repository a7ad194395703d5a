/// An entry of the section `notifications`: what the SDK has to know about the notifications of one method.
struct NotificationSettings: Sendable {
  /// The traits that the entry sets, in the order in which `NotificationTrait` declares them.
  var traits: [NotificationTrait]
}

/// A trait of a notification. The raw value is the name of the property in the customization file, and the name of the option in
/// the generated code.
enum NotificationTrait: String, CaseIterable, Sendable {
  /// The contents are repeated by `item/completed`, so a full buffer may drop the notification.
  case droppable
  /// The SDK itself needs the notification, so it is decoded even when the program does not listen.
  case alwaysDecoded
  /// The notification is the last one of its turn.
  case endsTurn
  /// The parameters name only a thread, but the notification is about the turn that runs on the thread.
  case concernsRunningTurn
  /// After the notification, the server no longer has the thread in memory.
  case unloadsThread

  /// The properties that the parameters must have and that are required in the schema. The SDK reads them.
  var requiredProperties: [String] {
    switch self {
    case .droppable: ["threadId", "turnId", "itemId"]
    case .alwaysDecoded: []
    case .endsTurn: ["threadId", "turn"]
    case .concernsRunningTurn, .unloadsThread: ["threadId"]
    }
  }
}

extension JSONReader {
  /// The entries of the section `notifications`.
  mutating func notifications(_ json: JSONValue?, at pointer: String) -> [JSONEntry<NotificationSettings>] {
    let names = NotificationTrait.allCases.map(\.rawValue)
    return members(json, at: pointer).map { method, value, place in
      checkNames(of: value, among: names, at: place)
      if value.objectValue?.isEmpty == true { report(place, "the entry sets no trait") }
      let traits = NotificationTrait.allCases.filter { trait in
        guard let isSet = value[trait.rawValue] else { return false }
        if isSet != .bool(true) {
          report("\(place)/\(trait.rawValue)", "a trait is true or absent; remove it or write true")
        }
        return true
      }
      return .init(subject: method, value: NotificationSettings(traits: traits), pointer: place)
    }
  }
}
