import Foundation
import GoldenSupport

@testable import ProtocolGenerator

extension Fixture {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// One fixture for each construct of JSON Schema.
  static var all: [Fixture] { all(in: root) }

  /// The names of the fixtures that have a golden file.
  static var goldens: [String] { goldens(in: root) }

  /// The code that the generator prints for the schema.
  func generated() throws -> String {
    FileTranslator.singleFile(of: try ModelPipeline.model(of: input()))
  }
}
