import Foundation
import ProtocolGenerator

/// A small schema and the Swift code that the generator should print for the schema.
///
/// A fixture is added by adding the folder `Fixtures/NAME` with the file `NAME.schema.json` to a golden test target.
public struct Fixture: Sendable, CustomStringConvertible {
  /// What the fixture is about, such as `Recursion`: the name of its folder, and the start of the names of its files.
  public var name: String
  private let root: URL

  /// - Parameter root: The folder of the test target, which contains the folder `Fixtures`.
  public init(name: String, in root: URL) {
    self.name = name
    self.root = root
  }

  /// The fixtures of a test target, sorted by name.
  public static func all(in root: URL) -> [Fixture] {
    folders(in: root.appendingPathComponent("Fixtures")).map { Fixture(name: $0, in: root) }
  }

  /// The names of the fixtures that have a golden file, sorted. A golden file may have lost its schema.
  public static func goldens(in root: URL) -> [String] {
    folders(in: root).filter { exists(Fixture(name: $0, in: root).golden) }
  }

  private static func folders(in root: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()
  }

  public var description: String { name }

  /// The bundle; when `stable` exists, this is the experimental bundle.
  public var schema: URL { file("schema.json") }
  public var stable: URL { file("stable.json") }
  public var customization: URL { file("customization.json") }
  public var golden: URL { root.appendingPathComponent("\(name)/\(name)Golden.swift") }

  private func file(_ end: String) -> URL { root.appendingPathComponent("Fixtures/\(name)/\(name).\(end)") }

  private static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  /// The fixture's files as input of the generator.
  public func input() throws -> GeneratorInput {
    GeneratorInput(
      stable: Self.exists(stable) ? try source(stable) : nil,
      experimental: try source(schema),
      customization: Self.exists(customization) ? try source(customization) : nil
    )
  }

  private func source(_ file: URL) throws -> SourceFile {
    SourceFile(path: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
  }
}
