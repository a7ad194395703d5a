#if os(macOS) || os(Linux)
/// How the user has started codexgen, so that messages name commands that the user can run without another build.
struct Invocation: Hashable {
  private enum Way: Hashable {
    /// `swift run codexgen check`
    case swiftRun
    /// `swift package codexgen check`
    case plugin
    /// The program as the user wrote it: `codexgen check`
    case program(String)
  }

  private let way: Way

  static let swiftRun = Invocation(way: .swiftRun)

  private init(way: Way) { self.way = way }

  /// - Parameters:
  ///   - program: The first argument of the process: the name or the path by which the program was started.
  ///   - environment: The environment variables. The command plugins set `CODEXGEN_RUN_BY`.
  init(program: String, environment: [String: String]) {
    if environment["CODEXGEN_RUN_BY"] == "swift package" {
      way = .plugin
    } else if program.isEmpty || Self.isBuiltBySwiftRun(program) {
      way = .swiftRun
    } else {
      // A path may contain control characters, which must not reach the terminal.
      let printed = program.unicodeScalars.filter { $0.properties.generalCategory != .control }
      way = .program(String(String.UnicodeScalarView(printed)))
    }
  }

  /// `swift run` starts a program by its absolute path in the build folder.
  private static func isBuiltBySwiftRun(_ program: String) -> Bool {
    let folder = program.split(separator: "/").dropLast().last
    return program.hasPrefix("/") && ["debug", "release"].contains(folder)
  }

  /// The words of the command that runs a subcommand.
  func words(_ subcommand: String) -> [String] {
    switch way {
    case .swiftRun: ["swift", "run", "codexgen", subcommand]
    case .plugin where Self.plugins.contains(subcommand): ["swift", "package", "codexgen-\(subcommand)"]
    case .plugin: ["swift", "package", "codexgen", subcommand]
    case .program(let path): [path, subcommand]
    }
  }

  /// The subcommands that have a command plugin of their own, because they need permissions.
  private static let plugins = ["generate", "pin"]

  /// A text in which the commands that start with `swift run codexgen` are replaced.
  func adapting(_ text: String) -> String {
    if way == .swiftRun { return text }
    return text.replacing(/swift run codexgen ([a-z]+)/) { match in
      words(String(match.1)).map(shellQuoted).joined(separator: " ")
    }
  }
}
#endif
