import CodexBinaries
import Testing

@testable import codexgen

@Suite("The command line")
struct CommandParserTests {
  @Test(
    "becomes a typed command",
    arguments: [
      (["generate"], Command.generate(OutputOptions())),
      (["check"], .check(OutputOptions())),
      (["inspect"], .inspect(InspectOptions())),
      (["generate", "--"], .generate(OutputOptions())),
      (
        ["generate", "--stable", "s.json", "--experimental=e.json", "--customization", "none", "--output=out dir"],
        .generate(
          OutputOptions(
            inputs: InputOptions(stable: "s.json", experimental: "e.json", customization: .off),
            output: "out dir"
          )
        )
      ),
      (
        ["check", "--customization", "./none"],
        .check(OutputOptions(inputs: InputOptions(customization: .file("./none"))))
      ),
      (["check", "--stable=a=b"], .check(OutputOptions(inputs: InputOptions(stable: "a=b")))),
      (["check", "--stable=--odd"], .check(OutputOptions(inputs: InputOptions(stable: "--odd")))),
      (
        ["inspect", "Thread", "--format", "json", "thread/start"],
        .inspect(InspectOptions(names: ["Thread", "thread/start"], format: .json))
      ),
      (["diff", "a.json", "pin"], .diff(DiffOptions(old: .path("a.json"), new: .pin))),
      (
        [
          "diff", "git:HEAD~1", "pin", "--format", "github", "--fail-on=any", "--scope", "wire", "--allow", "a.json",
          "--stable-only", "--reverse", "--documentation", "--customization", "none",
        ],
        .diff(
          DiffOptions(
            old: .git("HEAD~1"),
            new: .pin,
            format: .github,
            failOn: .any,
            scope: .wire,
            allow: "a.json",
            customization: .off,
            stableOnly: true,
            reverse: true,
            documentation: true
          )
        )
      ),
      (["diff", "git:HEAD", "pin", "--schema", "D"], .diff(DiffOptions(old: .git("HEAD"), new: .pin, schema: "D"))),
      (["diff", "--rules"], .rules),
      (["pin", "--codex", "/bin/codex"], .pin(PinOptions(source: .program("/bin/codex")))),
      (
        ["pin", "--codex=codex", "--schema", "Sources/Mine"],
        .pin(PinOptions(source: .program("codex"), schema: "Sources/Mine"))
      ),
      (["pin", "--release", "0.163.0"], .pin(PinOptions(source: .release(ReleaseVersion("0.163.0")!)))),
      (
        ["inspect", "--format=text", "--", "--help", "-x", "--"],
        .inspect(InspectOptions(names: ["--help", "-x", "--"]))
      ),
    ]
  )
  func parses(arguments: [String], command: Command) throws {
    #expect(try Command.parse(arguments) == command)
  }

  @Test(
    "asks for help in every usual way",
    arguments: [
      (["help"], nil),
      (["--help"], nil),
      (["-h"], nil),
      (["help", "help"], nil),
      (["help", "--help"], nil),
      (["help", "check"], .check),
      (["--help", "inspect"], .inspect),
      (["generate", "-h"], .generate),
      (["generate", "--stabel", "--help"], .generate),
    ] as [([String], CommandName?)]
  )
  func asksForHelp(arguments: [String], topic: CommandName?) throws {
    #expect(try Command.parse(arguments) == .help(topic))
  }

