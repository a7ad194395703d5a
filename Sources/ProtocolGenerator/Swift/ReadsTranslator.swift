/// WrapperModel -> [Declaration]: the list of methods that the SDK may send again after a lost connection.
enum ReadsTranslator {
  static func translate(_ reads: [String]) -> [Declaration] {
    if reads.isEmpty { return [] }
    let list = VariableSyntax(
      comment: CommentSyntax(paragraphs: [
        "The methods that only read, so that sending a request twice has the same effect as sending it once.",
        "The section `reads` of the customization contains the same list.",
      ]),
      access: "",
      isStatic: true,
      name: "reads",
      type: "[String]",
      accessors: .get([.expression(.array(reads.map { .string($0) }))])
    )
    return [.type(TypeSyntax(keyword: .extension, name: "RepeatableMethods", members: [.variable(list)]))]
  }
}
