/// Changes of messages: methods with their responses, and notifications, of both sides.
extension ModelComparison {
  mutating func compareMessages() {
    let newMessages = Dictionary(new.messages.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let oldIdentities = Set(old.messages.map(\.identity))
    for message in old.messages {
      if let other = newMessages[message.identity] { compare(message, other) } else { reportRemoved(message) }
    }
    for message in new.messages where !oldIdentities.contains(message.identity) { reportAdded(message) }
  }

  private func change(_ rule: Rule, _ message: ProtocolMessage, part: String = "", _ text: String) -> Change {
    Change(
      rule: rule,
      subject: message.name + part,
      pointer: message.documentation.pointer,
      availability: message.availability,
      message: text,
      affectedMessages: [message.name],
      declaration: .message(message.identity)
    )
  }

  // MARK: Added and removed messages

  private mutating func reportAdded(_ message: ProtocolMessage) {
    var change = change(message.rules.added, message, "The \(message.title) \(message.name) is new.")
    change.wire =
      switch (message.kind, message.sender) {
      case (.method, .server):
        .risky("an old client refuses a request that it does not know, so the server's operation fails")
      case (.notification, .server): .safe("an old client receives the notification as unrecognized")
      case (_, .client): .safe("old clients need not send it")
      }
    change.source = .safe("no existing code refers to it")
    change.new = message.name
    report(change)
  }

  private mutating func reportRemoved(_ message: ProtocolMessage) {
    var change = change(message.rules.removed, message, "The \(message.title) \(message.name) was removed.")
    change.wire =
      switch (message.kind, message.sender) {
      case (.method, .client): .breaking("the new server refuses calls of the method")
      case (.method, .server): .risky("the new server never sends the request, so its handler is never called")
      case (.notification, .server):
        .risky("the new server never sends it, so an old client that waits for it waits forever")
      case (.notification, .client): .risky("the new server ignores the notification")
      }
    change.source = .breaking("\(message.kind == .method ? "RPC." : "")\(message.swiftName) was removed")
    change.old = message.name
    report(change)
  }

  // MARK: Messages of both releases

  private mutating func compare(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    compareParams(before, after)
    compareResponses(before, after)
    if before.swiftName != after.swiftName {
      let message = "The Swift name of \(after.name) changed from \(before.swiftName) to \(after.swiftName)."
      var change = change(.swiftNameChanged, after, message)
      (change.old, change.new) = (before.swiftName, after.swiftName)
      change.source = .breaking("the Swift name is \(after.swiftName) instead of \(before.swiftName)")
      report(change)
    }
    let isMethod = after.kind == .method
    compareStability(
      change(.becameStable, after, ""),
      StabilityInfo(availability: before.availability, documentation: before.documentation, warns: isMethod),
      StabilityInfo(availability: after.availability, documentation: after.documentation, warns: isMethod),
      isOwnAvailability: true,
      lost: after.sender == .client ? Self.refusedWithoutOptIn : Self.notSentWithoutOptIn
    ) { _ in
      let wire: Verdict =
        after.sender == .server && isMethod
        ? .risky("the new server also sends the request to a client that did not opt in, and such a client refuses it")
        : .safe("clients need not opt in to the experimental API any more")
      return (wire, nil)
    }
  }

  private mutating func compareParams(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    if isSame(before.params, after.params) { return }
    let (oldText, newText) = (text(before.params, old), text(after.params, new))
    let message = "The parameters of \(after.name) changed from \(oldText) to \(newText)."
    var change = change(after.rules.params, after, part: " params", message)
    (change.old, change.new) = (oldText, newText)
    change.wire =
      after.sender == .client
      ? wire.clientToServer.params(before.params, as: after.params)
      : wire.serverToClient.params(after.params, as: before.params)
    switch (before.params, after.params) {
    case (nil, .optional?) where after.kind == .method:
      let example = "such as a switch over all requests"
      change.source = .risky("calls compile, but code that names the type of the parameters, \(example), may not")
    case (let before?, let after?): change.source = source.type(before, after)
    default: change.source = .breaking("the parameters are \(newText) instead of \(oldText)")
    }
    report(change)
  }

  private mutating func compareResponses(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    guard let rule = after.rules.response, let oldType = before.response, let newType = after.response else { return }
    if isSame(oldType, newType) { return }
    let (oldText, newText) = (old.spelling.text(oldType), new.spelling.text(newType))
    let message = "The response to \(after.name) changed from \(oldText) to \(newText)."
    var change = change(rule, after, part: " result", message)
    (change.old, change.new) = (oldText, newText)
    change.wire =
      after.sender == .client
      ? wire.serverToClient.verdict(of: newType, as: oldType) : wire.clientToServer.verdict(of: oldType, as: newType)
    change.source = source.type(oldType, newType)
    report(change)
  }

  private func isSame(_ before: TypeReference?, _ after: TypeReference?) -> Bool {
    guard let before, let after else { return before == nil && after == nil }
    return isSameType(before, after)
  }

  private func text(_ params: TypeReference?, _ side: ReleaseModel) -> String {
    params.map { side.spelling.text($0) } ?? "none"
  }
}

extension ProtocolMessage {
  /// The rules for changes of a message.
  fileprivate struct Rules {
    var added: Rule
    var removed: Rule
    var params: Rule
    /// `nil` for notifications, which have no response.
    var response: Rule?
  }

  fileprivate var rules: Rules {
    switch (kind, sender) {
    case (.method, .client):
      Rules(
        added: .methodAdded,
        removed: .methodRemoved,
        params: .methodParamsChanged,
        response: .methodResponseChanged
      )
    case (.method, .server):
      Rules(
        added: .serverRequestAdded,
        removed: .serverRequestRemoved,
        params: .serverRequestParamsChanged,
        response: .serverRequestResponseChanged
      )
    case (.notification, .server):
      Rules(added: .notificationAdded, removed: .notificationRemoved, params: .notificationParamsChanged)
    case (.notification, .client):
      Rules(
        added: .clientNotificationAdded,
        removed: .clientNotificationRemoved,
        params: .clientNotificationParamsChanged
      )
    }
  }

  /// What reports call a message of this kind.
  fileprivate var title: String {
    switch (kind, sender) {
    case (.method, .client): "method"
    case (.method, .server): "server request"
    case (.notification, .server): "notification"
    case (.notification, .client): "client notification"
    }
  }
}

extension ReadCompatibility {
  /// Whether the reader can read the parameters of a message. `nil` stands for a message without parameters.
  func params(_ written: TypeReference?, as expected: TypeReference?) -> Verdict {
    switch (written, expected) {
    case (nil, nil): .safe("the message has no parameters")
    case (_?, nil):
      isClient
        ? .safe("an old client ignores members that it does not know") : .risky("the new server ignores the parameters")
    case (nil, .optional?): .safe("the parameters are optional")
    case (nil, _?): .breaking("\(readerName) needs parameters, but \(writerName) sends none")
    case (let written?, let expected?): verdict(of: written, as: expected)
    }
  }
}
