/// ReleaseHistory -> [Declaration]: what the releases after the oldest supported one added.
enum HistoryTranslator {
  static func translate(_ history: ReleaseHistory) -> [Declaration] {
    guard let oldest = history.releases.first else { return [] }
    let additions = history.additions.map { addition in
      Expression.call(
        .name("Self"),
        [.init(.string(addition.method), label: "method")]
          + (addition.parameter.map { [.init(.string($0), label: "parameter")] } ?? [])
          + [.init(.string(addition.release), label: "since")]
      )
    }
    let list = VariableSyntax(
      comment: CommentSyntax(paragraphs: [
        "What the Codex releases after \(oldest.name) added to the requests of clients, from `schema/history.json`."
      ]),
      access: "",
      isStatic: true,
      name: "additions",
      type: "[Self]",
      accessors: .get([.expression(.array(additions))])
    )
    return [.type(TypeSyntax(keyword: .extension, name: "MissingFeature", members: [.variable(list)]))]
  }
}
