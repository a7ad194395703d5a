// swift-tools-version: 6.1
import PackageDescription

// A target that declares types with the names of types of the app-server.
let package = Package(
  name: "own-names",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    .target(name: "OwnNames", dependencies: [.product(name: "CodexSDK", package: "codex-swift")])
  ],
  swiftLanguageModes: [.v6]
)
