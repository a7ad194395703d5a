import ProtocolGenerator

/// The second half of a message about an unknown name: the known name that was most likely meant, or all known names if
/// none is similar.
///
/// - Parameter what: What the known names are, in the plural: "formats".
package func suggestion(for name: String, among known: [String], called what: String) -> String {
  if let nearest = nearestName(to: name, in: known) { return "did you mean '\(nearest)'?" }
  return "the \(what) are \(quotedList(known))"
}

/// `'a', 'b', 'c'`
package func quotedList(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
