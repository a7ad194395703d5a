/// [ServerRequestHandler] -> Declaration: the struct of all handlers, and what is answered without them.
struct ServerRequestTranslator {
  let context: TranslationContext

  func translate(_ handlers: [ServerRequestHandler]) -> [Declaration] {
    if handlers.isEmpty { return [] }
    let answers = TypeSyntax(keyword: .extension, name: Self.name, members: [answer(handlers), refusal(handlers)])
    return [structure(handlers), .type(answers)]
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
          "Answers to the requests of the server, each in its own type.",
          "A handler runs on a task of its own, so it may take any time. It is cancelled when the server withdraws its "
            + "question, when the turn ends and when the connection does. What has no handler, and what a handler throws "
            + "at, gets the refusing answer.",
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
    var comment = method.documentation.comment(isType: true, fallback: "`\(method.name)`")
    let answer = handler.refusal.map { "`\($0.text)`" } ?? handler.otherwise ?? "an error"
    comment.paragraphs.append("- Note: This is the method `\(method.name)`. Without a handler the answer is \(answer).")
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

  /// `Handler<RPC.ItemToolCall>?`
  private func type(_ handler: ServerRequestHandler) -> String { "Handler<RPC.\(handler.method.swiftName)>?" }

  private var handlerType: Declaration {
    .alias(
      AliasSyntax(
        comment: CommentSyntax(paragraphs: ["The parameters of a method in, its answer out."]),
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

  // MARK: Answers

  private func answer(_ handlers: [ServerRequestHandler]) -> Declaration {
    var cases = handlers.map { handler in
      let call = Expression.call(
        .name("ServerRequestAnswer"),
        "answering",
        [
          .init(.name("RPC.\(handler.method.swiftName).self")), .init(.member(.name("message"), "params")),
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
        comment: CommentSyntax(paragraphs: ["What the request's handler answers; `nil` when there is none."]),
        access: "",
        name: "func answer",
        parameters: [ParameterSyntax(label: "to", name: "request", type: "ServerRequest")],
        effects: "async throws",
        returns: "ServerRequestAnswer?",
        body: [.switch(.name("request"), cases)]
      )
    )
  }

  private func refusal(_ handlers: [ServerRequestHandler]) -> Declaration {
    var cases = handlers.compactMap { handler -> SwitchCase? in
      guard let refusal = handler.refusal else { return nil }
      let answer = Expression.call(
        .name("ServerRequestAnswer"),
        "answering",
        [
          .init(.name("RPC.\(handler.method.swiftName).self")),
          .init(ConstantTranslator(spelling: context.types.spelling).expression(refusal.value)),
        ]
      )
      return SwitchCase(
        pattern: .string(handler.method.name),
        body: .expression(.try(answer)),
        isConditional: handler.method.availability == .experimental
      )
    }
    cases.append(SwitchCase(pattern: nil, body: .expression(.nil)))
    return .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: [
          "The answer that refuses a request of this method, in the form that its type has for it; `nil` when there is none."
        ]),
        access: "",
        name: "static func refusal",
        parameters: [ParameterSyntax(label: "of", name: "method", type: "String")],
        effects: "throws",
        returns: "ServerRequestAnswer?",
        body: [.switch(.name("method"), cases)]
      )
    )
  }
}
