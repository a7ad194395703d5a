import Foundation
import Testing

extension ConsumerTests {
  @Test("gets an error with the target, the file, the cause and the remedy", arguments: Mistake.all)
  func mistakes(mistake: Mistake) async throws {
    let consumer = try Consumer("Mistake-\(mistake.name)", files: ["Package.swift": mistake.manifest])
    try consumer.write("", to: "Sources/Broken/Broken.swift")
    for (place, text) in mistake.files {
      if let text {
        try consumer.write(text, to: "Sources/Broken/\(place)")
      } else {
        try consumer.put(schema: "0.144.4/stable.json", at: "Sources/Broken/\(place)")
      }
    }

    let build = try await consumer.build()

    #expect(build.status != 0)
    for text in mistake.messages { #expect(build.log.contains(text), "\(build.log)") }
    #expect((try? Files.names(in: consumer.generated("Broken")))?.filter { $0.hasSuffix(".swift") } ?? [] == [])
  }
}

/// A mistake in the first use of the build plugin.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  /// The contents of the files of the target, by name. `nil` stands for a valid schema.
  var files: [String: String?]
  /// The texts that the output of the build must contain.
  var messages: [String]
  var product = "CodexWire"

  var testDescription: String { name }

  /// The manifest of a package with one target that has the mistake.
  var manifest: String {
    let dependencies = product.isEmpty ? "" : #"dependencies: [.product(name: "\#(product)", package: "codex-swift")],"#
    return """
      // swift-tools-version: 6.1
      import PackageDescription

      let package = Package(
        name: "broken",
        platforms: [.macOS(.v13)],
        dependencies: [.package(path: "../codex-swift")],
        targets: [
          .target(
            name: "Broken",
            \(dependencies)
            plugins: [.plugin(name: "CodexProtocolPlugin", package: "codex-swift")]
          )
        ]
      )
      """
  }

  static let all = [
    Mistake(
      name: "NoSchema",
      files: [:],
      messages: [
        #"the target "Broken" has no schema; add to "#, "Mistake-NoSchema/Sources/Broken/: app-server.json",
        "or app-server.stable.json and app-server.experimental.json for both",
        "codex app-server generate-json-schema --out DIR",
      ]
    ),
    Mistake(
      name: "NameByCodex",
      files: ["codex_app_server_protocol.schemas.json": nil],
      messages: [
        #"the target "Broken" has a schema with the file name that Codex gives it: "#,
        "/Sources/Broken/codex_app_server_protocol.schemas.json; rename it to app-server.json",
      ]
    ),
    Mistake(
      name: "TwoKinds",
      files: ["app-server.json": nil, "app-server.stable.json": nil],
      messages: [
        #"the target "Broken" has two schemas: "#, "/Sources/Broken/app-server.json is beside ",
        "/Sources/Broken/app-server.stable.json; keep either app-server.json",
      ]
    ),
    Mistake(
      name: "TwoFolders",
      files: ["old/app-server.json": nil, "new/app-server.json": nil],
      messages: [
        #"the target "Broken" has more than one app-server.json: "#, "/Sources/Broken/new/app-server.json, ",
        "/Sources/Broken/old/app-server.json; keep one of them, or exclude the others in Package.swift",
      ]
    ),
    Mistake(
      name: "TwoSettings",
      files: ["app-server.json": nil, "codexgen.json": "{}", "more/codexgen.json": "{}"],
      messages: [
        #"the target "Broken" has more than one codexgen.json: "#,
        "/Sources/Broken/more/codexgen.json; keep one of them",
      ]
    ),
    Mistake(
      name: "NoStable",
      files: ["app-server.experimental.json": nil],
      messages: [
        #"the target "Broken" has app-server.experimental.json but no app-server.stable.json: "#,
        "/Sources/Broken/app-server.experimental.json; add the other file beside it, or rename this file to app-server.json",
      ]
    ),
    Mistake(
      name: "NoExperimental",
      files: ["app-server.stable.json": nil],
      messages: [#"the target "Broken" has app-server.stable.json but no app-server.experimental.json: "#]
    ),
    Mistake(
      name: "NoDependency",
      files: ["app-server.json": nil],
      messages: [
        #"the target "Broken" does not depend on"#, "add the product CodexWire, or CodexSDK if the target has wrappers",
      ],
      product: ""
    ),
    Mistake(
      name: "NoSDK",
      files: ["app-server.json": nil, "codexgen.json": #"{"wrappers": true}"#],
      messages: [
        #"Sources/Broken/codexgen.json:1:2: error: #/wrappers: wrappers call CodexSDK, which the target "Broken" does not depend"#,
        "add the product CodexSDK to the target's dependencies in Package.swift",
      ]
    ),
    Mistake(
      name: "NoJSON",
      files: ["app-server.json": nil, "codexgen.json": #"{"access": "public""#],
      messages: ["Sources/Broken/codexgen.json:1:20: error: this is not JSON: ", #"for the target "Broken""#]
    ),
    Mistake(
      name: "Misspelt",
      files: ["app-server.json": nil, "codexgen.json": #"{"acess": "public", "methods": ["model/lits"]}"#],
      messages: [
        #"Sources/Broken/codexgen.json:1:2: error: #/acess: there is no "acess" here; did you mean "access"?"#,
        #"codexgen: error: nothing was generated for the target "Broken", see above"#,
      ]
    ),
    Mistake(
      name: "NoHit",
      files: ["app-server.json": nil, "codexgen.json": #"{"methods": ["model/lits"]}"#],
      messages: [
        #"Sources/Broken/codexgen.json:1:14: error: #/methods/0: there is no method "model/lits" in the schema, "#
          + #"so this entry selects nothing; did you mean "model/list"?"#,
        #"for the target "Broken""#,
      ]
    ),
    Mistake(
      name: "NoCustomization",
      files: ["app-server.json": nil, "codexgen.json": #"{"customization": "names.json"}"#],
      messages: [
        #"Sources/Broken/names.json: error: there is no such file; 'codexgen.json' names it as "customization""#,
        #"for the target "Broken""#,
      ]
    ),
    Mistake(
      name: "Customization",
      files: ["app-server.json": nil, "codexgen.json": #"{"customization": {"types": {"v2/Thred": "A"}}}"#],
      messages: [
        #"Sources/Broken/codexgen.json:1:30: error: #/customization/types/v2~1Thred: there is no type "v2/Thred" in the schema"#,
        #"did you mean "v2/Thread"?"#,
      ]
    ),
    Mistake(
      name: "Schema",
      files: ["app-server.json": #"{"definitions": {"A": {"$ref": "other.json#/A"}}}"#],
      messages: [
        ##"Sources/Broken/app-server.json:1:24: error: #/definitions/A/$ref: "other.json#/A" points to another document"##,
        #"for the target "Broken""#,
      ]
    ),
  ]
}
