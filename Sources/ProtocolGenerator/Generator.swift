/// The result of one run of the generator.
public struct Generation: Sendable {
  /// The files to write, sorted by path.
  public var files: [GeneratedFile]
  /// The number of generated types, including nested types.
  public var typeCount: Int
  /// The number of methods of both senders.
  public var methodCount: Int
  /// The warnings, sorted. Errors are thrown.
  public var warnings: [Diagnostic]
}

/// The stages of the generator, in the order in which data flows through them:
///
///     bundle(s) --Schema--> SchemaDocument --Model--> ProtocolModel --Customization--> ProtocolModel
///       --Naming--> ProtocolModel with Swift names --Wrappers--> WrapperModel --Swift--> [GeneratedFile]
///
/// Each stage is a pure function of its input. The caller reads and writes files.
public enum Generator {
  /// - Parameter isComplete: Whether the bundles have to contain the whole protocol. A schema of something else, and the files with
  ///   parts of the protocol that Codex writes beside the bundle, are errors then.
  /// - Throws: `GeneratorError` with every error in the input.
  public static func generate(
    _ input: GeneratorInput,
    isComplete: Bool = false
  ) throws(GeneratorError) -> Generation {
    if let module = input.module { return try generate(input, for: module, isComplete: isComplete) }
    let customization = try ModelPipeline.customization(of: input)
    let model = try ModelPipeline.model(of: input, customization)
    if isComplete { try ProtocolCompleteness.check(model) }
    let wrappers = try WrapperBuilder.build(model, customization)
    var files = FileTranslator.files(of: model, wrappers: wrappers.wrappers)
    if !customization.wrappers.isEmpty {
      let release = try input.pin.map { file throws(GeneratorError) in try Pin.read(file).codex }
      let history = try ReleaseHistory.read(from: input, model)
      files += WrapperFileTranslator.files(of: wrappers, model, customization, release: release, history: history)
    }
    if customization.hasDefinitionTable { files.append(DefinitionTableTranslator.file(of: model)) }
    return Generation(
      files: files.sorted { $0.path < $1.path },
      typeCount: model.types.flatMap(\.flattened).count,
      methodCount: model.methods.count,
      warnings: (model.warnings + FileTranslator.warnings(about: model)).sorted()
    )
  }

  /// What generated code says too little about: methods, types, functions and parameters without a description, and
  /// descriptions with words that are not meant for readers of the code.
  ///
  /// - Returns: A diagnostic for each gap, sorted. It says which entry of the customization closes the gap.
  /// - Throws: `GeneratorError` with every error in the input.
  public static func documentationGaps(_ input: GeneratorInput) throws(GeneratorError) -> [Diagnostic] {
    let customization = try ModelPipeline.customization(of: input)
    let model = try ModelPipeline.model(of: input, customization)
    return DocumentationGaps.find(in: model, try WrapperBuilder.build(model, customization))
  }
}
