/// An input file: its path as messages show it, and its bytes.
public struct SourceFile: Hashable, Sendable {
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The file's contents as a JSON value.
  ///
  /// - Throws: `GeneratorError` with the line and the column where the file is not JSON.
  func json() throws(GeneratorError) -> JSONValue {
    do {
      return try JSONValue(parsingDistinctNames: bytes)
    } catch let error as JSONSyntaxError {
      let position = Diagnostic.Position(line: error.line, column: error.column)
      let message = "this is not JSON: \(error.reason)"
      throw GeneratorError([Diagnostic(.error, file: path, position: position, message: message)])
    } catch {
      throw GeneratorError([.error(path, nil, "\(error)")])
    }
  }
}
