/// The stages for a module of another package. Definitions and methods are selected after naming, so that the names do
/// not depend on the selection:
///
///     … Naming --Module--> selected part of the ProtocolModel --Wrappers--> WrapperModel --Swift--> [GeneratedFile]
extension Generator {
  static func generate(
    _ input: GeneratorInput,
    for module: ModuleInput,
    isComplete: Bool
  ) throws(GeneratorError) -> Generation {
    let settings = try ModuleSettings.read(module)
    // A module of types alone can be generated from any schema.
    let isComplete = isComplete && !settings.selectsOnlyTypes
    guard let inline = settings.inlineCustomization else {
      return try generate(input, settings, hasFixedFiles: module.hasFixedFiles, isComplete: isComplete)
    }
    var input = input
    input.customization = inline
    do throws(GeneratorError) {
      return try generate(input, settings, hasFixedFiles: module.hasFixedFiles, isComplete: isComplete)
    } catch {
      throw error.relocated(from: inline.path, to: settings)
    }
  }

  private static func generate(
    _ input: GeneratorInput,
    _ settings: ModuleSettings,
    hasFixedFiles: Bool,
    isComplete: Bool
  ) throws(GeneratorError) -> Generation {
    let customization = try ModelPipeline.customization(of: input)
    var model = try ModelPipeline.model(of: settings.usesSDKDefaults ? input : input.withoutDefaults, customization)
    model.namespace = settings.namespace
    if isComplete { try ProtocolCompleteness.check(model) }
    let selection = try Selection(settings, in: model)
    let part = selection.applied(to: model)
    // The customization's entries about wrappers are checked even if no wrappers are generated.
    let needsWrappers = !settings.wrappers.isNone || !customization.wrappers.isEmpty
    let wrappers =
      needsWrappers
      ? try WrapperBuilder.build(model, customization, of: selection.wrappers, rootType: (settings.api, settings.path))
      : nil
    let style = OutputStyle.module(
      access: settings.access,
      api: settings.api,
      hasFixedFiles: hasFixedFiles
    )
    let files =
      FileTranslator.files(of: part, in: model, style: style)
      + WrapperFileTranslator.moduleFiles(
        of: settings.wrappers.isNone ? nil : wrappers,
        model,
        customization,
        style: style
      )
    return Generation(
      files: files.sorted { $0.path < $1.path },
      typeCount: part.types.flatMap(\.flattened).count,
      methodCount: part.methods.count,
      warnings: (part.warnings + Selection.warnings(part, settings) + FileTranslator.warnings(about: part, in: model))
        .sorted()
    )
  }
}

extension ModuleSettings {
  /// The customization inside of the settings, as a file; an empty customization if the settings have none, so that
  /// messages can say where entries could be added. The path only tells its messages from other messages.
  var inlineCustomization: SourceFile? {
    let text: String
    switch customization {
    case .file: return nil
    case .inline(let value): text = value.text
    case nil: text = "{}"
    }
    return SourceFile(path: path + "#customization", bytes: Array(text.utf8))
  }
}

extension GeneratorError {
  /// The error with the messages about the inline customization pointing into the settings.
  fileprivate func relocated(from path: String, to settings: ModuleSettings) -> GeneratorError {
    GeneratorError(
      diagnostics.map { diagnostic in
        guard diagnostic.file == path else { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.file = settings.path
        diagnostic.pointer = "/customization" + (diagnostic.pointer ?? "")
        return diagnostic
      }
    )
  }
}
