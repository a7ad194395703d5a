#if os(macOS) || os(Linux)
import ProtocolGenerator

/// The customization of the SDK, which is compiled into this program.
enum SDKDefaults {
  /// The file `schema/customization.json` as it was when this program was compiled.
  static let customization = SourceFile(path: "the SDK's customization", bytes: PackageResources.customization_json)
}
#endif
