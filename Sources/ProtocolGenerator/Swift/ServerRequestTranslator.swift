/// [ServerRequestHandler] -> Declaration: the struct of all handlers, and the responses that are sent without a handler.
struct ServerRequestTranslator {
  let context: TranslationContext

  func translate(_ handlers: [ServerRequestHandler]) -> [Declaration] {
    if handlers.isEmpty { return [] }
    let responses = TypeSyntax(keyword: .extension, name: Self.name, members: [response(handlers), refusal(handlers)])
    return [structure(handlers), .type(responses)]
  }

  private static let name = "ServerRequestHandlers"

  // MARK: The struct

  private func structure(_ handlers: [ServerRequestHandler]) -> Declaration {
    let members = handlers.map { ($0.method.availability, property($0)) }
    let full = initializer(handlers)
    let stable = handlers.filter { $0.method.availability == .always }
    let initializers: [Declaration] =
      stable.count == handlers.count ? [full] : [.conditional([full], otherwise: [initializer(stable)])]
    return .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: [
          "Handlers for the requests of the server, each with the parameter and response types of its method.",
          "A handler runs on a separate task for each request, so it may take any time. The task is cancelled when the "
            + "server withdraws the request, when the turn ends, and when the connection ends. A request that has no handler, "
            + "or whose handler throws an error, is refused. On a server that other clients use, too, the request stays open "
            + "for them instead; ``CodexConfiguration/requestsWithoutHandler`` changes this.",
        ]),
        access: context.access,
        keyword: .structure,
        name: Self.name,
        inherits: ["Sendable"],
        members: [handlerType] + [Declaration].conditional(members) + initializers
      )
    )
  }

  private func property(_ handler: ServerRequestHandler) -> Declaration {
    let method = handler.method
    var comment = method.documentation.comment(isType: true, fallback: [method.name.codeSpan])
    let response = handler.refusal?.text.codeSpan ?? handler.otherwise ?? "an error object"
    comment.append(
      "- Note: This is the method \(method.name.codeSpan). Without a handler, the response is \(response)."
    )
    return .variable(
      VariableSyntax(
        comment: comment,
        attributes: [method.documentation.deprecationAttribute].compactMap(\.self),
        access: context.access,
        name: SwiftKeyword.escaped(handler.name),
        type: type(handler)
      )
    )
  }

  /// The type of a handler, such as `Handler<RPC.ItemToolCall>?`.
  private func type(_ handler: ServerRequestHandler) -> String { "Handler<RPC.\(handler.method.swiftName)>?" }

  private var handlerType: Declaration {
    .alias(
      AliasSyntax(
        comment: CommentSyntax(paragraphs: ["A handler of a method: receives the parameters and returns the response."]
        ),
        access: context.access,
        name: "Handler<Method: ServerMethod>",
        target: "@Sendable (Method.Params) async throws -> Method.Response"
      )
    )
  }

  private func initializer(_ handlers: [ServerRequestHandler]) -> Declaration {
    .function(
      FunctionSyntax(
        access: context.access,
        name: "init",
        parameters: handlers.map {
          ParameterSyntax(name: SwiftKeyword.escaped($0.name), type: type($0), defaultValue: .nil)
        },
        body: handlers.map {
          .assign(.member(.name("self"), $0.name), .name(SwiftKeyword.escaped($0.name)))
        }
      )
    )
  }

  // MARK: Responses

  private func response(_ handlers: [ServerRequestHandler]) -> Declaration {
    var cases = handlers.map { handler in
      let call = Expression.call(
        .name("ServerRequestResponse"),
        "response",
        [
          .init(.name("RPC.\(handler.method.swiftName).self"), label: "to"), .init(.member(.name("message"), "params")),
          .init(.name(SwiftKeyword.escaped(handler.name)), label: "by"),
        ]
      )
      return SwitchCase(
        pattern: .call(nil, handler.unionCase, [.init(.binding("message"))]),
        body: .expression(.tryAwait(call)),
        isConditional: handler.method.availability == .experimental
      )
    }
    cases.append(SwitchCase(pattern: nil, body: .expression(.nil)))
    return .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: ["Calls the handler of a request. Returns `nil` when there is no handler."]),
        access: "",
        name: "func response",
        parameters: [ParameterSyntax(label: "to", name: "request", type: "ServerRequest")],
        effects: "async throws",
        returns: "ServerRequestResponse?",
        body: [.switch(.name("request"), cases)]
      )
    )
  }

  private func refusal(_ handlers: [ServerRequestHandler]) -> Declaration {
    var cases = handlers.compactMap { handler -> SwitchCase? in
      guard let refusal = handler.refusal else { return nil }
      let response = Expression.call(
        .name("ServerRequestResponse"),
        "response",
        [
          .init(.name("RPC.\(handler.method.swiftName).self"), label: "to"),
          .init(ConstantTranslator(spelling: context.types.spelling).expression(refusal.value)),
        ]
      )
      return SwitchCase(
        pattern: .string(handler.method.name),
        body: .expression(.try(response)),
        isConditional: handler.method.availability == .experimental
      )
    }
    cases.append(SwitchCase(pattern: nil, body: .expression(.nil)))
    return .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: [
          "The response that refuses a request of a method, or `nil` when the method has no such response."
        ]),
        access: "",
        name: "static func refusal",
        parameters: [ParameterSyntax(label: "of", name: "method", type: "String")],
        effects: "throws",
        returns: "ServerRequestResponse?",
        body: [.switch(.name("method"), cases)]
      )
    )
  }
}
