import Foundation
import Testing

extension ConsumerTests {
  /// The build plugin for types without wrappers.
  @Suite("that uses the build plugin")
  struct TypesTests {
    private static let schemas = [
      "Sources/OlderModels/app-server.json": "0.144.4/stable.json",
      "Sources/NewerThreads/app-server.stable.json": "0.154.0/stable.json",
      "Sources/NewerThreads/app-server.experimental.json": "0.154.0/experimental.json",
    ]

    @Test("gets the types of each target, and builds again only what changed")
    func debug() async throws {
      let consumer = try Consumer("Types", schemas: Self.schemas)
      // `codexgen pin` writes this file beside the bundles.
      try consumer.write("{}", to: "Sources/NewerThreads/pin.json")
      let (older, newer) = (consumer.generated("OlderModels"), consumer.generated("NewerThreads"))

      let first = try await consumer.build()
      try #require(first.status == 0, "\(first.log)")
      #expect(first.warnings == [])
      #expect(try await consumer.run("types").output == "model/list false\nthread/name/set Errands\n")
      #expect(try Files.names(in: older) == Files.names(in: newer))
      #expect(try Files.text(older.appending(path: "CodexWrappers.API.swift")).split(separator: "\n").count == 2)

      // SwiftPM links codexgen again in the second build, and then runs it. That run must not change any file.
      let dates = try Files.dates(in: older)
      let second = try await consumer.build()
      #expect(second.status == 0)
      #expect(!second.log.contains("Compiling OlderModels") && !second.log.contains("Compiling NewerThreads"))
      #expect(try Files.dates(in: older) == dates)
      let third = try await consumer.build()
      #expect(third.status == 0)
      #expect(!third.log.contains("Generating") && !third.log.contains("Compiling OlderModels"), "\(third.log)")

      try Files.touch(consumer.file("Sources/OlderModels/app-server.json"))
      let touched = try await consumer.build()
      #expect(touched.log.contains("Generating the Codex protocol for OlderModels"))
      #expect(!touched.log.contains("Generating the Codex protocol for NewerThreads"), "\(touched.log)")
      #expect(!touched.log.contains("Compiling OlderModels"), "\(touched.log)")
      #expect(try Files.dates(in: older) == dates)

      let models = try Files.text(older.appending(path: "CodexProtocol.Models.swift"))
      try consumer.put(schema: "0.154.0/stable.json", at: "Sources/OlderModels/app-server.json")
      let moved = try await consumer.build()
      #expect(moved.status == 0, "\(moved.log)")
      #expect(moved.log.contains("Compiling OlderModels"))
      #expect(try Files.text(older.appending(path: "CodexProtocol.Models.swift")) != models)

      try consumer.write(
        #"{"access": "package", "methods": ["model/list"], "customization": "names.json"}"#,
        to: "Sources/OlderModels/codexgen.json"
      )
      try consumer.write(#"{"types": {"v2/Model": "ModelInfo"}}"#, to: "Sources/OlderModels/names.json")
      let settings = try await consumer.build()
      #expect(settings.status == 0, "\(settings.log)")
      #expect(try Files.text(older.appending(path: "CodexProtocol.Models.swift")).contains("package struct ModelInfo"))
      try consumer.write(#"{"types": {"v2/Model": "ModelFacts"}}"#, to: "Sources/OlderModels/names.json")
      let renamed = try await consumer.build()
      #expect(renamed.status == 0, "\(renamed.log)")
      #expect(try Files.text(older.appending(path: "CodexProtocol.Models.swift")).contains("package struct ModelFacts"))
    }

    @Test("enables the experimental API by a trait of its own")
    func trait() async throws {
      let consumer = try Consumer("Types", schemas: Self.schemas)

      let build = try await consumer.build("--traits", "ExperimentalAPI")

      try #require(build.status == 0, "\(build.log)")
      #expect(try await consumer.run("types").output.hasSuffix("thread/memoryMode/set\n"))
    }

    @Test("can be built in release configuration", .long)
    func release() async throws {
      let consumer = try Consumer("Types", schemas: Self.schemas)

      // Without optimization, since optimizing the generator takes a minute.
      let build = try await consumer.build("--configuration", "release", "-Xswiftc", "-Onone")

      try #require(build.status == 0, "\(build.log)")
      let run = try await consumer.run("types", configuration: "release")
      #expect(run.output == "model/list false\nthread/name/set Errands\n")
    }

    @Test("can depend on this package by a URL and a tag", .long)
    func url() async throws {
      var consumer = try Consumer("Types", schemas: Self.schemas)
      consumer.scratch = "scratch-url"
      try await consumer.dependOnTag()

      let build = try await consumer.build()

      try #require(build.status == 0, "\(build.log)")
      #expect(try Files.names(in: consumer.scratchFolder.appending(path: "checkouts")) == ["codex-swift"])
      #expect(try await consumer.run("types").output == "model/list false\nthread/name/set Errands\n")
    }
  }
}
