/// LimitSettings -> [Declaration]: the limits of older releases, as static members of `ServerInfo.Limit`.
struct LimitTranslator {
  let context: TranslationContext

  func translate(_ limits: [JSONEntry<LimitSettings>]) -> [Declaration] {
    if limits.isEmpty { return [] }
    let sorted = limits.sorted { $0.subject < $1.subject }
    return [
      .type(TypeSyntax(keyword: .extension, name: "ServerInfo.Limit", members: sorted.map(member) + [all(sorted)]))
    ]
  }

  private func member(_ limit: JSONEntry<LimitSettings>) -> Declaration {
    let value = Expression.call(
      .name("Self"),
      [
        .init(.string(limit.subject), label: "id"), .init(.string(limit.value.until), label: "until"),
        Self.description(limit.value.documentation),
      ]
    )
    return .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: [
          limit.value.documentation, "Servers before Codex \(limit.value.until) have this limit.",
        ]),
        access: context.access,
        isStatic: true,
        name: SwiftKeyword.escaped(limit.subject),
        type: "Self",
        accessors: .get([.expression(value)])
      )
    )
  }

  /// The description as one string literal, or as several ones, so that no line of the generated file is too long.
  private static func description(_ text: String) -> Expression.Argument {
    let lines = text.split(separator: " ", omittingEmptySubsequences: false).reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= 90 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    if lines.count == 1 { return .init(.string(text), label: "description") }
    return .init(.array(lines.map(Expression.string)), label: "lines")
  }

  private func all(_ limits: [JSONEntry<LimitSettings>]) -> Declaration {
    .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: ["All limits, from the section `limits` of the customization."]),
        access: "",
        isStatic: true,
        name: "all",
        type: "[Self]",
        accessors: .get([.expression(.array(limits.map { .member(nil, $0.subject) }))])
      )
    )
  }
}
