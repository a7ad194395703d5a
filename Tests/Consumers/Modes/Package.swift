// swift-tools-version: 6.2
import PackageDescription

let codexSDK: [Target.Dependency] = [.product(name: "CodexSDK", package: "codex-swift")]
let plugins: [Target.PluginUsage] = [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A target with generated code that is compiled in some mode.
@MainActor
func module(_ name: String, _ settings: SwiftSetting...) -> Target {
  .target(name: name, dependencies: codexSDK, swiftSettings: strict + settings, plugins: plugins)
}

// Generated modules in the modes of the compiler that packages choose, without warnings, and a program that uses two of them
// beside the SDK. The tests copy the schema to the targets as app-server.json.
let package = Package(
  name: "modes",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    module("PublicImports", .enableUpcomingFeature("InternalImportsByDefault")),
    module("PackageImports", .enableUpcomingFeature("InternalImportsByDefault")),
    module("MainActorModule", .defaultIsolation(MainActor.self)),
    module("StrictMemoryModule", .strictMemorySafety()),
    module("Swift5Module", .swiftLanguageMode(.v5)),
    // A module whose types are in the enum Older, and a module whose types have the same names as those of the SDK.
    module("OlderCodex"),
    module("MyCodex"),
    // A target that declares types with the names of types of the app-server.
    .target(name: "OwnNames", dependencies: codexSDK, swiftSettings: strict),
    .executableTarget(
      name: "modes",
      dependencies: codexSDK + [
        "PublicImports", "PackageImports", "MainActorModule", "StrictMemoryModule", "Swift5Module", "OlderCodex",
        "MyCodex",
      ],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
