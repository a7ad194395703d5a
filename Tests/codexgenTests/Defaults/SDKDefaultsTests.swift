import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("What codexgen knows about the protocol beside names")
struct SDKDefaultsTests {
  @Test(
    "equals the sections of schema/customization.json; 'UPDATE_GOLDENS=1 swift test --filter SDKDefaultsTests' copies them"
  )
  func copy() throws {
    let file = packageFolder.appending(path: "schema/customization.json")
    let source = SourceFile(path: file.path, bytes: [UInt8](try Data(contentsOf: file)))
    let expected = try SDKFacts.copy(of: source)

    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data(expected.utf8).write(to: packageFolder.appending(path: SDKFacts.path))
    } else {
      let isUpToDate = SDKDefaults.customization.bytes == Array(expected.utf8)
      #expect(isUpToDate)
    }
  }
}
