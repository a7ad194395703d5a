/// What the model knows of one method or notification.
struct ProtocolMessage: Hashable {
  enum Kind: String {
    case method, notification
  }

  var kind: Kind
  var name: String
  /// Of a notification the case of the union that declares it.
  var swiftName: String
  var sender: MessageSender
  /// `nil` when it takes none.
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

  /// The names by which people may ask for it.
  var names: [String] { [name, swiftName] }

  /// The types it refers to.
  var references: [TypeReference] { [params, response].compactMap(\.self) }
}
