/// A decoder that contains no value, and notes what a type asks for. The type gets an example of each value, such as an empty string.
final class SchemaRecorder: Decoder {
  let builder: SchemaBuilder
  /// The type that is decoded, for messages.
  private let type: Any.Type
  /// The path of the value in the outermost type.
  let path: [String]
  private var shape: RecordedShape?

  var codingPath: [any CodingKey] { path.map { PathKey(stringValue: $0) } }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(builder: SchemaBuilder, type: Any.Type, path: [String]) {
    self.builder = builder
    self.type = type
    self.path = path
  }

  private enum RecordedShape {
    case object([RecordedMember])
    case array(JSONSchema?)
    case single(JSONSchema)
  }

  private struct RecordedMember {
    var name: String
    var value: RecordedMemberValue
  }

  private enum RecordedMemberValue {
    case schema(JSONSchema)
    /// The member is decoded by the type itself.
    case nested(SchemaRecorder)
  }

  /// The schema of what the type has asked for.
  func schema() throws -> JSONSchema {
    switch shape {
    case .object(let members)?:
      return JSONSchema(
        .object(
          try members.map { member in
            switch member.value {
            case .schema(let schema): .init(name: member.name, schema: schema)
            case .nested(let recorder): .init(name: member.name, schema: try recorder.schema())
            }
          }
        )
      )
    case .array(let element?)?: return JSONSchema(.array(element))
    case .single(let schema)?: return schema
    case .array(nil)?: throw problem("\(type) reads an array without asking for an element.")
    case nil: throw problem("\(type) is decoded without asking for a value.")
    }
  }

  func problem(_ reason: String) -> SchemaProblem {
    builder.note(
      SchemaProblem(path: path, type: "\(type)", reason: reason, advice: SchemaBuilder.advice(type))
    )
  }

  // MARK: Notes

  func noteObject() throws {
    switch shape {
    case nil: shape = .object([])
    case .object?: break
    default: throw mixed
    }
  }

  func note(_ schema: JSONSchema, named name: String) throws { try note(.schema(schema), named: name) }

  private func note(_ value: RecordedMemberValue, named name: String) throws {
    try noteObject()
    guard case .object(let members)? = shape else { return }
    // A member that is decoded in two ways keeps the first one.
    if !members.contains(where: { $0.name == name }) {
      shape = .object(members + [RecordedMember(name: name, value: value)])
    }
  }

  func noteArray() throws {
    guard shape == nil else { throw mixed }
    shape = .array(nil)
  }

  func note(element: JSONSchema) { shape = .array(element) }

  func note(single: JSONSchema) throws {
    switch shape {
    case nil: shape = .single(single)
    // The first of several ways to decode a single value succeeds, so the others are not needed.
    case .single?: break
    default: throw mixed
    }
  }

  private var mixed: SchemaProblem { problem("\(type) is decoded as values of different kinds.") }

  // MARK: Containers

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try noteObject()
    return KeyedDecodingContainer(RecordedObject<Key>(recorder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try noteArray()
    return RecordedArray(recorder: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { RecordedValue(recorder: self) }

  /// A recorder for a member that the type decodes itself.
  func nested(_ name: String) throws -> SchemaRecorder {
    let recorder = SchemaRecorder(builder: builder, type: type, path: path + [name])
    try note(.nested(recorder), named: name)
    return recorder
  }
}

/// A part of the path of a value.
private struct PathKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { return nil }
}
