import CodexWire

/// ProtocolModel -> report: what `codexgen inspect` prints.
enum Inspection {
  /// The model in numbers, or, with names, what it knows of each.
  ///
  /// - Parameters:
  ///   - model: The model after naming.
  ///   - names: Types and methods, in any of the spellings that `ModelIndex.find` knows.
  /// - Returns: Text without colours, or JSON with sorted members, without a newline at its end.
  /// - Throws: `GeneratorError` with one diagnostic for each name that is neither a type nor a method.
  static func report(
    of model: ProtocolModel,
    names: [String],
    asJSON: Bool
  ) throws(GeneratorError) -> String {
    let index = ModelIndex(model)
    if names.isEmpty {
      let overview = Overview(index)
      return asJSON ? overview.json.prettyText : overview.text
    }
    let findings = try find(names, in: index)
    if asJSON { return JSONValue.array(findings.map { json(of: $0, in: index) }).prettyText }
    return findings.map { text(of: $0, in: index) }.joined(separator: "\n\n")
  }

  /// What the names mean, each thing once, in the order of the names.
  private static func find(
    _ names: [String],
    in index: ModelIndex
  ) throws(GeneratorError) -> [ModelIndex.Finding] {
    var findings: [ModelIndex.Finding] = []
    var unknown: [String] = []
    for name in names {
      let found = index.find(name)
      if found.isEmpty, !unknown.contains(name) { unknown.append(name) }
      findings += found.filter { !findings.contains($0) }
    }
    if unknown.isEmpty { return findings }
    let known = index.knownNames
    let file = index.model.sources.last ?? ""
    throw GeneratorError(
      unknown.map { name in
        let hint =
          nearestName(to: name, in: known).map { "did you mean \"\($0)\"?" }
          ?? "give the name of a type, such as Thread or v2/Thread, or of a method, such as thread/start"
        let message = "there is no type and no method \"\(name)\"; \(hint)"
        return Diagnostic(.error, file: file, message: message)
      }
    )
  }

  private static func text(of finding: ModelIndex.Finding, in index: ModelIndex) -> String {
    switch finding {
    case .type(let entry): TypeFacts(entry, in: index).text
    case .message(let message): message.text(index.spelling)
    }
  }

  private static func json(of finding: ModelIndex.Finding, in index: ModelIndex) -> JSONValue {
    switch finding {
    case .type(let entry): TypeFacts(entry, in: index).json
    case .message(let message): message.json(index.spelling)
    }
  }
}
