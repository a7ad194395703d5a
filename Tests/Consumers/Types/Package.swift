// swift-tools-version: 6.1
import PackageDescription

// Two modules with types of the protocol, each of another Codex release, and a program that uses both. The tests copy the
// schemas to the targets, so that the repository does not contain them twice.
let package = Package(
  name: "types",
  platforms: [.macOS(.v13)],
  traits: ["ExperimentalAPI"],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    // app-server.json is the bundle of an older release. codexgen.json selects the types that the program needs, with package
    // access.
    .target(
      name: "OlderModels",
      dependencies: [.product(name: "CodexWire", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    // app-server.stable.json and app-server.experimental.json are both bundles of a newer release. The trait ExperimentalAPI of
    // this package enables the experimental API.
    .target(
      name: "NewerThreads",
      dependencies: [.product(name: "CodexWire", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    .executableTarget(name: "types", dependencies: ["OlderModels", "NewerThreads"]),
  ],
  swiftLanguageModes: [.v6]
)
