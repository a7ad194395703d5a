import Testing

@testable import codexgen_bench

@Suite("The command line of codexgen-bench")
struct CommandTests {
  @Test(
    "becomes a typed command",
    arguments: [
      (["decode"], Command.measure(.decode, Options())),
      (["encode", "--python", "venv/bin/python"], .measure(.encode, Options(python: "venv/bin/python"))),
      (["history", "--passes=3", "--python=p"], .measure(.history, Options(python: "p", passes: 3))),
      (["stream", "--passes", "1"], .measure(.stream, Options(passes: 1))),
      (["worker", "decode-direct", "m.jsonl"], .worker(.decodeDirect, ["m.jsonl"])),
      (["help"], .help(nil)),
      (["--help"], .help(nil)),
      (["help", "generate"], .help(.generate)),
      (["generate", "--nonsense", "-h"], .help(.generate)),
    ]
  )
  func parses(arguments: [String], command: Command) throws {
    #expect(try Command.parse(arguments) == command)
  }

  @Test(
    "that makes no sense is told in a sentence, with the help that applies",
    arguments: [
      (["decod"], "unknown command 'decod'; did you mean 'decode'?", "codexgen-bench help"),
      (
        ["--passes", "3"], "the command comes first, then its options; found '--passes' in its place",
        "codexgen-bench help"
      ),
      (["decode", "twice"], "unexpected argument 'twice'; 'decode' takes options only", "codexgen-bench help decode"),
      (["decode", "--pass", "3"], "unknown option '--pass'; did you mean '--passes'?", "codexgen-bench help decode"),
      (["decode", "--python"], "the option '--python' needs a value", "codexgen-bench help decode"),
      (["decode", "--python", "--passes"], "the option '--python' needs a value", "codexgen-bench help decode"),
      (
        ["decode", "--passes", "1", "--passes=2"], "the option '--passes' is given twice; leave one out",
        "codexgen-bench help decode"
      ),
      (
        ["history", "--passes", "0"], "'0' is no number of passes; give one from 1 to 1000",
        "codexgen-bench help history"
      ),
      (
        ["stream", "--python", "p"],
        "'stream' has no row for Python; those that have one are 'decode', 'encode', 'history'",
        "codexgen-bench help stream"
      ),
      (["worker", "decode-direct"], "the row 'decode-direct' takes MESSAGES; found nothing", "codexgen-bench help"),
    ]
  )
  func refuses(arguments: [String], message: String, help: String) {
    #expect(throws: Failure(message, help: help)) { try Command.parse(arguments) }
  }
}
