/// A handle of something that a method starts and the server ends later: the description of a struct with the notifications about
/// what was started, a function that waits for the end, and the hook that starts.
struct OperationHandle: Sendable {
  var name: String
  var documentation: String
  /// The method that starts.
  var method: Method
  /// The type that has the function which starts.
  var owner: Wrapper.Owner
  /// The Swift name of the property of the method's parameters that has the ID.
  var id: String
  /// Whether the method's parameters may be without an ID.
  var isIDOptional: Bool
  var events: [Message]
  /// The notification that tells that the operation has begun; `nil` when the response tells this.
  var begin: Message?
  /// The notification that tells instead why the operation has not begun. It has a property `message`.
  var failure: Message?
  var end: End
  var stop: Stop
  /// The type of the method's response; `nil` when the response says nothing, or tells the end.
  var response: String?

  /// The property of a notification that tells why an operation has not begun.
  static let failureText = "message"

  /// A notification about what was started.
  struct Message: Sendable {
    var method: String
    /// The case of the union of all notifications.
    var unionCase: String
    /// The Swift name of the property with the ID.
    var id: String
    var availability: Availability
  }

  enum End: Sendable {
    /// A notification, and the type of its parameters.
    case notification(Message, type: String)
    /// The response, with its type.
    case response(String)
    /// Nothing tells an end: the operation goes on until it is stopped.
    case none
  }

  struct Stop: Sendable {
    var method: Method
    /// The type of the method's parameters.
    var params: String
    /// The Swift name of the property with the ID.
    var id: String
  }

  var isOpenEnded: Bool { if case .none = end { true } else { false } }
}

extension WrapperModel {
  /// Marks the functions that end an operation whose end the server does not tell.
  mutating func markEnds() {
    for operation in operations where operation.isOpenEnded {
      for index in wrappers.indices
      where wrappers[index].method.name == operation.stop.method.name
        && wrappers[index].owner == .type(operation.name)
      {
        wrappers[index].endsOperation = true
      }
    }
  }
}

extension OperationHandle {
  /// The words of the name, for documentation: `file search session` for `FileSearchSession`.
  var noun: String {
    let words = Words().split(name).map { word in word.count > 1 && word == word.uppercased() ? word : word.lowercased()
    }
    return words.joined(separator: " ")
  }
}
