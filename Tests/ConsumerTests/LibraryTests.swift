import Foundation
import Testing

extension ConsumerTests {
  @Test("that only uses the library gets its stable part, and the rest with the trait")
  func library() async throws {
    let consumer = try Consumer("Library")

    let build = try await consumer.build()

    try #require(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
    #expect(try await consumer.run("library").output == "stable: thread/start in /tmp\n")
  }

  @Test("that only uses the library compiles nothing of the generator")
  func modules() async throws {
    var consumer = try Consumer("Library")
    // A folder that no consumer of the generator builds into.
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

  @Test("may have types of its own that are called as the protocol's, also beside Foundation")
  func ownNames() async throws {
    let build = try await Consumer("OwnNames").build()

    #expect(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
  }
}
