import Testing

extension ConsumerTests {
  /// The build plugin for wrappers, which call the SDK.
  @Test("can use wrappers for an older release together with the wrappers of the SDK")
  func wrappers() async throws {
    let consumer = try Consumer(
      "Wrappers",
      schemas: [
        "Sources/OlderCodex/app-server.json": "0.144.4/stable.json",
        "Sources/CuratedCodex/app-server.json": "0.144.4/stable.json",
      ]
    )

    let build = try await consumer.build()

    try #require(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
    let run = try await consumer.run("wrappers")
    #expect(
      run.output == """
        every method: [] page 2
        curated: page 2
        no handler: caution: .work needs CodexConfiguration.approvalHandler or a handler for approvals in \
        CodexConfiguration.handlers. Without one, the agent's requests for approval would have no handler. Set a \
        handler, or choose another mode. Nothing was sent.
        said: t never
        inherited: true

        """
    )
  }
}
