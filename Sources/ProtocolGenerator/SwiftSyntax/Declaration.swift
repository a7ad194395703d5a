/// A small tree of Swift declarations: all that translators build, and all that the printer knows.
indirect enum Declaration: Sendable {
  case type(TypeSyntax)
  case variable(VariableSyntax)
  case enumCase(CaseSyntax)
  case function(FunctionSyntax)
  case alias(AliasSyntax)
  /// `#if ExperimentalAPI … #else … #endif`
  case conditional([Declaration], otherwise: [Declaration] = [])
}

/// `/// …` in front of a declaration, before wrapping.
struct CommentSyntax: Sendable {
  /// Paragraphs and list items; each is wrapped on its own.
  var paragraphs: [String] = []
}

/// What stands in front of a declaration's keyword.
struct AttributeSyntax: Sendable {
  var text: String
  /// The attribute is known only to newer compilers: `#if hasAttribute(…)` around it.
  var condition: String?
}

struct TypeSyntax: Sendable {
  enum Keyword: String, Sendable {
    case structure = "struct"
    case enumeration = "enum"
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
  /// `let` instead of `var`.
  var isConstant = false
  var name: String
  var type: String
  /// `nil` for a stored property.
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
  /// `init`, or `func` and a name.
  var name: String
  var parameters: [ParameterSyntax]
  /// `throws`, `async throws`; empty for neither.
  var effects = ""
  var returns: String?
  var body: [Statement]
}

struct ParameterSyntax: Sendable {
  /// `_` for none; `nil` when the name is the label.
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
  /// `if case PATTERN = self { … } else { … }` as an expression statement.
  case ifCase(Expression, of: Expression, then: Expression, otherwise: Expression)
  case conditional([Statement], otherwise: [Statement] = [])
}

struct SwitchCase: Sendable {
  /// `nil` for `default`.
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
  /// A name as it stands: `self`, `decoder`, a type.
  case name(String)
  case string(String)
  case integer(Int)
  case `nil`
  case emptyArray
  case emptyDictionary
  /// `.name`, or `base.name`.
  case member(Expression?, String)
  case call(Expression, [Argument])
  case `try`(Expression)
  case tryAwait(Expression)
  /// `expression?`, with a member to follow.
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

  /// `base.name(arguments)`, or `.name(arguments)`.
  static func call(_ base: Expression?, _ name: String, _ arguments: [Argument]) -> Expression {
    .call(.member(base, name), arguments)
  }
}
