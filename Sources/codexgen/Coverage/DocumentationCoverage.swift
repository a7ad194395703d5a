#if os(macOS) || os(Linux)
/// Which public symbols of a module have a description.
struct DocumentationCoverage: Hashable {
  /// Which symbols of a module need a description.
  enum Extent: Hashable {
    /// Every symbol.
    case all
    /// The types, functions and protocols. Properties, initializers and enum cases need none.
    case typesAndFunctions
  }

  /// A symbol or a parameter without a description.
  struct Gap: Hashable, Comparable {
    /// `FILE:LINE:COLUMN`; the name of the module for a symbol without a place.
    var place: String
    var message: String

    static func < (left: Self, right: Self) -> Bool { (left.place, left.message) < (right.place, right.message) }
  }

  private(set) var total = 0
  private(set) var gaps: [Gap] = []

  /// - Parameter root: The folder that paths of files are relative to.
  init(_ graphs: [SymbolGraph], extent: Extent, root: String) {
    var gaps: Set<Gap> = []
    var seen: Set<String> = []
    for graph in graphs {
      let implementations = Set(graph.relationships.filter { $0.sourceOrigin != nil }.map(\.source))
      for symbol in graph.symbols where seen.insert(symbol.identifier.precise).inserted {
        guard symbol.needsDescription(extent), !implementations.contains(symbol.identifier.precise) else { continue }
        total += 1
        let place = symbol.place(in: root) ?? graph.module.name
        let name = symbol.pathComponents.joined(separator: ".")
        if !symbol.isDescribed { gaps.insert(Gap(place: place, message: "\(name) has no description")) }
      }
    }
    self.gaps = gaps.sorted()
  }

  var described: Int { total - gaps.count }
}

extension SymbolGraph.Symbol {
  private var name: String { pathComponents.last ?? "" }

  /// Whether the symbol belongs to the symbols that need a description.
  fileprivate func needsDescription(_ extent: DocumentationCoverage.Extent) -> Bool {
    // Underscores mark what programs should not use. The compiler generates symbols without a place.
    if location == nil || pathComponents.contains(where: { $0.hasPrefix("_") }) { return false }
    if Self.requirements.contains(name) { return false }
    switch extent {
    case .all: return kind.identifier != "swift.extension"
    case .typesAndFunctions: return Self.typesAndFunctions.contains(kind.identifier)
    }
  }

  private static let typesAndFunctions: Set = [
    "swift.struct", "swift.enum", "swift.class", "swift.actor", "swift.protocol", "swift.typealias", "swift.method",
    "swift.type.method", "swift.func", "swift.func.op", "swift.macro",
  ]

  /// What protocols of the standard library and of Foundation require. Their documentation is that of the protocol.
  private static let requirements: Set = [
    "==(_:_:)", "<(_:_:)", "hash(into:)", "encode(to:)", "init(from:)", "description", "debugDescription",
    "customMirror",
    "errorDescription", "recoverySuggestion", "failureReason", "rawValue", "init(rawValue:)", "allCases", "next()",
    "next(isolation:)", "makeAsyncIterator()", "makeIterator()", "Element", "AsyncIterator", "Failure", "RawValue",
    "AllCases", "ArrayLiteralElement", "Key", "Value", "codingPath", "stringValue", "intValue", "init(stringValue:)",
    "init(intValue:)",
    "init(stringLiteral:)", "init(integerLiteral:)", "init(floatLiteral:)", "init(booleanLiteral:)",
    "init(nilLiteral:)",
    "init(arrayLiteral:)", "init(dictionaryLiteral:)", "init(unicodeScalarLiteral:)",
    "init(extendedGraphemeClusterLiteral:)", "StringLiteralType", "IntegerLiteralType", "FloatLiteralType",
    "BooleanLiteralType", "UnicodeScalarLiteralType", "ExtendedGraphemeClusterLiteralType",
  ]

  /// Whether the first paragraph of the comment says more than the name: it has at least two words beside articles, or a word
  /// that the name does not have.
  fileprivate var isDescribed: Bool {
    let lines = (docComment?.lines ?? []).map(\.text).drop { $0.allSatisfy(\.isWhitespace) }
    let summary = lines.prefix { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " ")
    if summary.hasPrefix("- ") { return false }
    let name = name.lowercased()
    let words = summary.lowercased().split { !$0.isLetter && !$0.isNumber }.filter {
      !Self.fillers.contains(String($0))
    }
    return words.count > 1 || words.contains { !name.contains($0) }
  }

  private static let fillers: Set = ["a", "an", "the", "of", "this", "is", "s"]

  /// `FILE:LINE:COLUMN`.
  fileprivate func place(in root: String) -> String? {
    guard let location else { return nil }
    var path = location.uri
    if path.hasPrefix("file://") { path.removeFirst("file://".count) }
    if path.hasPrefix(root + "/") { path.removeFirst(root.count + 1) }
    return "\(path):\(location.position.line + 1):\(location.position.character + 1)"
  }
}
#endif
