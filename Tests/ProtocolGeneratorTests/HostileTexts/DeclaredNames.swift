import Foundation

/// The declarations of Swift source text, as the compiler's parser sees them.
struct DeclaredNames: Hashable {
  /// The declarations with the paths of their types, such as `struct_decl Thread` and `var_decl Thread.name`. Local
  /// declarations inside of functions are left out.
  var all: Set<String> = []

  /// - Parameter dump: The output of `swiftc -dump-parse`.
  init(dump: String) {
    var open: [(indentation: Int, name: String?)] = []
    for line in dump.split(separator: "\n") {
      let indentation = line.prefix { $0 == " " }.count
      let text = line.dropFirst(indentation)
      while let last = open.last, last.indentation >= indentation { open.removeLast() }
      guard text.hasPrefix("(") else { continue }
      let kind = text.dropFirst().prefix { $0 != " " && $0 != ")" }
      // The parser lists an element of an enum twice: in its case, and in the enum.
      guard kind.hasSuffix("_decl"), kind != "enum_case_decl" else { continue }
      let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
      let name = parts.count > 1 ? String(parts[1].prefix { $0 != "(" }) : ""
      let isType = ["struct_decl", "enum_decl", "extension_decl"].contains(kind)
      if open.allSatisfy({ $0.name != nil }), kind != "pattern_binding_decl" {
        let path = (open.compactMap(\.name) + [name]).joined(separator: ".")
        all.insert("\(kind) \(path)")
      }
      if kind != "pattern_binding_decl" { open.append((indentation, isType ? name : nil)) }
    }
  }

  func names(_ kind: String) -> Set<String> {
    Set(all.filter { $0.hasPrefix(kind + " ") }.map { String($0.dropFirst(kind.count + 1)) })
  }
}
