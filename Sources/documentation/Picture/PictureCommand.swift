#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// `documentation picture` makes the picture of the README from a real run of the example `chat`.
struct PictureCommand {
  private static let outputOption = CommandOption.text(
    "--output",
    "FILE",
    default: ".github/chat.svg",
    help: "The SVG file to write."
  )

  static let description = CommandDescription(
    name: "picture",
    summary: "Makes the picture of the README from a real run of the example 'chat'.",
    discussion: """
      Runs 'chat --scripted' in a terminal, types a message, waits until the agent asks for approval, and writes what the terminal \
      shows as an SVG. Build the package first.
      """,
    usage: [[outputOption.description.optional]],
    options: [outputOption.description],
    examples: ["swift run documentation picture"]
  )

  private let output: String?

  init(_ arguments: Arguments) throws(UsageError) {
    output = try arguments.value(of: Self.outputOption)
  }

  /// Makes the picture.
  ///
  /// - Returns: The exit code.
  func run() throws -> Int32 {
    let package = try PackageFolder.current()
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let chat = own.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("chat")
    guard FileManager.default.isExecutableFile(atPath: chat.path) else {
      throw Failure("there is no program '\(chat.path)'; build the package first, with 'swift build'")
    }
    let terminal = try PseudoTerminal([chat.path, "--scripted"], in: package.url, width: 92, height: 30)
    try terminal.wait(for: "Which thread?")
    try terminal.type("\r")
    try terminal.wait(for: "Enter sends")
    try terminal.type("work\r")
    try terminal.wait(for: "The agent asks")
    try terminal.settle()
    let picture = TerminalPicture(screen: terminal.screen, title: "swift run chat --scripted")
    // Declines, and quits.
    try terminal.type("n")
    try terminal.wait(for: "Enter sends")
    try terminal.type("\u{4}")
    try terminal.end()
    let file = output.map { URL(fileURLWithPath: $0) } ?? package.url.appendingPathComponent(".github/chat.svg")
    try Data(picture.svg.utf8).write(to: file)
    print("documentation: wrote \(package.path(of: file))")
    return 0
  }
}
#endif
