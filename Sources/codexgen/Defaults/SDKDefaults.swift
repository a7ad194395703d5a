#if os(macOS) || os(Linux)
/// What the customization of the SDK knows about the protocol beside names. It applies to the modules of other packages, too.
enum SDKDefaults {
  /// A customization with the sections of `schema/customization.json` that `CustomizationFacts` reads. The file is compiled into this
  /// program; the whole customization is too large for that.
  static let customization = SourceFile(path: "the SDK's customization", bytes: PackageResources.facts_json)
}
#endif
