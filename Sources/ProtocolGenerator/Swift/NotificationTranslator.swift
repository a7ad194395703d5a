/// NotificationModel -> [Declaration]: the table of traits that the SDK's `NotificationTraits` reads, and the turn that a
/// notification ends.
struct NotificationTranslator {
  let context: TranslationContext

  func translate(_ model: NotificationModel) -> [Declaration] {
    if model.notifications.isEmpty { return [] }
    return [.type(TypeSyntax(keyword: .extension, name: "NotificationTraits", members: [table(model)]))]
      + endedTurn(model)
  }

  private func table(_ model: NotificationModel) -> Declaration {
    let entries = model.notifications.map { notification in
      (Expression.string(notification.method), Expression.array(notification.traits.map { .member(nil, $0.rawValue) }))
    }
    return .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: [
          "The traits of the server's notifications, by method.",
          "The section `notifications` of the customization contains the same table.",
        ]),
        access: "",
        isStatic: true,
        name: "byMethod",
        type: "[String: NotificationTraits]",
        accessors: .get([.expression(.dictionary(entries))])
      )
    )
  }

  private func endedTurn(_ model: NotificationModel) -> [Declaration] {
    guard let type = model.turnType else { return [] }
    var cases = model.notifications.filter { $0.traits.contains(.endsTurn) }.map { notification in
      let property = notification.properties["turn"]?.swiftName ?? "turn"
      return SwitchCase(
        pattern: .call(nil, notification.unionCase, [.init(.binding("message"))]),
        body: .expression(.member(.member(.name("message"), "params"), property)),
        isConditional: notification.availability == .experimental
      )
    }
    cases.append(SwitchCase(pattern: nil, body: .expression(.nil)))
    let property = VariableSyntax(
      comment: CommentSyntax(paragraphs: [
        "The turn that the notification ends, or `nil` when the notification ends no turn or could not be decoded."
      ]),
      access: "",
      name: "endedTurn",
      type: "\(context.types.spelling.text(type))?",
      accessors: .get([.switch(.name("self"), cases)])
    )
    return [.type(TypeSyntax(keyword: .extension, name: model.union, members: [.variable(property)]))]
  }
}
