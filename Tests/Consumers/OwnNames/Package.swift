// swift-tools-version: 6.1
import PackageDescription

// A target with types of its own called as those of the app-server.
let package = Package(
  name: "own-names",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    .target(name: "OwnNames", dependencies: [.product(name: "CodexSDK", package: "codex-swift")])
  ],
  swiftLanguageModes: [.v6]
)
