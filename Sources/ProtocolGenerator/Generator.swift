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

/// The stages of the generator, in the order in which data flows through them:
///
///     bundle(s) --Schema--> SchemaDocument --Model--> ProtocolModel --Customization--> ProtocolModel
///       --Naming--> ProtocolModel with Swift names --Swift--> [GeneratedFile]
///
/// Each is a pure function of its input; files are read and written by the caller.
public enum Generator {
  /// - Throws: `GeneratorError` with everything that is wrong with the input.
  public static func generate(_ input: GeneratorInput) throws(GeneratorError) -> Generation {
    if let module = input.module { return try generate(input, for: module) }
    let customization = try ModelPipeline.customization(of: input)
    let model = try ModelPipeline.model(of: input, customization)
    let wrappers = try WrapperBuilder.build(model, customization)
    var files = FileTranslator.files(of: model)
    if !customization.wrappers.isEmpty {
      let release = try input.pin.map { file throws(GeneratorError) in try Pin.read(file).codex }
      files += WrapperFileTranslator.files(of: wrappers, model, customization, release: release)
    }
    return Generation(
      files: files.sorted { $0.path < $1.path },
      typeCount: model.types.flatMap(\.flattened).count,
      methodCount: model.methods.count,
      warnings: model.warnings.sorted()
    )
  }

  /// The report that `codexgen inspect` prints: how many types and messages the model has, or, with `names`, the details of
  /// each named type or message.
  ///
  /// - Throws: `GeneratorError` when the input has errors, and when a name is neither a type nor a message.
  public static func inspect(
    _ input: GeneratorInput,
    names: [String],
    format: Inspection.Format
  ) throws(GeneratorError) -> String {
    try Inspection.report(of: ModelPipeline.model(of: input), names: names, format: format)
  }
}
