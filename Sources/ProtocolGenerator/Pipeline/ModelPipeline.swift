/// The stages that lead to a model with Swift names, in the order in which data flows through them:
///
///     bundle(s) --Schema--> SchemaDocument --Model--> ProtocolModel --Customization--> ProtocolModel
///       --Naming--> ProtocolModel with Swift names
///
/// Each stage is a pure function of its input; the caller reads and writes files.
enum ModelPipeline {
  /// - Throws: `GeneratorError` with every error in the input.
  static func model(of input: GeneratorInput) throws(GeneratorError) -> ProtocolModel {
    try model(of: input, customization(of: input))
  }

  /// - Parameter isLenient: Entries of the customization that do not fit the schema are ignored instead of reported.
  /// - Throws: `GeneratorError` with every error in the input.
  static func model(
    of input: GeneratorInput,
    _ customization: Customization,
    isLenient: Bool = false
  ) throws(GeneratorError) -> ProtocolModel {
    let merged = try ModelMerger.merge(
      stable: try bundleModel(input.stable),
      experimental: try bundleModel(input.experimental)
    )
    let resolved = try ModelResolver.resolve(merged)
    let customized = try CustomizationApplier.apply(
      customization,
      facts: facts(of: input),
      to: resolved,
      isLenient: isLenient
    )
    var named = try Namer.name(customized, words: customization.words)
    DocumentationNames.spell(&named)
    return named
  }

  /// The customization of `input`, which is empty when no file is given.
  ///
  /// - Throws: `GeneratorError` for a file that is not JSON or does not have the form of a customization.
  static func customization(of input: GeneratorInput) throws(GeneratorError) -> Customization {
    guard let file = input.customization else { return .none }
    return try CustomizationReader.read(file, includingExperimental: input.experimental != nil)
  }

  /// What the customization of the SDK knows about the protocol, for code that is generated for another module.
  private static func facts(of input: GeneratorInput) throws(GeneratorError) -> CustomizationFacts {
    guard input.module != nil, let file = input.defaults else { return .none }
    return CustomizationFacts(try CustomizationReader.read(file, includingExperimental: input.experimental != nil))
  }

  private static func bundleModel(_ file: SourceFile?) throws(GeneratorError) -> ModelBuilder.BundleModel? {
    guard let file else { return nil }
    return try ModelBuilder.build(SchemaReader.read(file))
  }
}
