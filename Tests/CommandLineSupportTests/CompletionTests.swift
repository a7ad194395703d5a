import Foundation
import Testing

@testable import CommandLineSupport

@Suite("A completion script")
struct CompletionTests {
  private static let program = ProgramDescription(
    name: "paint",
    discussion: "Paints.",
    commands: [
      CommandDescription(
        name: "draw",
        summary: "Draws a form, 'circle' by default.",
        discussion: "",
        usage: [],
        operands: OperandsDescription("FORMS", []),
        options: [
          CommandOption.text("--canvas", "FILE", help: "The canvas [a file]: where to draw.").description,
          CommandOption.text("--folder", "DIR", help: "The folder.").description,
          CommandOption<Color>.choice("--color", noun: "color", default: .red, help: "The color.").description,
          CommandOption.flag("--fill", help: "Fills the form.").description,
        ]
      ),
      CommandDescription(name: "erase", summary: "Erases.", discussion: "", usage: []),
      CommandDescription(
        name: "mix",
        summary: "Mixes.",
        discussion: "",
        usage: [],
        operands: OperandsDescription("MEDIUM is one of:", words: [("water", "Water colors."), ("oil", "Oil colors.")])
      ),
      CommandDescription(name: "secret", summary: "Hidden.", discussion: "", usage: [], isHidden: true),
    ],
    commonOptions: [CommandOption.flag("--quiet", help: "Prints nothing.").description]
  )

  private enum Color: String, CaseIterable, Sendable { case red, green, grey }

  /// What bash offers for the last of the words.
  private static func bashCompletions(_ words: String...) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      \(program.completionScript(for: .bash))
      COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
      _paint
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    process.arguments = ["bash", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init).sorted()
  }

  @Test("for bash offers commands, options and the values of options")
  func bash() throws {
    #expect(try Self.bashCompletions("paint", "") == ["--help", "--version", "draw", "erase", "help", "mix"])
    #expect(try Self.bashCompletions("paint", "e") == ["erase"])
    #expect(try Self.bashCompletions("paint", "draw", "--f") == ["--fill", "--folder"])
    #expect(try Self.bashCompletions("paint", "erase", "--") == ["--help", "--quiet"])
    #expect(try Self.bashCompletions("paint", "draw", "--color", "g") == ["green", "grey"])
    #expect(try Self.bashCompletions("paint", "draw", "--folder", "/us") == ["/usr"])
    #expect(try Self.bashCompletions("paint", "help", "d") == ["draw"])
    #expect(try Self.bashCompletions("paint", "mix", "") == ["--help", "--quiet", "oil", "water"])
    #expect(try Self.bashCompletions("paint", "mix", "w") == ["water"])
  }

  @Test("for zsh has the options of each command, with their values")
  func zsh() {
    let script = Self.program.completionScript(for: .zsh)

    #expect(script.hasPrefix("#compdef paint\n"))
    #expect(script.contains("    'draw:Draws a form, ’circle’ by default.'\n"))
    #expect(script.contains("'--canvas=[The canvas  a file   where to draw.]:FILE:_files'"))
    #expect(script.contains("'--folder=[The folder.]:DIR:_files -/'"))
    #expect(script.contains("'--color=[The color.]:red|green|grey:(red green grey)'"))
    #expect(script.contains("'--fill[Fills the form.]'"))
    #expect(script.contains("'*:argument:(water oil)'"))
    #expect(!script.contains("secret"))
  }

  @Test("for fish has the options of each command, with their values")
  func fish() {
    let lines = Self.program.completionScript(for: .fish).split(separator: "\n")

    let draw = "complete -c paint -n '__fish_seen_subcommand_from draw'"
    #expect(lines.contains("complete -c paint -n __fish_use_subcommand -a erase -d 'Erases.'"))
    #expect(lines.contains("\(draw) -l canvas -r -F -d 'The canvas [a file]: where to draw.'"))
    #expect(lines.contains("\(draw) -l color -x -a 'red green grey' -d 'The color.'"))
    #expect(lines.contains("\(draw) -l fill -d 'Fills the form.'"))
    #expect(lines.contains("\(draw) -F"))
    #expect(lines.contains("complete -c paint -n '__fish_seen_subcommand_from mix' -a 'water oil'"))
    #expect(!lines.contains { $0.contains("secret") })
  }
}
