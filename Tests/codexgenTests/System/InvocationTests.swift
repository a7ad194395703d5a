import Testing

@testable import codexgen

@Suite("The commands that messages name")
struct InvocationTests {
  @Test(
    "start in the way in which the user has started codexgen",
    arguments: [
      ("/package/.build/x86_64-unknown-linux-gnu/debug/codexgen", [:], "swift run codexgen generate"),
      ("/package/.build/release/codexgen", [:], "swift run codexgen generate"),
      ("codexgen", [:], "codexgen generate"),
      (".build/debug/codexgen", [:], ".build/debug/codexgen generate"),
      ("/usr/local/bin/codexgen", [:], "/usr/local/bin/codexgen generate"),
      ("/package/.build/debug/codexgen", ["CODEXGEN_RUN_BY": "swift package"], "swift package codexgen-generate"),
      ("codexgen", ["CODEXGEN_RUN_BY": "rm -rf"], "codexgen generate"),
    ]
  )
  func words(program: String, environment: [String: String], command: String) {
    let invocation = Invocation(program: program, environment: environment)

    #expect(invocation.words("generate").joined(separator: " ") == command)
  }

  @Test("name the plugins, which have subcommands with permissions of their own")
  func plugins() {
    let invocation = Invocation(program: "", environment: ["CODEXGEN_RUN_BY": "swift package"])

    #expect(
      invocation.adapting("swift run codexgen check\nswift run codexgen pin --release latest")
        == "swift package codexgen check\nswift package codexgen-pin --release latest"
    )
    #expect(
      updateCommand(OutputOptions(output: "out"), invocation) == "swift package codexgen-generate --output out"
    )
    #expect(Invocation.swiftRun.adapting("swift run codexgen check") == "swift run codexgen check")
  }
}
