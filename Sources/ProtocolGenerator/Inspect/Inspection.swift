import CodexWire

/// Builds the reports of `codexgen inspect` from a model whose parts have their Swift names.
public enum Inspection {
  /// The formats in which `codexgen inspect` prints its report. The raw value is what users write after `--format`.
  ///
  /// To add a format, add a case here, and a property for it to `Overview`, `TypeFacts` and `ProtocolMessage` in a file of
  /// its own.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case text
    case json
    case html

    /// What the format is for, as a phrase for the command's help.
    public var purpose: String {
      switch self {
      case .text: "for a terminal"
      case .json: "for programs"
      case .html: "for a browser, as one page with all messages and types, or with those of the given names"
      }
    }
  }

  /// The report that `codexgen inspect` prints: how many types and messages the model has, or, with `names`, the details of
  /// each named type or message.
  ///
  /// - Throws: `GeneratorError` when the input has errors, and when a name is neither a type nor a message.
  public static func report(
    of input: GeneratorInput,
    names: [String],
    format: Format
  ) throws(GeneratorError) -> String {
    try report(of: ModelPipeline.model(of: input), names: names, format: format)
  }

  /// The report on a whole model, or on single types and messages of it.
  ///
  /// - Parameters:
  ///   - model: The model, after its parts got their Swift names.
  ///   - names: The names of types, methods and notifications, in any spelling that `ModelIndex.find` knows. Without names,
  ///     the report says how many types, properties and messages the model has.
  ///   - format: The format of the report.
  /// - Returns: Text without colors, JSON with sorted members, or a page, without a newline at its end. Without names, the page has every
  ///   type and every message.
  /// - Throws: `GeneratorError` with one diagnostic for each name that the model does not have.
  static func report(
    of model: ProtocolModel,
    names: [String],
    format: Format
  ) throws(GeneratorError) -> String {
    let index = ModelIndex(model)
    if names.isEmpty {
      let overview = Overview(index)
      return switch format {
      case .text: overview.text
      case .json: overview.json.prettyText
      case .html: Reference(index).html
      }
    }
    let matches = try find(names, in: index)
    return switch format {
    case .text: matches.map { text(of: $0, in: index) }.joined(separator: "\n\n")
    case .json: JSONValue.array(matches.map { json(of: $0, in: index) }).prettyText
    case .html: Reference(index, entries: matches).html
    }
  }

  /// The types and messages that the names mean, in the order of the names. Each occurs once, even if two names mean it.
  private static func find(
    _ names: [String],
    in index: ModelIndex
  ) throws(GeneratorError) -> [ModelIndex.Match] {
    var matches: [ModelIndex.Match] = []
    var unknown: [String] = []
    for name in names {
      let found = index.find(name)
      if found.isEmpty, !unknown.contains(name) { unknown.append(name) }
      matches += found.filter { !matches.contains($0) }
    }
    if unknown.isEmpty { return matches }
    let known = index.knownNames
    let file = index.model.sources.last ?? ""
    throw GeneratorError(
      unknown.map { name in
        let hint =
          didYouMean(name, among: known)
          ?? "give the name of a type, such as Thread or v2/Thread, or of a method, such as thread/start"
        let message = "there is no type and no method \"\(name)\"; \(hint)"
        return Diagnostic(.error, file: file, message: message)
      }
    )
  }

  private static func text(of match: ModelIndex.Match, in index: ModelIndex) -> String {
    switch match {
    case .type(let entry): TypeFacts(entry, in: index).text
    case .message(let message): message.text(index.spelling)
    }
  }

  private static func json(of match: ModelIndex.Match, in index: ModelIndex) -> JSONValue {
    switch match {
    case .type(let entry): TypeFacts(entry, in: index).json
    case .message(let message): message.json(index.spelling)
    }
  }
}
