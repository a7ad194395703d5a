import Foundation
import GoldenSupport

@testable import ProtocolGenerator

extension Fixture {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// One fixture for each construct of JSON Schema.
  static var all: [Fixture] { all(in: root) }

  /// The folders that hold a golden.
  static var goldens: [String] { goldens(in: root) }

  /// What the generator makes of the schema.
  func generated() throws -> String {
    FileTranslator.singleFile(of: try ModelPipeline.model(of: input()), named: name).contents
  }
}
