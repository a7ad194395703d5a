// swift-tools-version: 6.1
import PackageDescription

// Wrappers for the methods of an older Codex release, which call the SDK. The tests copy the schema to the targets as
// app-server.json, so that the repository does not contain it twice.
let package = Package(
  name: "wrappers",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    // Wrappers for all methods, without a customization. codexgen.json only enables them.
    .target(
      name: "OlderCodex",
      dependencies: [.product(name: "CodexSDK", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    // Wrappers for a few methods. customization.json defines a preset, names for API areas and a handle type of this target.
    .target(
      name: "CuratedCodex",
      dependencies: [.product(name: "CodexSDK", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    .executableTarget(
      name: "wrappers",
      dependencies: [
        "CuratedCodex", "OlderCodex",
        .product(name: "CodexSDK", package: "codex-swift"),
        .product(name: "CodexTesting", package: "codex-swift"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
