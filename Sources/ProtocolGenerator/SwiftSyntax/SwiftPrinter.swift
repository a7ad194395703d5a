/// [Declaration] -> text: prints declarations in the layout of `swift format`, so that generated files pass its lint.
struct SwiftPrinter {
  private static let lineLength = 120
  private var lines: [String] = []
  private var depth = 0

  static func print(header: [String], imports: [ImportSyntax], declarations: [Declaration]) -> String {
    var printer = SwiftPrinter()
    for comment in header { printer.line(comment) }
    if !imports.isEmpty { printer.line("") }
    printer.print(imports)
    for declaration in declarations {
      printer.line("")
      printer.print(declaration)
    }
    return printer.lines.joined(separator: "\n") + "\n"
  }

  // MARK: Imports

  private mutating func print(_ imports: [ImportSyntax]) {
    var rest = imports[...]
    while let first = rest.first {
      let condition = first.condition
      let group = rest.prefix { $0.condition == condition }
      rest = rest.dropFirst(group.count)
      if let condition {
        line("#if \(condition)")
        for module in group { line(module.text(module.access)) }
        line("#else")
      }
      for module in group { line(module.text(nil)) }
      if condition != nil { line("#endif") }
    }
  }

  private var indentation: String { String(repeating: "  ", count: depth) }

  /// Adds a line. All output goes through this function, so no text can end the line that it stands in. (The comments,
  /// literals and names of the tree contain no line ends in the first place.)
  private mutating func line(_ text: String) {
    let isOneLine = text.utf8.allSatisfy { $0 >= 0x20 }
    lines.append(text.isEmpty ? "" : indentation + (isOneLine ? text : text.printable))
  }

  /// Whether `text` fits in one line at the current depth.
  private func fits(_ text: String) -> Bool {
    // In such lines, swift-format reserves a column for the comma that it writes behind the last element of a broken
    // list.
    let room = text.contains(", \"") && text.contains("])") ? 1 : 0
    return !text.contains("\n") && text.count + depth * 2 + room <= Self.lineLength
  }

  private mutating func indented(_ body: (inout Self) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  // MARK: Declarations

  private mutating func print(_ declaration: Declaration) {
    switch declaration {
    case .type(let type): print(type)
    case .variable(let variable): print(variable)
    case .enumCase(let enumCase): print(enumCase)
    case .function(let function): print(function)
    case .alias(let alias):
      print(alias.comment)
      line("\(alias.access)typealias \(alias.name) = \(alias.target)")
    case .conditional(let declarations, let otherwise):
      line("#if ExperimentalAPI")
      print(declarations)
      if !otherwise.isEmpty {
        line("#else")
        print(otherwise)
      }
      line("#endif")
    }
  }

  /// Prints members with blank lines around every member that has a body or a comment.
  private mutating func print(_ declarations: [Declaration]) {
    for (index, declaration) in declarations.enumerated() {
      if index > 0, !(declaration.isOneLine && declarations[index - 1].isOneLine) { line("") }
      print(declaration)
    }
  }

  private mutating func print(_ type: TypeSyntax) {
    print(type.comment)
    print(type.attributes)
    let inherits = type.inherits.isEmpty ? "" : ": " + type.inherits.joined(separator: ", ")
    let head = "\(type.access ?? "")\(type.keyword.rawValue) \(type.name)\(inherits) {"
    if type.members.isEmpty { return line(head + "}") }
    line(head)
    indented { $0.print(type.members) }
    line("}")
  }

  private mutating func print(_ variable: VariableSyntax) {
    print(variable.comment)
    print(variable.attributes.filter { !$0.isWrapper })
    let wrappers = variable.attributes.filter(\.isWrapper).map { $0.text + " " }.joined()
    let modifiers = wrappers + variable.access + (variable.isStatic ? "static " : "")
    let head = "\(modifiers)\(variable.isConstant ? "let" : "var") \(variable.name): \(variable.type)"
    switch variable.accessors {
    case nil: line(head)
    case .get(let body):
      if body.count == 1, let value = body[0].flat, fits("\(head) { \(value) }") {
        return line("\(head) { \(value) }")
      }
      line(head + " {")
      indented { $0.print(body) }
      line("}")
    case .getSet(let get, let set):
      line(head + " {")
      indented {
        $0.line("get { \(get.flat) }")
        $0.line("set { \(set.flat ?? "") }")
      }
      line("}")
    }
  }

  private mutating func print(_ enumCase: CaseSyntax) {
    print(enumCase.comment)
    let payload = enumCase.payload.map { "(\($0))" } ?? ""
    line("\(enumCase.isIndirect ? "indirect " : "")case \(enumCase.name)\(payload)")
  }

  private mutating func print(_ function: FunctionSyntax) {
    print(function.comment)
    print(function.attributes)
    let parameters = function.parameters.map { parameter in
      let label = parameter.label.map { ArgumentLabel.swift($0) + " " } ?? ""
      let value = parameter.defaultValue.map { " = " + $0.flat } ?? ""
      return "\(label)\(parameter.name): \(parameter.type)\(value)"
    }
    let start = "\(function.access)\(function.name)("
    let effects = function.effects.isEmpty ? "" : " " + function.effects
    let end = ")\(effects)\(function.returns.map { " -> " + $0 } ?? "") {"
    let flat = start + parameters.joined(separator: ", ") + end
    if function.body.isEmpty, fits(flat + "}") { return line(flat + "}") }
    if fits(flat) {
      line(flat)
    } else {
      line(start)
      indented { printer in
        for (index, parameter) in parameters.enumerated() {
          printer.line(parameter + (index == parameters.count - 1 ? "" : ","))
        }
      }
      line(end)
    }
    indented { $0.print(function.body) }
    line("}")
  }

  private mutating func print(_ attributes: [AttributeSyntax]) {
    for attribute in attributes {
      if let condition = attribute.condition { line("#if hasAttribute(\(condition))") }
      line(attribute.text)
      if attribute.condition != nil { line("#endif") }
    }
  }

  // MARK: Comments

  private mutating func print(_ comment: CommentSyntax) {
    for (index, paragraph) in comment.paragraphs.enumerated() {
      let margin = String(paragraph.prefix { $0 == " " })
      let isItem = paragraph.dropFirst(margin.count).hasPrefix("- ")
      let followsItem = index > 0 && comment.paragraphs[index - 1].trimmed.hasPrefix("- ")
      if index > 0, !(isItem && followsItem) { line("///") }
      var text = ""
      let limit = Self.lineLength - 4 - depth * 2
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
        if !text.isEmpty, text.count + 1 + word.count > limit {
          line("/// " + text)
          text = margin + (isItem ? "  " : "") + word
        } else {
          text += text.isEmpty ? margin + word : " " + word
        }
      }
      if !text.isEmpty { line("/// " + text) }
    }
  }