  @Test(
    "is refused with the reason and the remedy",
    arguments: [
      (["generat"], "unknown command 'generat'; did you mean 'generate'?"),
      (
        ["frobnicate"],
        "unknown command 'frobnicate'; the commands are 'generate', 'check', 'inspect', 'diff', 'pin', 'help'"
      ),
      (["help", "chek"], "unknown command 'chek'; did you mean 'check'?"),
      (["help", "check", "inspect"], "unexpected argument 'inspect'; help is about one command at a time"),
      (["--stable", "x", "check"], "the command comes first, then its options; found '--stable' in its place"),
      (["generate", "--stabel", "x"], "unknown option '--stabel'; did you mean '--stable'?"),
      (["generate", "--stabel=x"], "unknown option '--stabel'; did you mean '--stable'?"),
      (
        ["check", "--format", "json"],
        """
        unknown option '--format'; the options of 'check' are '--stable', '--experimental', '--customization', \
        '--config', '--target', '--modules', '--output', '--help'
        """
      ),
      (
        ["inspect", "-x"],
        """
        unknown option '-x'; the options of 'inspect' are '--stable', '--experimental', '--customization', \
        '--format', '--help'
        """
      ),
      (["check", "--stable"], "the option '--stable' needs a value"),
      (["check", "--stable="], "the option '--stable' needs a value"),
      (["check", "--stable", ""], "the option '--stable' needs a value"),
      (
        ["check", "--stable", "--output", "x"],
        "the option '--stable' needs a value, but '--output' follows; if that is the value, write '--stable=--output'"
      ),
      (["check", "--stable", "a", "--stable=b"], "the option '--stable' is given twice; leave one out"),
      (["check", "--help=yes"], "the option '--help' takes no value"),
      (["check", "Thread"], "unexpected argument 'Thread'; 'check' takes options only"),
      (["generate", "--", "--stable"], "unexpected argument '--stable'; 'generate' takes options only"),
      (["inspect", ""], "a name is empty"),
      (["inspect", "--format", "jsn"], "unknown format 'jsn'; did you mean 'json'?"),
      (["diff"], "'diff' compares two releases, OLD and NEW; found none"),
      (["diff", "pin"], "'diff' compares two releases, OLD and NEW; found 'pin'"),
      (["diff", "a", "b", "c"], "'diff' compares two releases, OLD and NEW; found 'a', 'b', 'c'"),
      (["diff", "a", "b", "--stable-olny"], "unknown option '--stable-olny'; did you mean '--stable-only'?"),
      (["diff", "a", "b", "--reverse=yes"], "the option '--reverse' takes no value"),
      (["diff", "a", "b", "--reverse", "--reverse"], "the option '--reverse' is given twice; leave one out"),
      (["diff", "a", "b", "--fail-on", "braking"], "unknown limit 'braking'; did you mean 'breaking'?"),
      (["diff", "a", "b", "--scope", "x"], "unknown scope 'x'; the scopes are 'wire', 'source', 'all'"),
      (["diff", "a", "b", "--format", "markdwon"], "unknown format 'markdwon'; did you mean 'markdown'?"),
      (
        ["pin"],
        "what to pin is missing; give a program with '--codex PATH' or a release with '--release VERSION'"
      ),
      (
        ["pin", "--codex", "codex", "--release", "0.163.0"],
        "'--codex' and '--release' both say what to pin; leave one out"
      ),
      (["pin", "0.163.0"], "unexpected argument '0.163.0'; 'pin' takes options only"),
      (["pin", "--relaese", "0.163.0"], "unknown option '--relaese'; did you mean '--release'?"),
      (["pin", "--codex"], "the option '--codex' needs a value"),
      (["diff", "--rules", "pin"], "'--rules' lists the rules and takes nothing beside it"),
      (["inspect", "--format", "yaml"], "unknown format 'yaml'; the formats are 'text', 'json'"),
    ]
  )
  func refuses(arguments: [String], message: String) throws {
    let failure = try #require(throws: Failure.self) { try Command.parse(arguments) }
    #expect(failure.lines.first == "codexgen: error: \(message)")
  }

  @Test("points to the help of the command that it is about")
  func pointsToHelp() throws {
    let unknownOption = try #require(throws: Failure.self) { try Command.parse(["check", "--x"]) }
    let unknownCommand = try #require(throws: Failure.self) { try Command.parse(["chek"]) }

    #expect(unknownOption.lines.last == "'codexgen help check' shows what can be given.")
    #expect(unknownCommand.lines.last == "'codexgen help' shows what can be given.")
  }

  @Test("has help that tells every option, the exit codes and an example", arguments: CommandName.allCases)
  func helpIsComplete(command: CommandName) {
    let help = Help.text(command)

    for option in command.options { #expect(help.contains("  \(option.rawValue) ")) }
    #expect(help.contains("--help"))
    #expect(help.contains("Exit codes:\n  0  fine\n"))
    #expect(help.contains("Example:\n  swift run codexgen \(command.rawValue)"))
    #expect(Help.overview.contains("\n  \(command.rawValue) "))
  }
}
