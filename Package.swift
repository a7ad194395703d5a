// swift-tools-version: 6.1
// Package traits need Swift 6.1. The tests need 6.2, since some of their names are raw identifiers.
import PackageDescription

let package = Package(
  name: "codex-swift",
  platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
  // The examples and the benchmark are no products: `swift run` works without, and dependent packages do not see them.
  products: [
    .library(name: "CodexWire", targets: ["CodexWire"]),
    .library(name: "CodexProtocol", targets: ["CodexProtocol"]),
    .library(name: "CodexSDK", targets: ["CodexSDK"]),
    .library(name: "CodexTesting", targets: ["CodexTesting"]),
    .executable(name: "codexgen", targets: ["codexgen"]),
    .plugin(name: "CodexProtocolPlugin", targets: ["CodexProtocolPlugin"]),
    .plugin(name: "CodexgenCommand", targets: ["CodexgenCommand", "CodexgenGenerate", "CodexgenPin"]),
  ],
  traits: [
    .trait(
      name: "ExperimentalAPI",
      description: "Declares the types, properties and methods of the app-server's experimental API, and opts in to it."
    )
  ],
  targets: [
    .target(name: "CodexWire"),
    // SwiftPM wants all files of a target in one folder, and codexgen owns the whole folder Generated. So
    // Sources/CodexProtocol/Generated and Sources/CodexSDK/Generated are symbolic links to the generated code.
    .target(name: "CodexProtocol", dependencies: ["CodexWire"]),
    .target(name: "CodexSDK", dependencies: ["CodexProtocol", "CodexWire"]),
    // Downloads and runs Codex binaries, for codexgen and CodexTesting. It is not a product.
    // The resource is a symbolic link to schema/pin.json, which has the hashes of the downloads.
    .target(name: "CodexBinaries", resources: [.embedInCode("pin.json")]),
    .target(name: "CodexTesting", dependencies: ["CodexBinaries", "CodexSDK", "CodexProtocol", "CodexWire"]),
    .target(name: "ProtocolGenerator", dependencies: ["CodexWire"]),
    // Parses the arguments of this package's programs, and prints their help texts.
    .target(name: "CommandLineSupport", dependencies: ["ProtocolGenerator"]),
    // The resource is the part of schema/customization.json that also applies to modules of other packages.
    .executableTarget(
      name: "codexgen",
      dependencies: ["CodexBinaries", "CommandLineSupport", "ProtocolGenerator"],
      resources: [.embedInCode("Defaults/facts.json")]
    ),
    // The part of codexgen that a build needs: it generates the code of a module, and nothing else. The first build of a package
    // with the build plugin compiles this program, so it has no dependencies: symbolic links add the files that it needs of
    // ProtocolGenerator, of CodexWire and of codexgen.
    .executableTarget(name: "codexgen-module", resources: [.embedInCode("Defaults/facts.json")]),
    // Its folder has a symbolic link to a folder of ProtocolGenerator, since a plugin cannot depend on a library.
    .plugin(
      name: "CodexProtocolPlugin",
      capability: .buildTool(),
      dependencies: ["codexgen-module"],
      path: "Sources/Plugins/CodexProtocolPlugin"
    ),
    .plugin(
      name: "CodexgenCommand",
      capability: .command(
        intent: .custom(verb: "codexgen", description: "Checks, compares and explains the code of Codex's app-server.")
      ),
      dependencies: ["codexgen"],
      path: "Sources/Plugins/CodexgenCommand"
    ),
    .plugin(
      name: "CodexgenGenerate",
      capability: .command(
        intent: .custom(
          verb: "codexgen-generate",
          description: "Generates Swift from the schema of Codex's app-server."
        ),
        permissions: [.writeToPackageDirectory(reason: "codexgen writes the Swift files that it generates.")]
      ),
      dependencies: ["codexgen"],
      path: "Sources/Plugins/CodexgenGenerate"
    ),
    .plugin(
      name: "CodexgenPin",
      capability: .command(
        intent: .custom(verb: "codexgen-pin", description: "Gets the schema of a release of Codex."),
        permissions: [
          .writeToPackageDirectory(reason: "codexgen writes the schema of the release."),
          .allowNetworkConnections(scope: .all(ports: [443]), reason: "codexgen downloads the release with pip."),
        ]
      ),
      dependencies: ["codexgen"],
      path: "Sources/Plugins/CodexgenPin"
    ),
    .executableTarget(
      name: "codexgen-bench",
      dependencies: [
        "CodexProtocol", "CodexSDK", "CodexTesting", "CodexWire", "CommandLineSupport", "ProtocolGenerator",
      ],
      exclude: ["build-cost"]
    ),
    // Builds the documentation, compiles the code in it, and makes the picture of the README.
    .executableTarget(name: "documentation", dependencies: ["CommandLineSupport"]),
    .executableTarget(
      name: "quickstart",
      dependencies: ["CodexSDK", "CodexTesting"],
      path: "Sources/Examples/Quickstart"
    ),
    .executableTarget(
      name: "approvals",
      dependencies: ["CodexSDK", "CodexTesting"],
      path: "Sources/Examples/Approvals"
    ),
    .executableTarget(
      name: "chat",
      dependencies: ["CodexSDK", "CodexTesting"],
      path: "Sources/Examples/Chat"
    ),
    .testTarget(name: "CodexWireTests", dependencies: ["CodexWire"]),
    .testTarget(
      name: "CodexProtocolTests",
      dependencies: ["CodexProtocol", "CodexWire"],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "CodexSDKTests",
      dependencies: ["ArchitectureSupport", "CodexSDK", "CodexTesting"],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "CodexAcceptanceTests",
      dependencies: ["CodexSDK", "CodexTesting", "CodexProtocol", "CodexWire"]
    ),
    .testTarget(
      name: "CodexTestingTests",
      dependencies: ["CodexBinaries", "CodexTesting", "CodexSDK", "CodexProtocol", "CodexWire"]
    ),
    .testTarget(
      name: "ProtocolGeneratorTests",
      dependencies: ["ArchitectureSupport", "ProtocolGenerator", "CodexWire"],
      exclude: ["Fixtures"]
    ),
    // Compares the folders of a target with the list of folders whose types each may use.
    .target(name: "ArchitectureSupport", path: "Tests/ArchitectureSupport"),
    // Finds and compares the golden files of the two targets below.
    .target(name: "GoldenSupport", dependencies: ["ProtocolGenerator"], path: "Tests/GoldenSupport"),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["CodexWire", "GoldenSupport", "ProtocolGenerator"],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "WrapperGoldenTests",
      dependencies: ["CodexWire", "GoldenSupport", "ProtocolGenerator"],
      exclude: ["Fixtures"]
    ),
    // Builds the packages in Tests/Consumers, which are not targets of this package.
    .testTarget(name: "ConsumerTests", dependencies: ["codexgen-module"]),
    .testTarget(name: "chatTests", dependencies: ["CodexSDK", "CodexTesting", "chat"]),
    .testTarget(name: "CommandLineSupportTests", dependencies: ["CommandLineSupport"]),
    .testTarget(name: "documentationTests", dependencies: ["documentation"]),
    .testTarget(name: "codexgen-benchTests", dependencies: ["CodexWire", "CommandLineSupport", "codexgen-bench"]),
    .testTarget(
      name: "codexgenTests",
      dependencies: [
        "CodexBinaries", "CodexWire", "CommandLineSupport", "codexgen", "codexgen-module", "ProtocolGenerator",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
