// swift-tools-version: 6.1
import PackageDescription

// Two modules with the protocol's types, each of a Codex release of its own, and a program that uses both. The schemas are
// not here twice: the tests put them into their places.
let package = Package(
  name: "types",
  platforms: [.macOS(.v13)],
  traits: ["ExperimentalAPI"],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    // app-server.json: the bundle of an older release. codexgen.json: only what the program needs, seen by the package.
    .target(
      name: "OlderModels",
      dependencies: [.product(name: "CodexWire", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    // app-server.stable.json and app-server.experimental.json: both bundles of a newer one. What only the experimental
    // one has, the package's trait ExperimentalAPI switches on.
    .target(
      name: "NewerThreads",
      dependencies: [.product(name: "CodexWire", package: "codex-swift")],
      plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
    ),
    .executableTarget(name: "types", dependencies: ["OlderModels", "NewerThreads"]),
  ],
  swiftLanguageModes: [.v6]
)
