extension WrapperBuilder {
  /// Checks the section `reads` of the customization against the schema.
  ///
  /// - Returns: The names of the methods that only read, sorted.
  mutating func reads() -> [String] {
    let known = methods.map(\.name)
    var reads: Set<String> = []
    for entry in settings.reads {
      if !known.contains(entry.subject) {
        let message = "clients cannot call a method \"\(entry.subject)\", so this entry has no effect"
        report(entry.pointer, message + suggestion(for: entry.subject, among: known), isUnused: true)
      } else if !reads.insert(entry.subject).inserted {
        report(entry.pointer, "another entry already names \"\(entry.subject)\"")
      }
    }
    return reads.sorted()
  }
}
