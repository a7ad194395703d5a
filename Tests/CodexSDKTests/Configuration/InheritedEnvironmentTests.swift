#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The environment of the server` {
  private static let own = ["PATH": "/bin", "OPENAI_API_KEY": "secret", "LANG": "C", "EXTRA": "own"]

  @Test(
    arguments: [
      (.all, ["EXTRA", "LANG", "OPENAI_API_KEY", "PATH"]),
      (.allExcept(["OPENAI_API_KEY", "MISSING"]), ["EXTRA", "LANG", "PATH"]),
      (.only(["LANG", "MISSING"]), ["EXTRA", "LANG"]),
      (.none, ["EXTRA"]),
    ] as [(InheritedEnvironment, [String])]
  )
  func `has the inherited variables and those of the configuration`(
    inherited: InheritedEnvironment,
    names: [String]
  ) throws {
    let configuration = CodexConfiguration(
      executable: .path("/bin/sh"),
      environment: ["EXTRA": "configured"],
      inheritedEnvironment: inherited
    )
    let environment = try configuration.command(from: Self.own).environment
    #expect(environment.keys.sorted() == names)
    #expect(environment["EXTRA"] == "configured")
  }

  @Test func `has a variable that is configured although it is not inherited`() throws {
    let configuration = CodexConfiguration(
      executable: .path("/bin/sh"),
      environment: ["LANG": "de"],
      inheritedEnvironment: .allExcept(["LANG"])
    )
    #expect(try configuration.command(from: Self.own).environment["LANG"] == "de")
  }

  @Test func `does not need the PATH that the program is searched in`() throws {
    let configuration = CodexConfiguration(executable: .path("sh"), inheritedEnvironment: .none)
    let command = try configuration.command(from: ["PATH": "/nowhere:/bin"])
    #expect(command.executable == "/bin/sh")
    #expect(command.environment == [:])
  }

  @Test func `is inherited completely when the configuration does not say otherwise`() throws {
    let configuration = CodexConfiguration(executable: .path("/bin/sh"))
    #expect(configuration.inheritedEnvironment == .all)
    #expect(try configuration.command(from: Self.own).environment == Self.own)
    #expect("\(configuration)".contains("inheritedEnvironment: CodexSDK.InheritedEnvironment.all"))
  }
}
#endif
