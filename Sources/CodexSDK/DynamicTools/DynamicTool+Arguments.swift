import CodexProtocol
import CodexWire
import Foundation

extension DynamicTool {
  /// Creates a tool whose arguments are a value of a Swift type.
  ///
  /// The JSON Schema of the arguments is derived from the type, see `JSONSchema`. The arguments of each call are checked against the schema
  /// and decoded. When they do not match, the handler is not called, and the model gets the reason, so that it can call the tool again.
  ///
  /// ```swift
  /// struct Place: Decodable {
  ///   var city: String
  /// }
  /// let weather = try DynamicTool(name: "weather", description: "Tells how warm it is in a city.") { (place: Place) in
  ///   "It is \(try await degrees(in: place.city)) °C in \(place.city)."
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - name: The name by which the agent calls the tool.
  ///   - description: The purpose of the tool. The model reads this text.
  ///   - handler: Runs the tool. See `DynamicTool.handler`.
  /// - Throws: `CodexError.invalidInput` when no schema can be derived from the type of the arguments.
  @_disfavoredOverload
  public init<Arguments: Decodable & Sendable>(
    name: String,
    description: String,
    handler: @escaping @Sendable (_ arguments: Arguments) async throws -> Output
  ) throws {
    let schema = try JSONSchema(of: Arguments.self)
    self.init(name: name, description: description, parameters: schema.outputSchema) { arguments in
      let value = try schema.ofResponse.decode(Arguments.self, from: arguments, isWrapped: !schema.isObject)
      return try await handler(value)
    }
  }
}

extension DynamicTool.Output {
  /// A value as output, which the model reads as JSON. Dates are texts such as `2026-01-31T12:00:00Z`.
  ///
  /// - Throws: `EncodingError` when the value cannot be encoded.
  public static func json(_ value: some Encodable) throws -> DynamicTool.Output {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return .text(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
