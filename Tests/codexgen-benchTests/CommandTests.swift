import CommandLineSupport
import Testing

@testable import codexgen_bench

@Suite("The command line of codexgen-bench")
struct CommandTests {
  @Test(
    "is read as a command with typed options",
    arguments: [
      (["decode"], Command.measure(.decode, Options())),
      (["encode", "--python", "venv/bin/python"], .measure(.encode, Options(python: "venv/bin/python"))),
      (["history", "--passes=3", "--python=p"], .measure(.history, Options(python: "p", passes: 3))),
      (["stream", "--passes", "1"], .measure(.stream, Options(passes: 1))),
      (["transports", "--passes", "2"], .measure(.transports, Options(passes: 2))),
      (["turn", "--python", "p"], .measure(.turn, Options(python: "p"))),
      (["turn", "--transport", "unix"], .measure(.turn, Options(transport: .unix))),
      (["masking"], .measure(.masking, Options())),
      (["worker", "transport-turns", "unix"], .worker(.transportTurns, ["unix"])),
      (["worker", "decode-direct", "m.jsonl"], .worker(.decodeDirect, ["m.jsonl"])),
      (["help"], .help(Command.program.overview)),
      (["--help"], .help(Command.program.overview)),
      (["help", "generate"], .help(Command.program.help(BenchmarkName.generate.description))),
      (["generate", "--nonsense", "-h"], .help(Command.program.help(BenchmarkName.generate.description))),
    ]
  )
  func parses(arguments: [String], command: Command) throws {
    #expect(try Command.parse(arguments) == command)
  }

  @Test(
    "is refused with the reason and the help text that applies",
    arguments: [
      (["decod"], "unknown command 'decod'; did you mean 'decode'?", nil),
      (["--passes", "3"], "the command comes first, then its options; found '--passes' in its place", nil),
      (["decode", "twice"], "unexpected argument 'twice'; 'decode' takes options only", "decode"),
      (["decode", "--pass", "3"], "unknown option '--pass'; did you mean '--passes'?", "decode"),
      (["decode", "--python"], "the option '--python' needs a value", "decode"),
      (
        ["decode", "--python", "--passes"],
        "the option '--python' needs a value, but '--passes' follows; if that is the value, write '--python=--passes'",
        "decode"
      ),
      (["decode", "--passes", "1", "--passes=2"], "the option '--passes' is given twice; leave one out", "decode"),
      (["history", "--passes", "0"], "'0' is not a number of passes; give a number from 1 to 1000", "history"),
      (
        ["stream", "--python", "p"],
        "'stream' has no option '--python'; the commands 'decode', 'encode', 'history', 'turn' have it",
        "stream"
      ),
      (
        ["masking", "--python", "p"],
        "'masking' has no option '--python'; the commands 'decode', 'encode', 'history', 'turn' have it", "masking"
      ),
      (["turn", "--transport", "pipe"], "unknown transport 'pipe'; the transports are 'stdio', 'unix', 'ws'", "turn"),
      (
        ["transports", "--transport", "ws"], "'transports' has no option '--transport'; the command 'turn' has it",
        "transports"
      ),
      (["worker", "decode-direct"], "the row 'decode-direct' takes MESSAGES; found no arguments", "worker"),
    ] as [([String], String, String?)]
  )
  func refuses(arguments: [String], message: String, command: String?) {
    #expect(throws: UsageError(message, program: "codexgen-bench", command: command)) { try Command.parse(arguments) }
  }
}
