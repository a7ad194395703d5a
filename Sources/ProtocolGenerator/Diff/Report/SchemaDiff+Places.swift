/// Where the changes are in the bundles.
extension SchemaDiff {
  /// A line of a bundle.
  struct Place: Hashable {
    var file: String
    /// `nil` if the line is not known.
    var line: Int?
  }

  /// The place of each change: in the new bundle or, for what was removed, in the old bundle.
  var places: [Place] {
    func lines(in file: SourceFile?) -> [String: Diagnostic.Position] {
      file.map { JSONPlaces.positions(of: Set(changes.map(\.pointer)), in: $0.bytes) } ?? [:]
    }
    let (oldLines, newLines) = (lines(in: oldFile), lines(in: newFile))
    return changes.map { change in
      let isRemoved = change.rule.rawValue.hasSuffix("-removed")
      if isRemoved, let oldFile, let position = oldLines[change.pointer] {
        return Place(file: oldFile.path, line: position.line)
      }
      return Place(file: newFile?.path ?? "", line: newLines[change.pointer]?.line)
    }
  }
}
