import Foundation
import GoldenSupport
import Testing

@testable import ProtocolGenerator

/// Tests of the wrappers of a small protocol that has every kind of method, with a customization that has every kind of
/// entry.
@Suite("Golden wrappers")
struct WrapperGoldenTests {
  private let fixture = Fixture(
    name: "Wrappers",
    in: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  )

  @Test("The generator prints the golden of the types")
  func types() throws {
    let model = try ModelPipeline.model(of: fixture.input())
    let generated = FileTranslator.singleFile(of: model)
    try expect("Types", generated)
  }

  @Test("The generator prints the golden of the wrappers")
  func wrappers() throws {
    let input = try fixture.input()
    let customization = try CustomizationReader.read(#require(input.customization))
    let model = try ModelPipeline.model(of: input)
    let wrappers = try WrapperBuilder.build(model, customization)
    let generated = WrapperFileTranslator.singleFile(
      of: wrappers,
      model,
      customization,
      imports: OutputStyle.typeImports
    )
    try expect("Wrappers", generated)
  }

  private func expect(_ name: String, _ generated: String) throws {
    let file = fixture.golden.deletingLastPathComponent().appendingPathComponent("\(name)Golden.swift")
    if let mismatch = try GoldenFile(file, of: "WrapperGoldenTests").mismatch(generated) { Issue.record("\(mismatch)") }
  }
}
