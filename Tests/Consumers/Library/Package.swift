// swift-tools-version: 6.1
import PackageDescription

// A program that uses the library. Its trait ExperimentalAPI enables the trait of the library.
let package = Package(
  name: "library",
  platforms: [.macOS(.v13)],
  traits: ["ExperimentalAPI"],
  dependencies: [
    .package(
      name: "codex-swift",
      path: "../../..",
      traits: [.trait(name: "ExperimentalAPI", condition: .when(traits: ["ExperimentalAPI"]))]
    )
  ],
  targets: [
    .executableTarget(name: "library", dependencies: [.product(name: "CodexSDK", package: "codex-swift")])
  ],
  swiftLanguageModes: [.v6]
)
