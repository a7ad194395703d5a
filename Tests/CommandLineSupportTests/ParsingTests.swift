import CommandLineSupport
import Testing

@Suite("A command line")
struct ParsingTests {
  @Test("gives each option its value, or its default value if it is not given")
  func values() throws {
    let given = try Paint.arguments(["paint", "--color=blue", "--coats", "3", "--dry", "wall", "--", "--door"])
    let none = try Paint.arguments(["paint"])

    #expect(try given.value(of: Paint.color) == .blue)
    #expect(try given.value(of: Paint.coats) == 3)
    #expect(try given.value(of: Paint.dry))
    #expect(given.operands == ["wall", "--door"])
    #expect(given.givenOptions == ["--color", "--coats", "--dry"])
    #expect(try none.value(of: Paint.color) == .red)
    #expect(try none.value(of: Paint.coats) == 1)
    #expect(try none.value(of: Paint.brush) == nil)
    #expect(try !none.value(of: Paint.dry))
    #expect(!none.isGiven(Paint.color))
  }

  @Test("is refused for a value that the option does not accept, with the help text of the command")
  func badValue() throws {
    let color = try Paint.arguments(["paint", "--color", "bleu"])
    let coats = try Paint.arguments(["paint", "--coats", "many"])

    #expect(throws: Paint.error("unknown color 'bleu'; did you mean 'blue'?")) { try color.value(of: Paint.color) }
    #expect(throws: Paint.error("'many' is not a number")) { try coats.value(of: Paint.coats) }
    #expect(
      Paint.error("it is wet").lines == ["painter: error: it is wet", "For help, run 'painter help paint'."]
    )
  }

  @Test("without a command is refused")
  func noCommand() {
    #expect(throws: UsageError("no command is given", program: "painter")) { _ = try Paint.program.parse([]) }
  }

  @Test("can run a hidden command, which is neither suggested nor in the help text")
  func hidden() throws {
    guard case .command(let arguments) = try Paint.program.parse(["mix"]) else {
      Issue.record("this is a command")
      return
    }
    #expect(arguments.command.name == "mix")
    #expect(throws: UsageError("unknown command 'mixx'; the commands are 'paint', 'help'", program: "painter")) {
      _ = try Paint.program.parse(["mixx"])
    }
    #expect(!Paint.program.overview.contains("mix"))
  }
}
