import CodexBinaries
import Foundation
import Testing

@testable import codexgen

@Suite("The command line of codexgen")
struct SubcommandTests {
  /// What the arguments ask for: a subcommand, or a help text.
  private static func subcommand(_ arguments: [String]) throws -> any Subcommand {
    guard case .run(let subcommand, _) = try Codexgen.parse(arguments) else {
      throw Failure.general("the arguments ask for help")
    }
    return subcommand
  }

  @Test(
    "is read as a subcommand with typed options",
    arguments: [
      (["generate"], GenerateCommand()),
      (["check"], CheckCommand()),
      (["inspect"], InspectCommand()),
      (["generate", "--"], GenerateCommand()),
      (
        ["generate", "--stable", "s.json", "--experimental=e.json", "--customization", "none", "--output=out dir"],
        GenerateCommand(
          OutputOptions(
            inputs: InputOptions(stable: "s.json", experimental: "e.json", customization: .off),
            output: "out dir"
          )
        )
      ),
      (
        ["check", "--customization", "./none"],
        CheckCommand(OutputOptions(inputs: InputOptions(customization: .file("./none"))))
      ),
      (["check", "--stable=a=b"], CheckCommand(OutputOptions(inputs: InputOptions(stable: "a=b")))),
      (["check", "--stable=--odd"], CheckCommand(OutputOptions(inputs: InputOptions(stable: "--odd")))),
      (
        ["inspect", "Thread", "--format", "json", "thread/start"],
        InspectCommand(names: ["Thread", "thread/start"], format: .json)
      ),
      (["diff", "a.json", "pin"], DiffCommand(.compare(DiffOptions(old: .path("a.json"), new: .pin)))),
      (
        [
          "diff", "git:HEAD~1", "pin", "--format", "github", "--fail-on=any", "--scope", "wire", "--allow", "a.json",
          "--stable-only", "--reverse", "--documentation", "--customization", "none",
        ],
        DiffCommand(
          .compare(
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
        )
      ),
      (
        ["diff", "git:HEAD", "pin", "--schema", "D"],
        DiffCommand(.compare(DiffOptions(old: .git("HEAD"), new: .pin, schema: "D")))
      ),
      (
        ["diff", "a", "pin", "--config", "c.json", "--safe", "--fail-on", "risky"],
        DiffCommand(.compare(DiffOptions(old: .path("a"), new: .pin, failOn: .risky, config: "c.json", safe: true)))
      ),
      (["diff", "--rules"], DiffCommand(.listRules)),
      (["pin", "--codex", "/bin/codex"], PinCommand(source: .program("/bin/codex"))),
      (
        ["pin", "--codex=codex", "--schema", "Sources/Mine"],
        PinCommand(source: .program("codex"), schema: "Sources/Mine")
      ),
      (["pin", "--release", "0.163.0"], PinCommand(source: .release(ReleaseName("0.163.0")!))),
      (["pin", "--release", "latest"], PinCommand(source: .latest)),
      (["pin", "--list"], PinCommand(source: nil)),
      (["cache"], CacheCommand(.show)),
      (["cache", "--prune"], CacheCommand(.prune)),
      (["cache", "--clear"], CacheCommand(.clear)),
      (["completions", "fish"], CompletionsCommand(shell: .fish)),
      (["check", "--quiet"], CheckCommand()),
      (["diff", "-", "pin"], DiffCommand(.compare(DiffOptions(old: .path("-"), new: .pin)))),
      (
        ["inspect", "--format=text", "--", "--help", "-x", "--"],
        InspectCommand(names: ["--help", "-x", "--"])
      ),
    ] as [([String], any Subcommand)]
  )
  func parses(arguments: [String], expected: any Subcommand) throws {
    #expect(AnyHashable(try Self.subcommand(arguments)) == AnyHashable(expected))
  }

  @Test(
    "asks for help in every usual way",
    arguments: [
      (["help"], nil),
      (["--help"], nil),
      (["-h"], nil),
      (["help", "help"], nil),
      (["help", "--help"], nil),
      (["help", "check"], "check"),
      (["--help", "inspect"], "inspect"),
      (["generate", "-h"], "generate"),
      (["generate", "--stabel", "--help"], "generate"),
    ] as [([String], String?)]
  )
  func asksForHelp(arguments: [String], topic: String?) throws {
    guard case .help(let text) = try Codexgen.parse(arguments) else {
      Issue.record("these arguments ask for help")
      return
    }
    let command = Codexgen.program.commands.first { $0.name == topic }
    #expect((command == nil) == (topic == nil))
    #expect(text == Codexgen.program.help(command))
  }

  @Test(
    "is refused with the reason and the remedy",
    arguments: [
      (["generat"], "unknown command 'generat'; did you mean 'generate'?"),
      (
        ["frobnicate"],
        "unknown command 'frobnicate'; the commands are 'generate', 'check', 'inspect', 'diff', 'pin', 'upgrade', "
          + "'history', 'cache', 'coverage', 'completions', 'help'"
      ),
      (["help", "chek"], "unknown command 'chek'; did you mean 'check'?"),
      (["help", "check", "inspect"], "unexpected argument 'inspect'; 'help' takes one command at a time"),
      (["--stable", "x", "check"], "the command comes first, then its options; found '--stable' in its place"),
      (["generate", "--stabel", "x"], "unknown option '--stabel'; did you mean '--stable'?"),
      (["generate", "--stabel=x"], "unknown option '--stabel'; did you mean '--stable'?"),
      (["check", "--format", "json"], "'check' has no option '--format'; the commands 'inspect', 'diff' have it"),
      (["inspect", "--codex", "x"], "'inspect' has no option '--codex'; the commands 'pin', 'upgrade' have it"),
      (
        ["check", "--frobnicate"],
        """
        unknown option '--frobnicate'; the options of 'check' are '--stable', '--experimental', '--customization', \
        '--output', '--config', '--target', '--modules', '--documentation', '--quiet', '--verbose', '--help'
        """
      ),
      (
        ["inspect", "-x"],
        """
        unknown option '-x'; the options of 'inspect' are '--stable', '--experimental', '--customization', \
        '--format', '--quiet', '--verbose', '--help'
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
      (["inspect", ""], "an argument is empty"),
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
        "the release to pin is missing; give a program with '--codex PATH' or a release with '--release VERSION'"
      ),
      (
        ["pin", "--codex", "codex", "--release", "0.163.0"],
        "'--codex' and '--release' cannot be combined; leave one out"
      ),
      (["pin", "--list", "--schema", "D"], "'--list' pins nothing, and takes no other options"),
      (["cache", "--prune", "--clear"], "'--prune' and '--clear' cannot be combined; leave one out"),
      (["check", "--quiet", "--verbose"], "'--quiet' and '--verbose' cannot be combined; leave one out"),
      (["completions"], "'completions' takes the name of one shell: 'bash', 'zsh', 'fish'"),
      (["completions", "fihs"], "unknown shell 'fihs'; did you mean 'fish'?"),
      (["pin", "0.163.0"], "unexpected argument '0.163.0'; 'pin' takes options only"),
      (["pin", "--relaese", "0.163.0"], "unknown option '--relaese'; did you mean '--release'?"),
      (["pin", "--codex"], "the option '--codex' needs a value"),
      (["diff", "--rules", "pin"], "'--rules' lists the rules, and cannot be combined with other arguments"),
      (["diff", "--rules", "--reverse"], "'--rules' lists the rules, and cannot be combined with other arguments"),
      (["inspect", "--format", "yaml"], "unknown format 'yaml'; the formats are 'text', 'json', 'html'"),
    ]
  )
  func refuses(arguments: [String], message: String) throws {
    let failure = try #require(throws: Failure.self) { _ = try Codexgen.parse(arguments) }
    #expect(failure.lines.first == "codexgen: error: \(message)")
  }

  @Test("that is refused names the command that prints the help text")
  func pointsToHelp() throws {
    let unknownOption = try #require(throws: Failure.self) { _ = try Codexgen.parse(["check", "--x"]) }
    let unknownCommand = try #require(throws: Failure.self) { _ = try Codexgen.parse(["chek"]) }

    #expect(unknownOption.lines.last == "For help, run 'codexgen help check'.")
    #expect(unknownCommand.lines.last == "For help, run 'codexgen help'.")
  }

  @Test(
    "has a help text for each subcommand, with every option, the exit codes and an example",
    arguments: Codexgen.program.commands.map(\.name)
  )
  func helpIsComplete(name: String) throws {
    let command = try #require(Codexgen.program.commands.first { $0.name == name })
    let help = Codexgen.program.help(command)

    for option in command.options {
      #expect(help.contains("\n  \(option.signature)"))
      #expect(help.components(separatedBy: option.name).count > 2, "\(option.name) is in the usage and in the list")
    }
    #expect(help.contains("--help"))
    #expect(help.contains("Exit codes:\n  0  success\n"))
    #expect(help.contains("Example:\n  swift run codexgen \(name)"))
    #expect(help.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(Codexgen.program.overview.contains("\n  \(name) "))
  }
}
