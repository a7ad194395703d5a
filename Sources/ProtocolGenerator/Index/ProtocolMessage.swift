/// A method or a notification, with its Swift names.
struct ProtocolMessage: Hashable {
  enum Kind: String {
    /// A request with a response.
    case method
    /// A message without a response.
    case notification
  }

  var kind: Kind
  /// The value of the message's `method` member.
  var name: String
  /// For a method, the name of its type in `RPC`. For a notification, the case of the enum that declares it, such as
  /// `ServerNotification.turnStarted`.
  var swiftName: String
  var sender: MessageSender
  /// `nil` for a message without parameters.
  var params: TypeReference?
  /// `nil` for a notification.
  var response: TypeReference?
  var availability: Availability
  var documentation: Documentation

  init(_ method: Method) {
    kind = .method
    name = method.name
    swiftName = method.swiftName
    sender = method.sender
    params = method.params
    response = method.response
    availability = method.availability
    documentation = method.documentation
    documentation.pointer = method.pointer
  }

  /// - Parameters:
  ///   - union: The union of all notifications of one sender.
  ///   - declaration: The type that declares the union.
  init(_ notification: MessageCase, of union: MessageUnion, in declaration: TypeDeclaration) {
    kind = .notification
    name = notification.method
    swiftName = "\(declaration.swiftName).\(notification.swiftName)"
    sender = union.sender
    params = notification.params
    availability = declaration.availability.within(notification.availability)
    documentation = notification.documentation
  }

  /// Two messages with equal identities are the same message in two releases.
  struct Identity: Hashable, Sendable {
    var kind: Kind
    var sender: MessageSender
    var name: String
  }

  var identity: Identity { Identity(kind: kind, sender: sender, name: name) }

  /// The names by which users can ask for the message.
  var names: [String] { [name, swiftName] }

  /// The types of the parameters and of the response.
  var references: [TypeReference] { [params, response].compactMap(\.self) }
}
