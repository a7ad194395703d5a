import CodexWire
import Foundation

/// The reason why a schema cannot be derived.
struct SchemaProblem: Error, CustomStringConvertible {
  /// The outermost type.
  var root = ""
  /// The path of the member, such as `["owner", "birthday"]`.
  var path: [String]
  /// The type of the member.
  var type: String
  var reason: String
  /// What to write so that there is a schema.
  var advice: String

  var description: String {
    let member = path.isEmpty ? "" : " Its member \(path.joined(separator: ".")) has the type \(type)."
    return "No JSON Schema can be derived from \(root).\(member) \(reason) \(advice)"
  }
}

/// `Decodable` type -> JSONSchema. A type that is not of a standard kind is decoded from a `SchemaRecorder`, which notes what the type
/// asks for.
///
/// A value of each type is made, too: a type can ask for its second member only when its first member has been decoded.
final class SchemaBuilder {
  /// What is known about a type that is decoded from a recorder, or that has a schema of its own.
  private struct Entry {
    var name: String
    var schema: JSONSchema?
    /// The value, after the type has been decoded.
    var value: Any?
  }

  private var entries: [ObjectIdentifier: Entry] = [:]
  /// The definitions of schemas that types have returned, by name.
  private var added: [String: JSONSchema] = [:]
  /// The first problem. A type may catch the error that its decoder throws, and decode something else.
  private var problem: SchemaProblem?

  static func schema<Value: Decodable>(of type: Value.Type) throws -> JSONSchema {
    let builder = SchemaBuilder()
    do {
      let schema = try builder.schema(of: type, at: [])
      if let problem = builder.problem { throw problem }
      return builder.finished(schema)
    } catch var problem as SchemaProblem {
      problem.root = "\(type)"
      throw problem
    }
  }

  // MARK: Schemas

  /// The schema of a type: the schema itself, or a reference to a type that is decoded from a recorder.
  func schema<Value: Decodable>(of type: Value.Type, at path: [String]) throws -> JSONSchema {
    if let container = type as? any ContainerWithSchema.Type { return try container.schema(in: self, at: path) }
    if let standard = StandardType(type) { return standard.schema }
    if type == JSONValue.self {
      let reason = "A JSONValue can have any form, but a model needs to know the form."
      throw note(
        SchemaProblem(path: path, type: "\(type)", reason: reason, advice: "Use a type whose members are known.")
      )
    }
    let id = ObjectIdentifier(type)
    if let entry = entries[id] { return JSONSchema(.reference(entry.name)) }
    let name = name(of: type)
    entries[id] = Entry(name: name)
    let schema =
      if let type = type as? any JSONSchemaRepresentable.Type {
        try self.schema(of: type, at: path) { try self.record(Value.self, id, at: path) }
      } else {
        try record(type, id, at: path)
      }
    entries[id]?.schema = schema
    return JSONSchema(.reference(name))
  }

  private func schema(
    of type: any JSONSchemaRepresentable.Type,
    at path: [String],
    derived: () throws -> JSONSchema
  ) throws -> JSONSchema {
    do {
      return absorb(try type.jsonSchema(derived: derived))
    } catch let error as CodexError {
      let advice = "Change \(type).jsonSchema(derived:)."
      throw note(SchemaProblem(path: path, type: "\(type)", reason: error.description, advice: advice))
    }
  }

  /// Takes over the definitions of a schema that a type has returned.
  private func absorb(_ schema: JSONSchema) -> JSONSchema {
    let renamed = schema.renamingDefinitions { name in
      var free = name
      while entries.values.contains(where: { $0.name == free })
        || added[free] ?? schema.definitions[name] != schema.definitions[name]
      {
        free += "-"
      }
      return free
    }
    added.merge(renamed.definitions) { first, _ in first }
    var result = renamed
    result.definitions = [:]
    return result
  }

