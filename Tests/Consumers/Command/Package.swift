// swift-tools-version: 6.1
import PackageDescription

// A package that commits its generated code, so that a build does not run the generator. To generate the code, run:
//
//     swift package --allow-writing-to-package-directory codexgen generate \
//       --config codexgen.json --stable app-server.json --output Sources/App/Generated
let package = Package(
  name: "command",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "codex-swift", path: "../../..")],
  targets: [
    .target(name: "App", dependencies: [.product(name: "CodexWire", package: "codex-swift")])
  ],
  swiftLanguageModes: [.v6]
)
