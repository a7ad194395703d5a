import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

/// Runs single stages of the generator on small texts.
enum Stage {
  static let path = "bundle.json"

  static func file(_ text: String, path: String = path) -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }

  static func document(_ json: String) throws -> SchemaDocument { try SchemaReader.read(file(json)) }

  /// The document whose `definitions` has the given members.
  static func definitions(_ definitions: String, path: String = path) throws -> SchemaDocument {
    try SchemaReader.read(file("{\"definitions\": {\(definitions)}}", path: path))
  }

  static func bundle(_ definitions: String, path: String = path) throws -> ModelBuilder.BundleModel {
    try ModelBuilder.build(Self.definitions(definitions, path: path))
  }

  /// The model of one bundle before the customization.
  static func model(_ definitions: String) throws -> ProtocolModel {
    try ModelResolver.resolve(ModelMerger.merge(stable: bundle(definitions), experimental: nil))
  }

  static func merged(stable: String, experimental: String) throws -> ProtocolModel {
    try ModelMerger.merge(
      stable: bundle(stable, path: "stable.json"),
      experimental: bundle(experimental, path: "experimental.json")
    )
  }

  static func customized(_ definitions: String, by customization: String) throws -> ProtocolModel {
    try CustomizationApplier.apply(
      CustomizationReader.read(file(customization, path: "customization.json")),
      to: model(definitions)
    )
  }

  static func named(_ definitions: String, words: [String: String] = [:]) throws -> ProtocolModel {
    try Namer.name(model(definitions), words: words)
  }

  /// The descriptions of the errors that `body` throws.
  static func errors(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let error as GeneratorError {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  /// A bundle of a fixed release, which does not change with `pin.json`.
  static func real(_ name: String) throws -> SourceFile {
    try repositoryFile("Tests/ProtocolGeneratorTests/Fixtures/Releases/0.163.0/\(name).json")
  }

  /// A bundle of the release in `pin.json`.
  static func pinned(_ name: String) throws -> SourceFile { try repositoryFile("schema/app-server.\(name).json") }

  /// The number of messages in a union of a bundle, counted in the JSON text.
  static func count(of union: String, in bundle: SourceFile) throws -> Int {
    let definitions = try #require(try JSONValue(parsing: bundle.bytes)["definitions"])
    return try #require(definitions[union]?["oneOf"]?.arrayValue).count
  }

  static func repositoryFile(_ path: String) throws -> SourceFile {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return SourceFile(path: path, bytes: Array(try Data(contentsOf: root.appendingPathComponent(path))))
  }
}

extension ProtocolModel {
  func type(_ path: String) throws -> TypeDeclaration {
    try #require(types.flatMap(\.flattened).first { $0.id.path == path }, "no type \(path)")
  }

  /// The kind of a type in one line, in the form of `TypeDeclaration.Kind.text` below.
  func kind(_ path: String) throws -> String { try type(path).kind.text }
}

extension TypeDeclaration.Kind {
  /// The kind in one line, such as `struct a: String, b: Int?`.
  var text: String {
    switch self {
    case .structure(let structure):
      let members = structure.properties.map {
        "\($0.name): \($0.type.text)\($0.presence.mark)\($0.isBoxed ? " boxed" : "")"
      }
      let more = structure.additional.map { ["...: \($0.type.text)"] } ?? []
      return "struct " + (members + more).joined(separator: ", ")
    case .openEnum(let values):
      return "enum \(values.rawType.rawValue) " + values.values.map(\.text).joined(separator: ", ")
    case .union(let union):
      let branches = union.branches.map { branch in
        branch.tag + (branch.payload.map { "(\($0.text))" } ?? "") + (branch.payloadHasTag ? " tagged" : "")
          + (branch.isBoxed ? " boxed" : "")
      }
      return "\(union.kind.text) " + branches.joined(separator: " | ") + (union.hasCatchAll ? " | ..." : "")
    case .messages(let messages):
      let cases = messages.cases.map { $0.method + ($0.params.map { "(\($0.text))" } ?? "") }
      return "messages " + cases.joined(separator: " | ") + (messages.envelope.map { " in \($0.path)" } ?? "")
    case .alias(let target): return "= \(target.text)"
    }
  }
}

extension Union.Kind {
  fileprivate var text: String {
    switch self {
    case .internallyTagged(let tag): "by \(tag):"
    case .externallyTagged: "external:"
    case .untagged: "untagged:"
    }
  }
}

extension TypeReference {
  var text: String {
    switch self {
    case .scalar(let scalar): scalar.rawValue
    case .named(let id): id.path
    case .optional(let wrapped): wrapped.text + "?"
    case .array(let element): "[\(element.text)]"
    case .dictionary(let value): "[String: \(value.text)]"
    case .json: "JSON"
    }
  }
}

extension Property.Presence {
  /// The marks of presence: `?` for a property that may be absent, `?!` for a required property that may be null, `??`
  /// for a three-state property, `*` for a flattened property.
  fileprivate var mark: String {
    switch self {
    case .required: ""
    case .requiredNullable: "?!"
    case .optional: "?"
    case .threeState: "??"
    case .flattened: "*"
    }
  }
}
