/// A declaration of Swift. Translators build trees of declarations; the printer turns them into text.
indirect enum Declaration: Sendable {
  case type(TypeSyntax)
  case variable(VariableSyntax)
  case enumCase(CaseSyntax)
  case function(FunctionSyntax)
  case alias(AliasSyntax)
  /// Declarations inside of `#if ExperimentalAPI … #else … #endif`.
  case conditional([Declaration], otherwise: [Declaration] = [])
}

/// An import of a module.
struct ImportSyntax: Sendable {
  /// The attribute of hooks, and of imports by files that declare or call hooks: functions and types that only generated code
  /// and the library use.
  static let hooks = "_spi(Generated)"

  var module: String
  /// The attribute without its `@`.
  var attribute: String?
  /// The access level of an import in a target with the upcoming feature `InternalImportsByDefault`. `nil` if the interface of
  /// the file does not use the module.
  ///
  /// In other targets, an import without an access level is right. One with an access level would be an error beside an import
  /// without one in a file of the user.
  var access: AccessLevel?
  /// Whether only declarations inside of `#if ExperimentalAPI` need the access level.
  var isAccessExperimental = false
}

/// The documentation comment of a declaration, before its lines are wrapped.
struct CommentSyntax: Sendable {
  /// The paragraphs and list items, in printable form. The printer wraps each of them separately.
  private(set) var paragraphs: [String] = []

  /// - Parameter paragraphs: Any texts. A line end in a text becomes a space, and invisible characters become escapes, so
  ///   that no text gets out of the comment. A text without visible characters is left out.
  init(paragraphs: [String] = []) { append(paragraphs) }

  mutating func append(_ paragraph: String) { append([paragraph]) }

  mutating func append(_ paragraphs: [String]) {
    self.paragraphs += paragraphs.map(\.printable).filter { !$0.trimmed.isEmpty }
  }
}

/// An attribute in front of a declaration.
struct AttributeSyntax: Sendable {
  var text: String
  /// The name of an attribute that older compilers do not know; the printer puts `#if hasAttribute(…)` around the
  /// attribute.
  var condition: String?
}

struct TypeSyntax: Sendable {
  enum Keyword: String, Sendable {
    case structure = "struct"
    case enumeration = "enum"
    case `protocol`
    case `extension`
  }

  var comment = CommentSyntax()
  var attributes: [AttributeSyntax] = []
  var access: String?
  var keyword: Keyword
  var name: String
  var inherits: [String] = []
  var members: [Declaration]
}

struct VariableSyntax: Sendable {
  var comment = CommentSyntax()
  var attributes: [AttributeSyntax] = []
  var access: String
  var isStatic = false
  /// Whether the variable is declared with `let` instead of `var`.
  var isConstant = false
  var name: String
  var type: String
  /// The accessors of a computed property; `nil` for a stored property.
  var accessors: Accessors?

  enum Accessors: Sendable {
    case get([Statement])
    case getSet(get: Expression, set: Statement)
  }
}

struct CaseSyntax: Sendable {
  var comment = CommentSyntax()
  var isIndirect = false
  var name: String
  var payload: String?
}

struct FunctionSyntax: Sendable {
  var comment = CommentSyntax()
  var attributes: [AttributeSyntax] = []
  var access: String
  /// `init`, or `func` and the name.
  var name: String
  var parameters: [ParameterSyntax]
  /// `throws` or `async throws`; empty for a function with neither.
  var effects = ""
  var returns: String?
  var body: [Statement]
}

struct ParameterSyntax: Sendable {
  /// The argument label: `_` for none, `nil` when the parameter's name is the label.
  var label: String?
  var name: String
  var type: String
  var defaultValue: Expression?
}

struct AliasSyntax: Sendable {
  var comment = CommentSyntax()
  var access: String
  var name: String
  var target: String
}

indirect enum Statement: Sendable {
  case expression(Expression)
  case assign(Expression, Expression)
  case define(keyword: String, name: String, Expression)
  case `return`(Expression)
  case `switch`(Expression, [SwitchCase])
  /// `if case PATTERN = self { … } else { … }` as an expression.
  case ifCase(Expression, of: Expression, then: Expression, otherwise: Expression)
  case conditional([Statement], otherwise: [Statement] = [])
}

struct SwitchCase: Sendable {
  /// The pattern; `nil` for `default`.
  var pattern: Expression?
  var body: [Statement]
  var isConditional = false

  init(pattern: Expression?, body: [Statement], isConditional: Bool = false) {
    self.pattern = pattern
    self.body = body
    self.isConditional = isConditional
  }

  init(pattern: Expression?, body: Statement, isConditional: Bool = false) {
    self.init(pattern: pattern, body: [body], isConditional: isConditional)
  }
}

indirect enum Expression: Sendable {
  /// A name as it is written: `self`, `decoder`, or a type.
  case name(String)
  case string(String)
  case integer(Int)
  case `nil`
  case emptyArray
  case emptyDictionary
  /// `.name` or `base.name`.
  case member(Expression?, String)
  case call(Expression, [Argument])
  /// A call with a trailing closure of several statements: `call { a, b in … }`.
  case closure(after: Expression, parameters: [String], body: [Statement])
  case `try`(Expression)
  case tryAwait(Expression)
  /// `expression?`, in front of a member.
  case chained(Expression)
  case isNotNil(Expression)
  /// `&name`
  case reference(String)
  case array([Expression])
  case dictionary([(Expression, Expression)])
  /// `let name` in a pattern.
  case binding(String)
  /// `\.name`
  case keyPath(String)

  struct Argument: Sendable {
    var label: String?
    var value: Expression

    init(_ value: Expression, label: String? = nil) {
      self.label = label
      self.value = value
    }
  }

  /// A call of a member: `base.name(arguments)` or `.name(arguments)`.
  static func call(_ base: Expression?, _ name: String, _ arguments: [Argument]) -> Expression {
    .call(.member(base, name), arguments)
  }
}
