// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "codex-swift",
  platforms: [.macOS(.v13), .iOS(.v16)],
  products: [
    .library(name: "CodexWire", targets: ["CodexWire"]),
    .library(name: "CodexProtocol", targets: ["CodexProtocol"]),
    .library(name: "CodexTesting", targets: ["CodexTesting"]),
    .executable(name: "codexgen", targets: ["codexgen"]),
  ],
  traits: [
    .trait(
      name: "ExperimentalAPI",
      description:
        "Types, fields and methods that the app-server accepts only from clients that opt in to its experimental API."
    )
  ],
  targets: [
    .target(name: "CodexWire"),
    .target(name: "CodexProtocol", dependencies: ["CodexWire"], path: "Generated/CodexProtocol"),
    .target(name: "CodexTesting", dependencies: ["CodexProtocol", "CodexWire"]),
    .target(name: "ProtocolGenerator", dependencies: ["CodexWire"]),
    .executableTarget(name: "codexgen", dependencies: ["ProtocolGenerator"]),
    .testTarget(name: "CodexWireTests", dependencies: ["CodexWire"]),
    .testTarget(
      name: "CodexProtocolTests",
      dependencies: ["CodexProtocol", "CodexWire"],
      exclude: ["Fixtures"]
    ),
    .testTarget(name: "CodexTestingTests", dependencies: ["CodexTesting", "CodexProtocol", "CodexWire"]),
    .testTarget(
      name: "ProtocolGeneratorTests",
      dependencies: ["ProtocolGenerator", "CodexWire"],
      exclude: ["Fixtures"]
    ),
    .testTarget(name: "codexgenTests", dependencies: ["codexgen", "ProtocolGenerator"]),
  ],
  swiftLanguageModes: [.v6]
)
