/// The server's notifications that have traits, as the generated code needs them.
struct NotificationModel: Sendable {
  /// The Swift name of the union of all notifications of the server.
  var union = ""
  /// The type of the turn that a notification with the trait `endsTurn` contains. `nil` when no notification has the trait.
  var turnType: TypeReference?
  /// Sorted by method.
  var notifications: [Notification] = []

  struct Notification: Sendable {
    var method: String
    /// The case of the union.
    var unionCase: String
    var availability: Availability
    /// The properties of the parameters, by name on the wire.
    var properties: [String: Property]
    var traits: [NotificationTrait]
  }
}
