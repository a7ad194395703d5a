import Foundation
import Testing

@testable import ProtocolGenerator

/// One construct of JSON Schema: a small schema, and the Swift that the generator should make of it.
struct Fixture: Sendable, CustomTestStringConvertible {
  /// The construct, such as `Recursion`: the folder and the start of the names of all files in it.
  var name: String

  /// The fixtures, told by their schemas.
  static var all: [Fixture] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return folders.sorted().map(Fixture.init).filter { $0.exists($0.schema) }
  }

  /// The folders that hold a golden.
  static var goldens: [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return folders.sorted().filter { name in Fixture(name: name).exists(Fixture(name: name).golden) }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  var testDescription: String { name }

  /// The bundle; beside `stable` it is the experimental one.
  var schema: URL { file("schema.json") }
  var stable: URL { file("stable.json") }
  var customization: URL { file("customization.json") }
  var golden: URL { Self.root.appendingPathComponent("\(name)/\(name)Golden.swift") }

  private func file(_ end: String) -> URL { Self.root.appendingPathComponent("\(name)/\(name).\(end)") }

  private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  /// What the generator makes of the schema.
  func generated() throws -> String {
    let schema = try source(schema)
    let input = GeneratorInput(
      stable: exists(stable) ? try source(stable) : nil,
      experimental: schema,
      customization: exists(customization) ? try source(customization) : nil
    )
    return FileTranslator.singleFile(of: try Generator.model(of: input), named: name).contents
  }

  private func source(_ file: URL) throws -> SourceFile {
    SourceFile(path: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
  }
}
