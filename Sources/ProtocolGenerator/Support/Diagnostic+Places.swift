extension Diagnostic {
  /// The texts of diagnostics with the line and the column of each place, in the form of a compiler's messages, which Xcode and
  /// editors open at a click: `schema/app.json:12:7: error: #/definitions/Thread: …`.
  ///
  /// A place that the file does not have, such as that of a member that is missing, has the line of the value around it.
  ///
  /// - Parameter files: The files that the diagnostics are about. A diagnostic about another file has its usual text.
  public static func texts(_ diagnostics: [Diagnostic], in files: [SourceFile]) -> [String] {
    var positions: [String: [String: Position]] = [:]
    for file in files where positions[file.path] == nil {
      let pointers = diagnostics.filter { $0.file == file.path && $0.position == nil }.compactMap(\.pointer)
      guard !pointers.isEmpty else { continue }
      positions[file.path] = JSONPlaces.positions(of: Set(pointers.flatMap(placesAround)), in: file.bytes)
    }
    return diagnostics.map { diagnostic in
      guard let pointer = diagnostic.pointer, let known = positions[diagnostic.file],
        let position = placesAround(pointer).lazy.compactMap({ known[$0] }).first
      else { return diagnostic.description }
      var placed = diagnostic
      placed.position = position
      placed.pointer = nil
      if !pointer.isEmpty { placed.message = "#\(pointer): \(diagnostic.message)" }
      return placed.description
    }
  }

  /// A pointer, and the pointers of the places that contain its place, the innermost first.
  private static func placesAround(_ pointer: String) -> [String] {
    [pointer] + pointer.indices.filter { pointer[$0] == "/" }.reversed().map { String(pointer[..<$0]) }
  }
}
