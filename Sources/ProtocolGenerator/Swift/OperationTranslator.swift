/// OperationHandle -> Declaration: a struct with the ID of what was started, its notifications, a function that waits for the end,
/// and the hook that generated functions call to start.
struct OperationTranslator {
  let context: TranslationContext
  /// The property of a handle that has the state of the operation.
  static let operation = "operation"

  func translate(_ handles: [OperationHandle]) -> [Declaration] {
    handles.map { handle in
      let type = Declaration.type(
        TypeSyntax(
          comment: CommentSyntax(paragraphs: handle.documentation.components + [Self.lifetime(handle)]),
          access: context.access,
          keyword: .structure,
          name: handle.name,
          inherits: ["Identifiable", "Sendable"],
          members: members(handle)
        )
      )
      return handle.method.availability == .experimental ? .conditional([type]) : type
    }
  }

  private static func lifetime(_ handle: OperationHandle) -> String {
    handle.isOpenEnded
      ? "The handle can be copied. When the last copy is released, the SDK sends \(handle.stop.method.name.codeSpan)."
      : "The handle can be copied. Releasing the handle does not stop the \(handle.noun)."
  }

  private func members(_ handle: OperationHandle) -> [Declaration] {
    let isOfThread = owner(handle) != WrapperSettings.rootType
    var members: [Declaration] = [
      variable("id", "String", "The ID of the \(handle.noun).", [.member(operation, "id")])
    ]
    if isOfThread {
      members.append(
        .variable(
          VariableSyntax(
            comment: CommentSyntax(paragraphs: ["The thread of the \(handle.noun)."]),
            access: context.access,
            isConstant: true,
            name: "thread",
            type: owner(handle)
          )
        )
      )
    }
    if let response = handle.response {
      members.append(
        .variable(
          VariableSyntax(
            comment: CommentSyntax(paragraphs: ["The response to \(handle.method.name.codeSpan)."]),
            access: context.access,
            isConstant: true,
            name: "response",
            type: response
          )
        )
      )
    }
    members.append(
      .variable(
        VariableSyntax(access: "", isConstant: true, name: Self.operation, type: "StartedOperation<\(endType(handle))>")
      )
    )
    let codex = isOfThread ? Expression.member(.name("thread"), "codex") : .member(operation, "codex")
    members.append(
      .variable(
        VariableSyntax(access: "", name: "codex", type: WrapperSettings.rootType, accessors: .get([.expression(codex)]))
      )
    )
    members.append(events(handle))
    if !handle.isOpenEnded { members.append(wait(handle)) }
    return members + [open(handle, isOfThread: isOfThread), read(handle), stop(handle)]
  }

  private var operation: Expression { .name(Self.operation) }

  /// The type on which the operation is started.
  private func owner(_ handle: OperationHandle) -> String {
    if case .type(let name) = handle.owner { name } else { WrapperSettings.rootType }
  }

  private func endType(_ handle: OperationHandle) -> String {
    switch handle.end {
    case .notification(_, let type), .response(let type): type
    case .none: "Never"
    }
  }