  // MARK: Statements

  private mutating func print(_ statements: [Statement]) {
    for statement in statements { print(statement) }
  }

  private mutating func print(_ statement: Statement) {
    switch statement {
    case .expression(let value): print(value)
    case .return(let value): print(value, prefix: "return ")
    case .assign(let target, let value): print(value, prefix: target.flat + " = ")
    case .define(let keyword, let name, let value): print(value, prefix: "\(keyword) \(name) = ")
    case .switch(let subject, let cases): print(subject, cases)
    case .ifCase: line(statement.flat ?? "")
    case .conditional(let body, let otherwise):
      line("#if ExperimentalAPI")
      print(body)
      if !otherwise.isEmpty {
        line("#else")
        print(otherwise)
      }
      line("#endif")
    }
  }

  private mutating func print(_ subject: Expression, _ cases: [SwitchCase]) {
    line("switch \(subject.flat) {")
    var isConditional = false
    for switchCase in cases {
      if switchCase.isConditional != isConditional {
        line(switchCase.isConditional ? "#if ExperimentalAPI" : "#endif")
        isConditional = switchCase.isConditional
      }
      let head = switchCase.pattern.map { "case \($0.flat):" } ?? "default:"
      if switchCase.body.count == 1, let body = switchCase.body[0].flat, fits("\(head) \(body)") {
        line("\(head) \(body)")
      } else {
        line(head)
        indented { $0.print(switchCase.body) }
      }
    }
    if isConditional { line("#endif") }
    line("}")
  }

  // MARK: Expressions

  /// Prints an expression behind `prefix`, over several lines if one line is too short.
  private mutating func print(_ expression: Expression, prefix: String = "", suffix: String = "") {
    let flat = prefix + expression.flat + suffix
    if fits(flat) { return line(flat) }
    switch expression {
    case .try(let inner): print(inner, prefix: prefix + "try ", suffix: suffix)
    case .tryAwait(let inner): print(inner, prefix: prefix + "try await ", suffix: suffix)
    case .closure(let call, let parameters, let body):
      print(call, prefix: prefix, suffix: " { \(parameters.joined(separator: ", ")) in")
      indented { $0.print(body) }
      line("}" + suffix)
    case .call(let function, let arguments) where arguments.count == 1 && arguments[0].isCollection:
      let label = arguments[0].labelText
      print(arguments[0].value, prefix: "\(prefix)\(function.flat)(\(label)", suffix: ")" + suffix)
    case .call(let function, let arguments) where !arguments.isEmpty:
      line(prefix + function.flat + "(")
      indented { printer in
        for (index, argument) in arguments.enumerated() {
          printer.print(argument.value, prefix: argument.labelText, suffix: index == arguments.count - 1 ? "" : ",")
        }
      }
      line(")" + suffix)
    case .array(let elements):
      line(prefix + "[")
      // swift-format writes no comma behind a single element.
      let comma = elements.count > 1 ? "," : ""
      indented { printer in for element in elements { printer.print(element, suffix: comma) } }
      line("]" + suffix)
    case .dictionary(let members):
      line(prefix + "[")
      let comma = members.count > 1 ? "," : ""
      indented { printer in
        for (key, value) in members { printer.print(value, prefix: key.flat + ": ", suffix: comma) }
      }
      line("]" + suffix)
    default: line(flat)
    }
  }
}