  /// Derives the schema of a type, and makes a value of the type.
  private func record<Value: Decodable>(_ type: Value.Type, _ id: ObjectIdentifier, at path: [String]) throws
    -> JSONSchema
  {
    if let values = EnumValues(type) {
      guard !values.isEmpty else {
        throw note(
          SchemaProblem(
            path: path,
            type: "\(type)",
            reason: "An enum without cases has no values.",
            advice: Self.advice(type)
          )
        )
      }
      entries[id]?.value = values.first
      return values.schema
    }
    let recorder = SchemaRecorder(builder: self, type: type, path: path)
    do {
      let value = try type.init(from: recorder)
      entries[id]?.value = value
    } catch let problem as SchemaProblem {
      throw note(problem)
    } catch {
      let reason = "Decoding a value of \(type) throws an error: \(DecodingFailure(error).reason)."
      throw note(SchemaProblem(path: path, type: "\(type)", reason: reason, advice: Self.advice(type)))
    }
    return try recorder.schema()
  }

  /// What a user can do about a type without a schema.
  static func advice(_ type: Any.Type) -> String {
    type is any RawRepresentable.Type && !(type is any CaseIterable.Type)
      ? "Conform \(type) to CaseIterable if it is an enum, or to JSONSchemaRepresentable."
      : "Conform \(type) to JSONSchemaRepresentable."
  }

  @discardableResult
  func note(_ problem: SchemaProblem) -> SchemaProblem {
    if self.problem == nil { self.problem = problem }
    return problem
  }

  // MARK: Values

  /// The schema of a member, and a value for it.
  func member<Value: Decodable>(_ type: Value.Type, at path: [String]) throws -> (schema: JSONSchema, value: Value) {
    let schema = try schema(of: type, at: path)
    if let container = type as? any ContainerWithSchema.Type, let value = container.emptyValue as? Value {
      return (schema, value)
    }
    if let value = StandardType(type)?.value as? Value { return (schema, value) }
    let id = ObjectIdentifier(type)
    if let value = entries[id]?.value as? Value { return (schema, value) }
    guard let own = entries[id]?.schema else {
      let reason = "Each value of \(type) contains another one, so the values have no end."
      throw note(
        SchemaProblem(path: path, type: "\(type)", reason: reason, advice: "Make the member an optional or an array.")
      )
    }
    let value = try value(type, matching: own, at: path)
    entries[id]?.value = value
    return (schema, value)
  }

  /// A value of a type that replaces its schema.
  private func value<Value: Decodable>(_ type: Value.Type, matching schema: JSONSchema, at path: [String]) throws
    -> Value
  {
    for sample in [schema.sample, schema.firstValue, "", 0, false].compactMap(\.self) {
      if let data = try? JSONEncoder().encode([sample]),
        let value = try? JSONDecoder.ofResponses.decodeUntrusted([Value].self, from: data).first
      {
        return value
      }
    }
    throw note(
      SchemaProblem(
        path: path,
        type: "\(type)",
        reason: "No value of \(type) could be made, which is needed to find the members that follow.",
        advice: "Name a value in \(type).jsonSchema(derived:), with .example(…)."
      )
    )
  }

  // MARK: Definitions

  /// A name for a definition, with only letters, digits and underscores.
  private func name(of type: Any.Type) -> String {
    let taken = Set(entries.values.map(\.name))
    let short = Self.identifier("\(type)")
    if !taken.contains(short) { return short }
    let long = Self.identifier(String(reflecting: type))
    return taken.contains(long) ? "\(long)_\(entries.count)" : long
  }

  private static func identifier(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// The schema with the definitions that it needs. A definition that is used once, and that does not contain itself, is replaced by
  /// its schema.
  private func finished(_ schema: JSONSchema) -> JSONSchema {
    let all = Dictionary(entries.values.compactMap { entry in entry.schema.map { (entry.name, $0) } }) { first, _ in
      first
    }
    .merging(added) { first, _ in first }
    return SchemaDefinitions(all).resolved(schema)
  }
}
