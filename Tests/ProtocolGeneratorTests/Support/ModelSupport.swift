import Foundation

@testable import ProtocolGenerator

/// The model of one bundle after naming. The bundle is given as JSON text.
func model(_ json: String, customization: String = "{}") throws -> ProtocolModel {
  try model(
    experimental: SourceFile(path: "bundle.json", bytes: Array(json.utf8)),
    customization: customization
  )
}

/// The model of two bundles after naming, with the availability of each part. The bundles are given as JSON text.
func model(stable: String, experimental: String, customization: String = "{}") throws -> ProtocolModel {
  try model(
    stable: SourceFile(path: "stable.json", bytes: Array(stable.utf8)),
    experimental: SourceFile(path: "experimental.json", bytes: Array(experimental.utf8)),
    customization: customization
  )
}

/// Runs the stages from the files to the model after naming.
func model(
  stable: SourceFile? = nil,
  experimental: SourceFile? = nil,
  customization: String
) throws -> ProtocolModel {
  let stable = try stable.map { try ModelBuilder.build(SchemaReader.read($0)) }
  let experimental = try experimental.map { try ModelBuilder.build(SchemaReader.read($0)) }
  let merged = try ModelMerger.merge(stable: stable, experimental: experimental)
  let resolved = try ModelResolver.resolve(merged)
  let file = SourceFile(path: "customization.json", bytes: Array(customization.utf8))
  let customization = try CustomizationReader.read(file)
  return try Namer.name(CustomizationApplier.apply(customization, to: resolved), words: customization.words)
}

/// The models of the bundles of a real release. Each is built once.
enum RealModel {
  static let stable = Result { try model(stable: Stage.real("stable"), customization: customization) }
  static let experimental = Result { try model(experimental: Stage.real("experimental"), customization: customization) }
  static let merged = Result {
    try model(stable: Stage.real("stable"), experimental: Stage.real("experimental"), customization: customization)
  }

  /// The only entry that the bundles need: two names differ only in a slash.
  private static let customization = """
    {"types": {"McpServerElicitationRequestParams/mode/openai/form": "OpenAISlashForm"}}
    """
}
