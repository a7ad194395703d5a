/// Methods with their answers, and notifications, of either side.
extension ModelComparison {
  mutating func compareMessages() {
    let known = Dictionary(new.messages.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let keys = Set(old.messages.map(Key.init))
    for message in old.messages {
      if let other = known[Key(message)] { compare(message, other) } else { addRemoved(message) }
    }
    for message in new.messages where !keys.contains(Key(message)) { addAdded(message) }
  }

  /// What makes two messages the same one.
  private struct Key: Hashable {
    var kind: ProtocolMessage.Kind
    var sender: MessageSender
    var name: String

    init(_ message: ProtocolMessage) { (kind, sender, name) = (message.kind, message.sender, message.name) }
  }

  private func change(_ rule: Rule, _ message: ProtocolMessage, part: String = "", _ text: String) -> Change {
    Change(
      rule: rule,
      subject: message.name + part,
      pointer: message.documentation.pointer,
      availability: message.availability,
      message: text,
      reaches: [message.name]
    )
  }

  // MARK: Coming and going

  private mutating func addAdded(_ message: ProtocolMessage) {
    var change = change(message.rules.added, message, "The \(message.what) \(message.name) is new.")
    switch (message.kind, message.sender) {
    case (.method, .server): change.wire = .risky("an old client declines what it does not know, so it fails there")
    case (.notification, .server): change.wire = .safe("an old client hands it on as unrecognized")
    case (_, .client): change.wire = .safe("old clients need not send it")
    }
    change.source = .safe("nothing refers to it yet")
    change.new = message.name
    add(change)
  }

  private mutating func addRemoved(_ message: ProtocolMessage) {
    var change = change(message.rules.removed, message, "The \(message.what) \(message.name) is gone.")
    switch (message.kind, message.sender) {
    case (.method, .client): change.wire = .breaking("the server refuses it")
    case (.method, .server): change.wire = .risky("it never comes again, so its handler is never called")
    case (.notification, .server): change.wire = .risky("it never comes again, so what waits for it waits for ever")
    case (.notification, .client): change.wire = .risky("the server ignores it")
    }
    change.source = .breaking("\(message.kind == .method ? "RPC." : "")\(message.swiftName) is gone")
    change.old = message.name
    add(change)
  }

  // MARK: Staying

  private mutating func compare(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    compareParams(before, after)
    compareResponses(before, after)
    if before.swiftName != after.swiftName {
      var change = change(
        .swiftNameChanged,
        after,
        "\(after.name) is called \(after.swiftName) in Swift now, and was called \(before.swiftName)."
      )
      (change.old, change.new) = (before.swiftName, after.swiftName)
      change.source = .breaking("the Swift name is \(after.swiftName) instead of \(before.swiftName)")
      add(change)
    }
    let lost: Verdict =
      after.sender == .client
      ? .breaking("the server refuses it from a client that did not opt in")
      : .risky("the server no longer sends it to a client that did not opt in")
    let isMethod = after.kind == .method
    compareStability(
      change(.becameStable, after, ""),
      StabilityInfo(availability: before.availability, documentation: before.documentation, warns: isMethod),
      StabilityInfo(availability: after.availability, documentation: after.documentation, warns: isMethod),
      isOwnAvailability: true,
      lost: lost
    ) { _ in (.safe("no client has to opt in any more"), nil) }
  }

  private mutating func compareParams(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    if isSame(before.params, after.params) { return }
    let (oldText, newText) = (text(before.params, old), text(after.params, new))
    let message = "The parameters of \(after.name) are \(newText) now, and were \(oldText)."
    var change = change(after.rules.params, after, part: " params", message)
    (change.old, change.new) = (oldText, newText)
    change.wire =
      after.sender == .client
      ? wire.sent.params(before.params, as: after.params) : wire.received.params(after.params, as: before.params)
    switch (before.params, after.params) {
    case (nil, .optional?) where after.kind == .method:
      let text = "calls compile, but not what names the type of the parameters, as a switch over all requests may"
      change.source = .risky(text)
    case (let before?, let after?): change.source = source.type(before, after)
    default: change.source = .breaking("the parameters are \(newText) instead of \(oldText)")
    }
    add(change)
  }

  private mutating func compareResponses(_ before: ProtocolMessage, _ after: ProtocolMessage) {
    guard let response = after.rules.response, let oldType = before.response, let newType = after.response else {
      return
    }
    if isSame(oldType, newType) { return }
    let (oldText, newText) = (old.spelling.text(oldType), new.spelling.text(newType))
    let message = "The answer to \(after.name) is \(newText) now, and was \(oldText)."
    var change = change(response, after, part: " result", message)
    (change.old, change.new) = (oldText, newText)
    change.wire =
      after.sender == .client
      ? wire.received.verdict(of: newType, as: oldType) : wire.sent.verdict(of: oldType, as: newType)
    change.source = source.type(oldType, newType)
    add(change)
  }

  private func isSame(_ before: TypeReference?, _ after: TypeReference?) -> Bool {
    guard let before, let after else { return before == nil && after == nil }
    return matching.translated(before) == after || source.isSameType(before, after)
  }

  private func text(_ params: TypeReference?, _ side: ReleaseModel) -> String { params.map(side.spelling.text) ?? "none" }
}

extension ProtocolMessage {
  fileprivate struct Rules {
    var added: Rule
    var removed: Rule
    var params: Rule
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

  fileprivate var what: String {
    switch (kind, sender) {
    case (.method, .client): "method"
    case (.method, .server): "server request"
    case (.notification, .server): "notification"
    case (.notification, .client): "client notification"
    }
  }
}

extension ReadCompatibility {
  /// Parameters, which a message may have none of.
  func params(_ written: TypeReference?, as expected: TypeReference?) -> Verdict {
    switch (written, expected) {
    case (nil, nil): .safe("there are none")
    case (_?, nil):
      role == .client
        ? .safe("an old client passes over what it does not know") : .risky("the new server ignores the parameters")
    case (nil, .optional?): .safe("they may be left out")
    case (nil, _?):
      role == .client
        ? .breaking("an old client needs parameters and there are none")
        : .breaking("the new server needs parameters, and an old client sends none")
    case (let written?, let expected?): verdict(of: written, as: expected)
    }
  }
}
