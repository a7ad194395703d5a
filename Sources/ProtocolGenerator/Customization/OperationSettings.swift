/// An entry of the section `operations`: how the SDK treats a method that starts something which the server ends later.
struct OperationSettings: Sendable {
  /// The name of the handle that is generated; `nil` when the function waits, or returns a handle that is hand-written.
  var handle: String?
  /// The property with the ID of what was started, in the parameters of the method and of all notifications.
  var id: String?
  /// The notifications about what was started, except the one that tells its end.
  var events: [JSONEntry<Void>] = []
  /// The notification that tells that the operation has begun, when the response comes earlier.
  var begin: String?
  /// The notification that tells, instead of `begin`, why the operation has not begun.
  var failure: String?
  /// The notification that tells the end.
  var end: String?
  /// Whether the response of the method tells the end.
  var endsWithResponse = false
  /// The method that stops what was started.
  var stop: String?
  var documentation: String?
  /// Why the function neither waits nor returns a handle.
  var reason: String?

  /// The names of an entry's properties in the customization file.
  static let members = [
    "handle", "id", "events", "begin", "failure", "end", "endsWithResponse", "stop", "documentation", "reason",
  ]
}

extension JSONReader {
  /// The entries of the section `operations`, by method.
  mutating func operations(_ json: JSONValue?, at pointer: String) -> [JSONEntry<OperationSettings>] {
    members(json, at: pointer).map { method, value, place in
      checkNames(of: value, among: OperationSettings.members, at: place)
      let settings = OperationSettings(
        handle: optionalString(value["handle"], at: "\(place)/handle"),
        id: optionalString(value["id"], at: "\(place)/id"),
        events: names(value["events"], at: "\(place)/events"),
        begin: optionalString(value["begin"], at: "\(place)/begin"),
        failure: optionalString(value["failure"], at: "\(place)/failure"),
        end: optionalString(value["end"], at: "\(place)/end"),
        endsWithResponse: boolean(value["endsWithResponse"], at: "\(place)/endsWithResponse") ?? false,
        stop: optionalString(value["stop"], at: "\(place)/stop"),
        documentation: optionalString(value["documentation"], at: "\(place)/documentation"),
        reason: optionalString(value["reason"], at: "\(place)/reason")
      )
      check(settings, at: place)
      return .init(subject: method, value: settings, pointer: place)
    }
  }

  private mutating func check(_ settings: OperationSettings, at place: String) {
    let hasParts =
      settings.id != nil || settings.stop != nil || settings.documentation != nil || !settings.events.isEmpty
      || settings.begin != nil
    if settings.reason != nil {
      if settings.handle != nil || settings.end != nil || settings.endsWithResponse || hasParts {
        report("\(place)/reason", "a method with a reason has neither an end nor a handle; remove the other members")
      }
    } else if settings.handle == nil {
      if hasParts { report(place, "\"id\", \"events\", \"stop\" and \"documentation\" belong to a \"handle\"") }
      if settings.end == nil, !settings.endsWithResponse {
        report(place, "write in \"end\" which notification tells the end, or in \"reason\" why there is none")
      }
    } else if settings.id == nil || settings.stop == nil || settings.documentation == nil {
      report(place, "a \"handle\" needs \"id\", \"stop\" and \"documentation\"")
    }
    if (settings.begin == nil) != (settings.failure == nil) {
      report(place, "write both \"begin\" and \"failure\", or neither")
    }
    if settings.end != nil, settings.endsWithResponse {
      report("\(place)/endsWithResponse", "\"end\" already tells the end")
    }
    if let handle = settings.handle, !handle.isIdentifier || !handle.isTypeName {
      report("\(place)/handle", "\"\(handle)\" cannot name a type")
    }
  }
}
