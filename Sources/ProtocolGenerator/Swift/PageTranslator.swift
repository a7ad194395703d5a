/// Wrapper.Pages -> Declaration: a function that returns the elements of all pages as a sequence. The sequence calls the function for
/// one page.
struct PageTranslator {
  let context: TranslationContext
  let style: OutputStyle
  private var overrides: OverrideTranslator { OverrideTranslator(context: context) }

  /// The function; two functions, one with and one without `ExperimentalAPI`, when only some of the parameters are
  /// experimental.
  func translate(_ wrapper: Wrapper, _ pages: Wrapper.Pages) -> (
    availability: Availability, declarations: [Declaration]
  ) {
    let function = Declaration.function(self.function(wrapper, pages, includingExperimental: true))
    if wrapper.method.availability == .experimental { return (.experimental, [function]) }
    if wrapper.parameters.allSatisfy({ $0.availability == .always }) { return (.always, [function]) }
    let stable = Declaration.function(self.function(wrapper, pages, includingExperimental: false))
    return (.always, [.conditional([function], otherwise: [stable])])
  }

  private func function(_ wrapper: Wrapper, _ pages: Wrapper.Pages, includingExperimental: Bool) -> FunctionSyntax {
    let all = wrapper.parameters.filter { includingExperimental || $0.availability == .always }
    let filters = all.filter { $0.name != pages.cursor && $0.name != pages.limit }
    return FunctionSyntax(
      comment: comment(wrapper, pages, filters),
      attributes: [wrapper.method.documentation.deprecationAttribute].compactMap(\.self),
      access: context.access,
      name: "func \(SwiftKeyword.escaped(pages.name))",
      parameters: filters.map {
        ParameterSyntax(
          label: $0.label,
          name: SwiftKeyword.escaped($0.name),
          type: overrides.argumentType(of: $0),
          defaultValue: $0.defaultValue.map { Expression($0) }
        )
      } + parameters(pages),
      returns: "PagedSequence<\(pages.element)>",
      body: [.expression(sequence(wrapper, pages, all, filters))]
    )
  }

  private func parameters(_ pages: Wrapper.Pages) -> [ParameterSyntax] {
    let size = ParameterSyntax(name: "pageSize", type: "Int?", defaultValue: .nil)
    return (pages.limit == nil ? [] : [size]) + [
      ParameterSyntax(name: "maximum", type: "Int?", defaultValue: .nil),
      ParameterSyntax(label: "startingAt", name: pages.cursor, type: "String?", defaultValue: .nil),
      ParameterSyntax(name: Wrapper.timeout, type: "Duration?", defaultValue: .nil),
    ]
  }

  private func comment(_ wrapper: Wrapper, _ pages: Wrapper.Pages, _ filters: [Wrapper.Parameter]) -> CommentSyntax {
    let fallback = "The elements of all pages that `\(wrapper.name)` returns."
    let paragraphs = (pages.documentation ?? fallback).split(separator: "\n\n").map(String.init)
    var comment = CommentSyntax(paragraphs: paragraphs)
    let sequence = style.link(to: "PagedSequence")
    comment.append("A page is requested when the elements of the page before have been read. See \(sequence).")
    comment.append("- Note: This is the method \(wrapper.method.name.codeSpan).")
    comment.append("- Parameters:")
    comment.append(
      filters.filter { !$0.documentation.isEmpty }.map { "  - \($0.name): \($0.documentation)" }
    )
    if pages.limit != nil {
      comment.append("  - pageSize: The number of elements to request at once. `nil` for the server's default.")
    }
    comment.append([
      "  - maximum: The number of elements after which the sequence ends. `nil` for all elements.",
      "  - \(pages.cursor): The cursor of an earlier page, where the sequence starts. `nil` for the beginning.",
      "  - timeout: How long to wait for each page. `nil` uses `CodexConfiguration.requestTimeout`.",
      "- Returns: A sequence that sends nothing until it is read. Reading it throws \(style.link(to: "CodexError")).",
    ])
    return comment
  }

  /// `PagedSequence(of: "thread/list", …) { cursor, limit in … }`
  private func sequence(
    _ wrapper: Wrapper,
    _ pages: Wrapper.Pages,
    _ all: [Wrapper.Parameter],
    _ filters: [Wrapper.Parameter]
  ) -> Expression {
    let cursor = Expression.name(SwiftKeyword.escaped(pages.cursor))
    var arguments: [Expression.Argument] = [
      .init(.string(wrapper.method.name), label: "of"), .init(cursor, label: "startingAt"),
    ]
    if pages.limit != nil { arguments.append(.init(.name("pageSize"), label: "pageSize")) }
    arguments.append(.init(.name("maximum"), label: "maximum"))
    let isTaken = filters.contains { $0.name == wrapper.name }
    let name = SwiftKeyword.escaped(wrapper.name)
    let one = Expression.call(
      isTaken ? .member(.name("self"), name) : .name(name),
      all.map { parameter in
        let label = parameter.label ?? parameter.name
        return .init(.name(SwiftKeyword.escaped(parameter.name)), label: label == "_" ? nil : label)
      } + [.init(.name(Wrapper.timeout), label: Wrapper.timeout)]
    )
    let page = filters.contains { $0.name == "page" } ? "onePage" : "page"
    let member = { (property: String) in Expression.member(.name(page), SwiftKeyword.escaped(property)) }
    var parts: [Expression.Argument] = [
      .init(member(pages.elements)), .init(member(pages.nextCursor), label: "next"),
    ]
    if let backwards = pages.backwardsCursor { parts.append(.init(member(backwards), label: "backwards")) }
    return .closure(
      after: .call(.name("PagedSequence"), arguments),
      parameters: [SwiftKeyword.escaped(pages.cursor), pages.limit.map { SwiftKeyword.escaped($0) } ?? "_"],
      body: [
        .define(keyword: "let", name: page, .tryAwait(one)),
        .return(.call(.name(".init"), parts)),
      ]
    )
  }
}
