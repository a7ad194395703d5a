/// What `--help` and `help` print.
enum Help {
  static func text(_ command: CommandName?) -> String {
    switch command {
    case nil: overview
    case .generate: generate
    case .check: check
    case .inspect: inspect
    }
  }

  static let overview = """
    codexgen writes Swift for Codex's app-server protocol from its JSON Schema bundles.

    Usage:
      codexgen generate [--stable FILE] [--experimental FILE] [--customization FILE|none] [--output DIR]
      codexgen check    [--stable FILE] [--experimental FILE] [--customization FILE|none] [--output DIR]
      codexgen inspect  [NAME ...] [--stable FILE] [--experimental FILE] [--customization FILE|none]
                        [--format text|json]

    Commands:
      generate   write the Swift files, and remove generated ones that no longer belong
      check      tell whether 'generate' would change anything; writes nothing
      inspect    show the model in numbers, or what it knows of types and methods
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

    Options:
    \(inputOptions)
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

    Options:
    \(inputOptions)
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

  private static let inputOptions = """
      --stable FILE              the bundle of the stable API
      --experimental FILE        the bundle that has the experimental API too; what only it has is gated
                                 (default: the package's schema/app-server.stable.json and
                                 schema/app-server.experimental.json; with one of the two options given, only that
                                 bundle is read and nothing is gated)
      --customization FILE|none  names and choices of ours; 'none' for none, './none' for a file of that name
                                 (default: the package's schema/customization.json, if there is one)
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
      1  'check' found differences
      2  the command line or an input is wrong; nothing was changed
    """
}
