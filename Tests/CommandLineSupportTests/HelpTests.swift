import CommandLineSupport
import Testing

@Suite("A help text")
struct HelpTests {
  @Test("of a program lists the commands")
  func overview() {
    #expect(
      Paint.program.overview == """
        painter paints things.

        Usage:
          painter COMMAND [OPTION ...]

        Commands:
          paint   Paints something.
          help    Shows this text, or the help text of a command: painter help COMMAND

        Exit codes:
          0  success

        Example:
          painter paint wall
        """
    )
  }

  @Test("of a command lists the operands and the options, and wraps long lines")
  func command() {
    #expect(
      Paint.program.help(Paint.paint) == """
        Paints each THING.

        Usage:
          painter paint THING ... [--color red|green|blue] [--coats N] [--brush WITH-A-VERY-LONG-NAME]
                        [--dry]

        THING is one of:
          wall   A part of a house.
          --     All arguments that follow are things.

        Options:
          --color red|green|blue   The color. (default: red)
          --coats N                How often each thing is painted, one coat after the other, with enough
                                   time between two coats. (default: 1)
          --brush WITH-A-VERY-LONG-NAME
                                   The brush. (default: the largest one)
          --dry                    Paints without paint.
          -h, --help               Shows this text.

        A note.

        Exit codes:
          0  success

        Examples:
          painter paint wall
          painter paint door
        """
    )
  }
}
