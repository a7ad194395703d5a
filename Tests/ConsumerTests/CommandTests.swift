import Foundation
import Testing

extension ConsumerTests {
  /// The command plugin `swift package codexgen`, in a package that commits its generated code.
  @Suite("that uses the command plugin", .long)
  struct CommandTests {
    private static let options = [
      "--config", "codexgen.json", "--stable", "app-server.json", "--output", "Sources/App/Generated",
    ]

    private let consumer: Consumer

    init() throws {
      consumer = try Consumer("Command", schemas: ["app-server.json": "0.144.4/stable.json"])
    }

    /// Runs the plugin that asks for no permission.
    private func codexgen(_ arguments: [String]) async throws -> Run {
      try await consumer.package(["codexgen"] + arguments)
    }

    @Test("generates code into its folder, finds it up to date, and builds it without the generator")
    func generate() async throws {
      let generate = try await consumer.package(
        ["--allow-writing-to-package-directory", "codexgen-generate"] + Self.options
      )
      try #require(generate.status == 0, "\(generate.log)")
      #expect(generate.output.hasPrefix("codexgen: 9 types, 1 method: "), "\(generate.output)")
      let build = try await consumer.build()
      #expect(build.status == 0, "\(build.log)")

      let check = try await codexgen(["check"] + Self.options)
      #expect(check.status == 0)
      #expect(check.output.hasPrefix("codexgen: Sources/App/Generated is up to date: "))
    }

    @Test("gets the output of codexgen unchanged, and its exit code from SwiftPM")
    func passing() async throws {
      let arguments = ["inspect", "ModelListParams", "--stable", "app-server.json", "--customization", "none"]
      let plugin = try await codexgen(arguments + ["--format", "json"])
      let tool = try await consumer.codexgen(arguments + ["--format", "json"])
      #expect(tool.output.hasPrefix("["))
      #expect(plugin.output == tool.output)
      #expect(plugin.status == 0)

      // For any exit code of a plugin but 0, SwiftPM has exit code 1 and prints the exit code of the plugin.
      // The plugin recommends its own command, which needs no other build.
      let missing = try await codexgen(["check"] + Self.options)
      #expect(missing.status == 1)
      let ofTool = try await consumer.codexgen(["check"] + Self.options).output
      #expect(ofTool.contains("  swift run codexgen generate --stable"))
      #expect(
        missing.output == ofTool.replacing("swift run codexgen generate", with: "swift package codexgen-generate")
      )
      #expect(missing.errors.contains("Plugin ended with exit code 1"), "\(missing.errors)")
      let misspelt = try await codexgen(["generate", "--stabel", "app-server.json"])
      #expect(misspelt.status == 1)
      #expect(misspelt.output.contains("unknown option '--stabel'; did you mean '--stable'?"))
      #expect(misspelt.errors.contains("Plugin ended with exit code 2"), "\(misspelt.errors)")
    }

    @Test("asks for permissions only where it needs them: to write files, and to use the network")
    func permissions() async throws {
      for arguments in [["codexgen", "--help"], ["codexgen", "generate", "--help"], ["codexgen", "--version"]] {
        let run = try await consumer.package(arguments)
        #expect(run.status == 0, "\(run.log)")
      }
      #expect(try await codexgen(["check", "--help"]).output.contains("swift package codexgen check"))
      let generate = try await consumer.package(["codexgen-generate"] + Self.options)
      #expect(generate.status != 0)
      #expect(generate.errors.contains("--allow-writing-to-package-directory"), "\(generate.log)")
      let pin = try await consumer.package(
        ["--allow-writing-to-package-directory", "codexgen-pin", "--release", "0.163.0"]
      )
      #expect(pin.status != 0)
      #expect(pin.errors.contains("--allow-network-connections all:443"), "\(pin.log)")
    }

    @Test("can be this package itself: the plugin uses its schema and its generated code")
    func ownPackage() async throws {
      let check = try await Consumer.itself().package(["codexgen", "check"])

      #expect(check.status == 0, "\(check.log)")
      #expect(check.output.hasPrefix("codexgen: Generated is up to date: "))
    }
  }
}
