extension ReleaseHistory {
  /// Reads a `history.json`.
  ///
  /// - Throws: `GeneratorError` for a file that is not JSON or does not have the form of a history.
  public init(_ file: SourceFile) throws(GeneratorError) {
    let json = try file.json()
    var reader = JSONReader(path: file.path)
    var releases: [Release] = []
    for (value, place) in reader.elements(json["releases"], at: "/releases") {
      guard let name = reader.string(value["release"], at: "\(place)/release") else { continue }
      if releases.contains(where: { $0.name == name }) {
        reader.report("\(place)/release", "the release \"\(name)\" stands in this file twice")
      }
      var additions: [String: Set<String>] = [:]
      for (method, parameters, place) in reader.members(value["additions"], at: "\(place)/additions") {
        additions[method] = Set(reader.names(parameters, at: place).map(\.subject))
      }
      releases.append(Release(name: name, additions: additions))
    }
    if !reader.diagnostics.isEmpty { throw GeneratorError(reader.diagnostics) }
    self.releases = releases
  }

  /// The text of a `history.json`. The same history always has the same text.
  public var text: String {
    let releases = releases.map { release in
      let additions = release.additions.sorted { $0.key < $1.key }.map { method, parameters in
        let names = parameters.sorted().map(Self.quoted).joined(separator: ", ")
        return "        \(Self.quoted(method)): [\(names)]"
      }
      let object = additions.isEmpty ? "{}" : "{\n\(additions.joined(separator: ",\n"))\n      }"
      return """
            {
              "release": \(Self.quoted(release.name)),
              "additions": \(object)
            }
        """
    }
    return """
      {
        "releases": [
      \(releases.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}

extension ReleaseHistory {
  /// Reads the history of the input and checks that it belongs to the pinned release.
  ///
  /// - Returns: `nil` if the input has no history.
  /// - Throws: `GeneratorError` if the history is not valid, or is that of another release or another schema.
  static func read(from input: GeneratorInput, _ model: ProtocolModel) throws(GeneratorError) -> ReleaseHistory? {
    guard let file = input.history else { return nil }
    let history = try ReleaseHistory(file)
    guard let pin = try input.pin.map({ pin throws(GeneratorError) in try Pin.read(pin) }) else {
      throw GeneratorError([
        .error(file.path, nil, "a history needs the version of the release, and there is no pin.json")
      ])
    }
    guard history == history.pinning(parameters(in: model), as: pin.codex) else {
      let problem = "the history does not fit the schema of Codex \(pin.codex), which is pinned beside it"
      throw GeneratorError([.error(file.path, "/releases", "\(problem); to update it, run: swift run codexgen history")]
      )
    }
    return history
  }
}
