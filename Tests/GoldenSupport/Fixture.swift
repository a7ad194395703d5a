import Foundation
import ProtocolGenerator

/// A small schema and the Swift that the generator should make of it: a folder with files that all start with its name.
public struct Fixture: Sendable, CustomStringConvertible {
  /// What it is about, such as `Recursion`: the folder and the start of the names of all files in it.
  public var name: String
  private let root: URL

  /// - Parameter root: The folder of fixtures.
  public init(name: String, in root: URL) {
    self.name = name
    self.root = root
  }

  /// The fixtures in a folder, told by their schemas.
  public static func all(in root: URL) -> [Fixture] {
    folders(in: root).map { Fixture(name: $0, in: root) }.filter { exists($0.schema) }
  }

  /// The folders that hold a golden.
  public static func goldens(in root: URL) -> [String] {
    folders(in: root).filter { exists(Fixture(name: $0, in: root).golden) }
  }

  private static func folders(in root: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()
  }

  public var description: String { name }

  /// The bundle; beside `stable` it is the experimental one.
  public var schema: URL { file("schema.json") }
  public var stable: URL { file("stable.json") }
  public var customization: URL { file("customization.json") }
  public var golden: URL { root.appendingPathComponent("\(name)/\(name)Golden.swift") }

  private func file(_ end: String) -> URL { root.appendingPathComponent("\(name)/\(name).\(end)") }

  private static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  /// The fixture's files, as the generator takes them.
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
