/// What `--help` and `help` print.
enum Help {
  static func text(_ command: CommandName?) -> String {
    switch command {
    case nil: overview
    case .generate: generate
    case .check: check
    case .inspect: inspect
    case .diff: diff
    case .pin: pin
    }
  }

  static let overview = """
    codexgen writes Swift for Codex's app-server protocol from its JSON Schema bundles.

    Usage:
      codexgen generate [--stable FILE] [--experimental FILE] [--customization FILE|none] [--output DIR]
      codexgen generate --config FILE|none --output DIR [--stable FILE] [--experimental FILE]
      codexgen check    [the same options as generate]
      codexgen inspect  [NAME ...] [--stable FILE] [--experimental FILE] [--customization FILE|none]
                        [--format text|json]
      codexgen diff     OLD NEW [--format text|json|markdown|github] [--fail-on breaking|any|none]
                        [--scope wire|source|all] [--allow FILE] [--schema DIR] [--stable-only] [--reverse]
      codexgen pin      --codex PATH | --release VERSION [--schema DIR]

    Commands:
      generate   write the Swift files, and remove generated ones that no longer belong
      check      tell whether 'generate' would change anything; writes nothing
      inspect    show the model in numbers, or what it knows of types and methods
      diff       tell what changed between two releases, and what that breaks
      pin        take the schema of another Codex release, and tell what it changes
      help       show this, or with a command's name what that command takes

    \(exitCodes)

    Example:
      swift run codexgen generate
    """

  private static let generate = """
    Writes the Swift files, all of them or none. Only files whose contents change are touched, and no file is replaced
    or removed that codexgen did not write.

    Usage:
      codexgen generate [--stable FILE] [--experimental FILE] [--customization FILE|none] [--output DIR]
      codexgen generate --config FILE|none --output DIR [--stable FILE] [--experimental FILE]

    Options:
    \(inputOptions)
    \(configOption)
    \(outputOption)
    \(helpOption)

    \(exitCodes)

    Example:
      swift run codexgen generate --experimental new/experimental.json --stable new/stable.json
    """

  private static let check = """
    Compares the Swift files with what 'generate' would write, and changes nothing. Lists each file that differs, is
    missing or no longer belongs, and the command that mends it.

    Usage:
      codexgen check [--stable FILE] [--experimental FILE] [--customization FILE|none] [--output DIR]
      codexgen check --config FILE|none --output DIR [--stable FILE] [--experimental FILE]

    Options:
    \(inputOptions)
    \(configOption)
    \(outputOption)
    \(helpOption)

    \(exitCodes)

    Example:
      swift run codexgen check
    """

  private static let inspect = """
    Shows the model in numbers, or what it knows of each NAME: a type or a method.

    Usage:
      codexgen inspect [NAME ...] [--stable FILE] [--experimental FILE] [--customization FILE|none]
                       [--format text|json]

    Options:
    \(inputOptions)
      --format text|json         how to print it (default: text)
      --                         what follows is names, even with a dash in front
    \(helpOption)

    \(exitCodes)

    Example:
      swift run codexgen inspect Thread thread/start --format json
    """

  private static let diff = """
    Compares two releases and says of each change whether it breaks clients on the wire, and whether it breaks programs
    that compile against the generated code.

    Usage:
      codexgen diff OLD NEW [--format text|json|markdown|github] [--fail-on breaking|any|none]
                    [--scope wire|source|all] [--allow FILE] [--customization FILE|none]
                    [--schema DIR] [--stable-only] [--reverse] [--documentation]
      codexgen diff --rules

    OLD and NEW are one of:
      FILE                       a bundle
      DIR                        a folder with stable.json and experimental.json, or app-server.stable.json and
                                 app-server.experimental.json
      pin                        the bundles that are pinned
      git:COMMIT                 the bundles that were pinned at that commit

    Options:
      --format FORMAT            text, json, markdown for a pull request, or github for annotations (default: text)
      --fail-on LIMIT            what ends with 1: breaking changes, any or none (default: breaking)
      --scope SCOPE              which verdicts count: wire, source or all (default: all)
      --allow FILE               changes that are accepted: [{"rule": "…", "subject": "…", "reason": "…"}]; an entry
                                 that matches nothing is an error
      --customization FILE|none  names and choices of ours, for both releases; what does not fit one is passed over
                                 (default: the package's schema/customization.json, if there is one)
      --schema DIR               the folder that 'pin' and 'git:COMMIT' mean (default: the package's schema)
      --stable-only              leave out what only clients have that opt in to the experimental API
      --reverse                  exchange OLD and NEW: what a client of NEW meets on a server of OLD
      --documentation            tell changes of the prose too
      --rules                    list all rules, with an explanation each
    \(helpOption)

    \(exitCodes)

    Example:
      swift run codexgen diff git:HEAD~1 pin --format markdown
    """

  private static let pin = """
    Takes the schema of a Codex release: runs its binary, writes what that says to app-server.stable.json,
    app-server.experimental.json and pin.json, all three or none, and tells what changed since the last pin.

    Usage:
      codexgen pin --codex PATH       [--schema DIR]
      codexgen pin --release VERSION  [--schema DIR]

    Options:
      --codex PATH               the Codex program to run; a name alone is looked up in PATH, too
      --release VERSION          fetch this release with pip and keep it in the cache folder of codex-swift, or take it
                                 from there; all numbers are given, such as 0.163.0 or 0.137.0-alpha.4
      --schema DIR               the folder to pin in, such as that of a target; it need not exist yet
                                 (default: the package's schema)
    \(helpOption)

    The program gets an empty CODEX_HOME, so that the schema is that of the release, whatever is configured here. It is
    refused unless it ends with 0, names its version and writes two bundles of one release: the experimental one has all
    that the stable one has. Running it twice gives the same bytes, as far as the program does: Codex up to 0.144.4 orders
    its schema anew each time.

    \(exitCodes)

    Example:
      swift run codexgen pin --release 0.163.0
    """

  private static let inputOptions = """
      --stable FILE              the bundle of the stable API
      --experimental FILE        the bundle that has the experimental API too; what only it has is gated
                                 (default: the package's schema/app-server.stable.json and
                                 schema/app-server.experimental.json; with one of the two options given, only that
                                 bundle is read and nothing is gated)
      --customization FILE|none  names and choices of ours; 'none' for none, './none' for a file of that name
                                 (default: the package's schema/customization.json, if there is one)
    """

  private static let configOption = """
      --config FILE|none         generate one module of your own, as FILE (codexgen.json) says; 'none' for its defaults.
                                 Needs a bundle and '--output'
      --target NAME              the target of a build that the module is, for messages
      --modules NAME,NAME        which modules that target can import
    """

  private static let outputOption = """
      --output DIR               the folder to write to (default: the package's Generated)
    """

  private static let helpOption = """
      -h, --help                 show this

    The package is the nearest folder, from the current one upwards, that has a schema/app-server.stable.json.
    """

  private static let exitCodes = """
    Exit codes:
      0  fine
      1  'check' found differences, or 'diff' changes that '--fail-on' names
      2  the command line or an input is wrong; nothing was changed
    """
}
