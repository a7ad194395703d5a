/// A Swift declaration as its users see it: its head, and its members without bodies, comments and hooks.
struct DeclarationOutline: Hashable, Sendable {
  /// The first line, such as `struct Thread: Codable`.
  var head: String
  /// Empty for a declaration without members, such as a type alias.
  var members: [Member] = []

  /// A property, an enum case or a function. A nested type is no member: it has an outline of its own.
  struct Member: Hashable, Sendable {
    /// The name without backticks.
    var name: String
    /// The declaration. A function with many parameters has a line for each of them.
    var lines: [String]
  }

  /// The lines of the declaration.
  ///
  /// - Parameters:
  ///   - names: The members to show. `nil` shows all members.
  ///   - limit: The largest number of members to show. A comment stands for the others.
  func lines(of names: Set<String>? = nil, limit: Int = .max) -> [String] {
    if members.isEmpty { return [head] }
    let chosen = members.filter { names?.contains($0.name) ?? true }
    let shown = chosen.prefix(limit)
    var lines = [head + " {"] + shown.flatMap(\.lines).map { "  " + $0 }
    let left = chosen.count - shown.count
    if left > 0 {
      lines.append("  // \(left) more")
    } else if chosen.count < members.count {
      lines.append("  // …")
    }
    return lines + ["}"]
  }
}

extension DeclarationOutline {
  /// The outline of a type or of a type alias. `nil` for another declaration.
  ///
  /// - Parameter name: The name with the types around it, such as `ThreadItem.AgentMessage`.
  init?(_ declaration: Declaration, name: String) {
    switch declaration {
    case .type(let type):
      // These protocols are the same for all generated types, and only the codec needs them.
      let inherits = type.inherits.filter { !Self.commonProtocols.contains($0) }
      let protocols = inherits.isEmpty ? "" : ": " + inherits.joined(separator: ", ")
      head = Self.attributes(type.attributes) + "\(type.keyword.rawValue) \(name)\(protocols)"
      members = type.members.flatMap(Member.members)
    case .alias(let alias):
      head = "typealias \(name) = \(alias.target)"
    case .conditional(let declarations, _):
      guard let first = declarations.first, let outline = DeclarationOutline(first, name: name) else { return nil }
      self = outline
    case .variable, .enumCase, .function: return nil
    }
  }

  private static let commonProtocols: Set = [
    "Codable", "Hashable", "Sendable", "WireValue", "OpenUnion", "OpenEnum", "OpenString",
  ]

  /// The attribute for deprecation. The other attributes say nothing about the use of a declaration.
  fileprivate static func attributes(_ attributes: [AttributeSyntax]) -> String {
    attributes.contains { $0.text.hasPrefix("@available(*, deprecated") } ? "@available(*, deprecated) " : ""
  }
}

extension DeclarationOutline.Member {
  /// The members that a declaration adds to its type, with those that only `ExperimentalAPI` adds.
  static func members(of declaration: Declaration) -> [Self] {
    switch declaration {
    case .variable(let variable):
      if variable.access.hasPrefix("private") || codecMembers.contains(variable.name) { return [] }
      let keyword = (variable.isStatic ? "static " : "") + (variable.isConstant ? "let" : "var")
      let accessors =
        switch variable.accessors {
        case nil, .getSet?: ""
        case .get?: " { get }"
        }
      let head = DeclarationOutline.attributes(variable.attributes)
      let line = "\(head)\(keyword) \(variable.name): \(variable.type)\(accessors)"
      return [Self(name: variable.name.withoutBackticks, lines: [line])]
    case .enumCase(let enumCase):
      let payload = enumCase.payload.map { "(\($0))" } ?? ""
      return [Self(name: enumCase.name.withoutBackticks, lines: ["case \(enumCase.name)\(payload)"])]
    case .function(let function):
      if function.name.hasPrefix("func _") || codecMembers.contains(function.name) { return [] }
      return [Self(function)]
    case .alias(let alias):
      return [Self(name: alias.name, lines: ["typealias \(alias.name) = \(alias.target)"])]
    case .conditional(let declarations, _): return declarations.flatMap(members)
    case .type: return []
    }
  }

  /// What follows from the other members: the initializer from the properties, and the raw value from the cases.
  private static let codecMembers: Set = ["init", "rawValue", "isRecognized"]

  private static let lineLength = 72

  private init(_ function: FunctionSyntax) {
    let parameters = function.parameters.map { parameter in
      let label = parameter.label.map { $0 + " " } ?? ""
      let value = parameter.defaultValue.map { " = " + $0.flat } ?? ""
      return "\(label)\(parameter.name): \(parameter.type)\(value)"
    }
    let effects = function.effects.isEmpty ? "" : " " + function.effects
    let isStatic = function.access.hasSuffix("static ")
    let start = DeclarationOutline.attributes(function.attributes) + (isStatic ? "static " : "") + function.name + "("
    let end = ")\(effects)\(function.returns.map { " -> " + $0 } ?? "")"
    let flat = start + parameters.joined(separator: ", ") + end
    name = (function.name.hasPrefix("func ") ? String(function.name.dropFirst(5)) : function.name).withoutBackticks
    lines =
      flat.count <= Self.lineLength
      ? [flat]
      : [start] + parameters.enumerated().map { "  " + $1 + ($0 == parameters.count - 1 ? "" : ",") } + [end]
  }
}

extension String {
  /// The name of a declaration without the backticks that Swift needs around keywords.
  fileprivate var withoutBackticks: String { hasPrefix("`") && hasSuffix("`") ? String(dropFirst().dropLast()) : self }
}
