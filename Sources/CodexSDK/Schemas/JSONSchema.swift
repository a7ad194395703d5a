import CodexWire

/// A JSON Schema of a Swift type, in the form that models accept for structured responses: each member of an object is required, an
/// optional member is nullable, and an object has no other members.
///
/// The schema of a type is derived from its `Decodable` conformance. Types of these kinds have a schema:
/// - structs and classes whose members have a schema, also when a member is nested, optional or of the same type;
/// - `String`, `Bool`, all integers, `Double`, `Float`, `Decimal`, `Date`, `URL`, `UUID` and `Data`;
/// - optionals, arrays, sets, and dictionaries with keys of type `String` or `Int`;
/// - enums that conform to `CaseIterable` and have raw values that are strings or integers;
/// - types that conform to `JSONSchemaRepresentable`.
///
/// A `Date` is a text such as `2026-01-31T12:00:00Z`. A `Data` is a text in Base64. A dictionary becomes an array of objects with the
/// members `key` and `value`, because a schema of this form cannot have arbitrary names; `TurnResult.decoded(as:schema:)` makes a
/// dictionary of the array.
///
/// A schema can also be written by hand, as a dictionary literal. A schema written by hand is sent as it is.
public struct JSONSchema: Hashable, Sendable {
  var shape: SchemaShape
  /// The text that tells the model what the value means.
  var text: String?
  /// The limits of a number or an array, as keywords.
  var limits: [String: JSONValue] = [:]
  /// A value from which the type can be decoded.
  var sample: JSONValue?
  /// The schemas that `SchemaShape.reference` names. Empty for a schema inside of another one.
  var definitions: [String: JSONSchema] = [:]

  init(_ shape: SchemaShape, text: String? = nil, limits: [String: JSONValue] = [:]) {
    self.shape = shape
    self.text = text
    self.limits = limits
  }

  /// Derives the schema of a type.
  ///
  /// The type's `init(from:)` is called with a decoder that notes which members it asks for.
  ///
  /// - Throws: `CodexError.invalidInput` when the schema cannot be derived. The message names the member, and says what to write.
  public init<Value: Decodable>(of type: Value.Type) throws {
    do {
      self = try SchemaBuilder.schema(of: type)
    } catch let problem as SchemaProblem {
      throw CodexError.invalidInput(problem.description)
    }
  }

  /// Creates a schema that is written by hand. It is sent as it is.
  public init(keywords: [String: JSONValue]) { self.init(.keywords(keywords)) }

  /// The schema as JSON.
  public var json: JSONValue { SchemaWriter(definitions: definitions).document(self) }

  /// The schema in the form for the argument `outputSchema` of `CodexThread.startTurn` and `CodexThread.run`.
  ///
  /// The final response must be an object. When the schema is one of another value, such as an array, the value becomes the member
  /// `value` of an object. `TurnResult.decoded(as:schema:)` decodes both forms.
  public var outputSchema: JSONValue { isObject ? json : inObject.json }

  /// The schema of an object with the member `value` that has this schema.
  private var inObject: JSONSchema {
    var inner = self
    inner.definitions = [:]
    var outer = JSONSchema(.object([.init(name: Self.valueName, schema: inner)]))
    outer.definitions = definitions
    return outer
  }

  /// The schema of the values that the model returns.
  var ofResponse: JSONSchema { isObject ? self : inObject }

  static let valueName = "value"

  /// Whether all values are objects.
  var isObject: Bool {
    switch shape {
    case .object: true
    case .reference(let name): definitions[name]?.isObject ?? false
    case .keywords(let keywords): keywords["type"] == "object" && keywords["anyOf"] == nil
    case .array, .dictionary, .nullable: false
    }
  }
}

extension JSONSchema: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(keywords: Dictionary(elements) { _, last in last })
  }
}

/// A type that changes or replaces its derived JSON Schema: it adds descriptions and limits, which models read, or is decoded in a
/// way from which no schema can be derived.
///
/// ```swift
/// struct Weather: Decodable, JSONSchemaRepresentable {
///   var city: String
///   var degrees: Int
///
///   static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema {
///     try derived()
///       .describing("city", as: "The name of the city in English.")
///       .limiting("degrees", to: -90...60)
///   }
/// }
/// ```
///
/// The values are checked against the schema before they are decoded.
public protocol JSONSchemaRepresentable {
  /// Returns the schema of the type.
  ///
  /// - Parameter derived: Derives the schema from the type's `Decodable` conformance. A type that cannot be derived returns a schema
  ///   without calling the closure.
  static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema
}