  private func variable(_ name: String, _ type: String, _ comment: String, _ body: [Expression]) -> Declaration {
    .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: [comment]),
        access: context.access,
        name: name,
        type: type,
        accessors: .get(body.map { .expression($0) })
      )
    )
  }

  private func events(_ handle: OperationHandle) -> Declaration {
    let messages = [handle.begin, handle.failure].compactMap(\.self) + handle.events
    let methods = messages.map(\.method.codeSpan).joined(separator: ", ")
    let last =
      switch handle.end {
      case .notification(let message, _): "The sequence ends after \(message.method.codeSpan)."
      case .response: "The sequence ends when the response to \(handle.method.name.codeSpan) comes."
      case .none: "The sequence ends after \(handle.stop.method.name.codeSpan)."
      }
    let comment = [
      methods.isEmpty
        ? "The notification that tells the end." : "The notifications about the \(handle.noun): \(methods).", last,
      "Each event is delivered once; two loops share the events. The sequence throws an error when the connection is lost.",
    ]
    return .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: comment),
        access: context.access,
        name: "events",
        type: "OperationEvents",
        accessors: .get([.expression(.call(.name("OperationEvents"), [.init(operation, label: Self.operation)]))])
      )
    )
  }

  private func wait(_ handle: OperationHandle) -> Declaration {
    let end =
      switch handle.end {
      case .notification(let message, _): "the notification \(message.method.codeSpan)"
      case .response, .none: "the response to \(handle.method.name.codeSpan)"
      }
    return .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: [
          "Waits until the \(handle.noun) has ended. The function may be called several times. Cancelling the task ends only the wait.",
          "- Returns: The contents of \(end).",
          "- Throws: `CodexError` when the server reports an error or the connection is lost; `CancellationError`.",
        ]),
        attributes: [AttributeSyntax(text: "@discardableResult")],
        access: context.access,
        name: "func wait",
        parameters: [],
        effects: "async throws",
        returns: endType(handle),
        body: [.expression(.tryAwait(.call(operation, "wait", [])))]
      )
    )
  }

  // MARK: Hooks

  private func open(_ handle: OperationHandle, isOfThread: Bool) -> Declaration {
    let codex = Expression.name("codex")
    let id = Expression.member(.member(.name("call"), "params"), handle.id)
    var start: [Expression.Argument] = [
      .init(.name("call")), .init(handle.isIDOptional ? .call(.name("operationID"), [.init(id)]) : id, label: "id"),
      .init(isOfThread ? .member(.name("thread"), "codex") : codex, label: "on"),
    ]
    start += ["timeout", "read", "stop"].map { .init(.name($0), label: $0) }
    if handle.begin != nil { start.append(.init(.name("true"), label: "isAwaited")) }
    let endsWithResponse = if case .response = handle.end { true } else { false }
    let function = endsWithResponse ? "begin" : "start"
    let started = Expression.name("started")
    var fields: [Expression.Argument] = isOfThread ? [.init(.name("thread"), label: "thread")] : []
    if handle.response != nil { fields.append(.init(.member(started, "response"), label: "response")) }
    let state = endsWithResponse ? started : .member(started, Self.operation)
    fields.append(.init(state, label: Self.operation))
    return .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: ["Starts a \(handle.noun). Only generated functions call this."]),
        access: context.hookAccess,
        name: "static func _open",
        parameters: [
          ParameterSyntax(label: "_", name: "call", type: "RPC.\(handle.method.swiftName)"),
          ParameterSyntax(label: "on", name: isOfThread ? "thread" : "codex", type: owner(handle)),
          ParameterSyntax(name: "timeout", type: "Duration?", defaultValue: .nil),
        ],
        effects: "async throws",
        returns: handle.name,
        body: [
          .define(
            keyword: "let",
            name: "started",
            .tryAwait(.call(.name("StartedOperation"), function, start))
          ),
          .return(.call(.name(handle.name), fields)),
        ]
      )
    )
  }

  /// The function that reads the ID of a notification, and the contents of the one that tells the end.
  private func read(_ handle: OperationHandle) -> Declaration {
    let params = Expression.member(.name("message"), "params")
    let isBegin = Expression.Argument(.name("true"), label: "isBeginning")
    let failure = Expression.Argument(.member(params, OperationHandle.failureText), label: "failure")
    var cases = handle.begin.map { [self.case($0, isBegin)] } ?? []
    if let message = handle.failure { cases.append(self.case(message, failure)) }
    cases += handle.events.map { self.case($0) }
    if case .notification(let message, _) = handle.end { cases.append(self.case(message, .init(params, label: "end"))) }
    cases.append(SwitchCase(pattern: nil, body: .expression(.nil)))
    return .function(
      FunctionSyntax(
        access: "private ",
        name: "static func read",
        parameters: [ParameterSyntax(label: "_", name: "notification", type: "ServerNotification")],
        returns: "OperationMessage<\(endType(handle))>?",
        body: [.switch(.name("notification"), cases)]
      )
    )
  }

  private func `case`(_ message: OperationHandle.Message, _ more: Expression.Argument? = nil) -> SwitchCase {
    let params = Expression.member(.name("message"), "params")
    var arguments: [Expression.Argument] = [.init(.member(params, message.id), label: "id")]
    if let more { arguments.append(more) }
    return SwitchCase(
      pattern: .call(nil, message.unionCase, [.init(.binding("message"))]),
      body: .expression(.call(.name("OperationMessage"), arguments)),
      isConditional: message.availability == .experimental
    )
  }

  private func stop(_ handle: OperationHandle) -> Declaration {
    let call = "RPC.\(handle.stop.method.swiftName)"
    let params = Expression.call(.name(handle.stop.params), [.init(.name("id"), label: handle.stop.id)])
    return .function(
      FunctionSyntax(
        access: "private ",
        name: "static func stop",
        parameters: [ParameterSyntax(label: "_", name: "id", type: "String")],
        returns: call,
        body: [.expression(.call(.name(call), [.init(params)]))]
      )
    )
  }
}

extension String {
  /// The paragraphs of a text.
  fileprivate var components: [String] { textLines.filter { !$0.isEmpty }.map { String($0) } }
}
