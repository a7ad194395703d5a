import Foundation
import Testing

extension ConsumerTests {
  @Test("of the library gets the stable API, and the experimental API with the trait")
  func library() async throws {
    let consumer = try Consumer("Library")

    let build = try await consumer.build()

    try #require(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
    #expect(try await consumer.run("library").output == "stable: thread/start in /tmp\n")
  }

  @Test("of the library, as a dependency from a tag, compiles no part of the generator", .long)
  func modules() async throws {
    var consumer = try Consumer("Library")
    try await consumer.dependOnTag()
    // The other tests share a build folder that contains the generator.
    consumer.scratch = "scratch-library"

    let build = try await consumer.build("--traits", "ExperimentalAPI")

    try #require(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
    let modules = try Files.names(in: consumer.scratchFolder.appending(path: "debug/Modules"))
    let compiled = modules.filter { $0.hasSuffix(".swiftmodule") }
    #expect(
      compiled == ["CodexProtocol.swiftmodule", "CodexSDK.swiftmodule", "CodexWire.swiftmodule", "library.swiftmodule"]
    )
    #expect(!build.log.contains("ProtocolGenerator"))
    #expect(try await consumer.run("library").output == "experimental: collaborationMode/list\n")
  }
}
