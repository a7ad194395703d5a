// swift-tools-version: 6.1
import PackageDescription

// Functions for the methods of an older Codex release, on the SDK's runtime. The schema is not here twice: the tests put it
// into its places, as app-server.json.
let package = Package(
  name: "wrappers",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    // A function for every method, as it follows from the schema: codexgen.json only switches them on.
    .target(
      name: "OlderCodex",
      dependencies: [.product(name: "CodexSDK", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    // A few, as customization.json words them: with a preset, areas of other names and a handle of the target's own.
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
