/// What one run of the generator gives.
public struct Generation: Sendable {
  /// The files to write, sorted by path.
  public var files: [GeneratedFile]
  /// How many types were generated, nested ones included.
  public var typeCount: Int
  /// How many methods, client and server together.
  public var methodCount: Int
  /// Warnings, sorted. Errors are thrown.
  public var warnings: [Diagnostic]
}

public enum Generator {
  /// - Throws: `GeneratorError` with everything that is wrong with the input.
  public static func generate(_ input: GeneratorInput) throws(GeneratorError) -> Generation {
    Generation(files: [], typeCount: 0, methodCount: 0, warnings: [])
  }

  /// The model in numbers, or what it knows of the types and methods in `names`.
  ///
  /// - Throws: `GeneratorError` for input that is wrong and for a name that is neither a type nor a method.
  public static func inspect(_ input: GeneratorInput, names: [String], asJSON: Bool) throws(GeneratorError) -> String {
    ""
  }
}