extension ImportSyntax {
  /// The condition for an import with an access level. `nil` for an import that never has one.
  fileprivate var condition: String? {
    guard access != nil, access != .internal else { return nil }
    return "hasFeature(InternalImportsByDefault)" + (isAccessExperimental ? " && ExperimentalAPI" : "")
  }

  fileprivate func text(_ access: AccessLevel?) -> String {
    (attribute.map { "@\($0) " } ?? "") + (access?.modifier ?? "") + "import " + module
  }
}

extension AttributeSyntax {
  /// Whether the attribute is a property wrapper, which is written in the same line as its property.
  fileprivate var isWrapper: Bool { condition == nil && !text.contains("(") }
}

/// Labels of arguments.
private enum ArgumentLabel {
  /// The label with backticks if it is one of the keywords that need them. All other keywords can be labels.
  static func swift(_ name: String) -> String { ["inout", "let", "var"].contains(name) ? "`\(name)`" : name }
}

extension Expression.Argument {
  /// The label with a colon and a space behind it; empty for an argument without a label.
  fileprivate var labelText: String { label.map { ArgumentLabel.swift($0) + ": " } ?? "" }

  /// Whether the argument is an array or a dictionary, whose brackets share the lines of the call's parentheses.
  fileprivate var isCollection: Bool {
    switch value {
    case .array, .dictionary: true
    default: false
    }
  }
}

extension Declaration {
  /// Whether the declaration is one line, so that no blank line separates it from neighbors of the same kind.
  fileprivate var isOneLine: Bool {
    switch self {
    case .enumCase(let enumCase): enumCase.comment.paragraphs.isEmpty
    case .variable(let variable):
      variable.comment.paragraphs.isEmpty && variable.accessors == nil && variable.attributes.isEmpty
    case .alias(let alias): alias.comment.paragraphs.isEmpty
    case .type, .function, .conditional: false
    }
  }
}

extension Statement {
  /// The statement in one line; `nil` when it needs several lines.
  fileprivate var flat: String? {
    switch self {
    case .expression(let value): value.flat
    case .return(let value): "return " + value.flat
    case .assign(let target, let value): target.flat + " = " + value.flat
    case .define(let keyword, let name, let value): "\(keyword) \(name) = \(value.flat)"
    case .ifCase(let pattern, of: let subject, let value, let other):
      "if case \(pattern.flat) = \(subject.flat) { \(value.flat) } else { \(other.flat) }"
    case .switch, .conditional: nil
    }
  }
}

extension Expression {
  /// The expression in one line.
  var flat: String {
    switch self {
    case .name(let name): name
    case .string(let text): StringLiteral.swift(text)
    case .integer(let value): "\(value)"
    case .nil: "nil"
    case .emptyArray: "[]"
    case .emptyDictionary: "[:]"
    // After a dot, `init` is the only keyword that needs backticks.
    case .member(let base, let name): (base?.flat ?? "") + "." + (name == "init" ? "`init`" : name)
    case .call(let function, let arguments):
      function.flat + "(" + arguments.map { $0.labelText + $0.value.flat }.joined(separator: ", ")
        + ")"
    // The line end says that the expression does not fit in one line.
    case .closure(let call, let parameters, _): "\(call.flat) { \(parameters.joined(separator: ", ")) in\n}"
    case .try(let inner): "try " + inner.flat
    case .tryAwait(let inner): "try await " + inner.flat
    case .chained(let inner): inner.flat + "?"
    case .isNotNil(let inner): inner.flat + " != nil"
    case .reference(let name): "&" + name
    case .array(let elements): "[" + elements.map(\.flat).joined(separator: ", ") + "]"
    case .dictionary(let members):
      members.isEmpty ? "[:]" : "[" + members.map { $0.flat + ": " + $1.flat }.joined(separator: ", ") + "]"
    case .binding(let name): "let " + name
    case .keyPath(let name): "\\." + name
    }
  }
}

/// String literals of Swift.
enum StringLiteral {
  static func swift(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case _ where scalar.isInvisible || scalar.properties.isDefaultIgnorableCodePoint: literal += scalar.escape
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
