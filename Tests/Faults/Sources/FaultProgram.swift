import Foundation

/// The program that `Tests/Faults/faults` and `Tests/Faults/races` run: one scenario after the other.
///
///     fault-program [--stride N] [--first N] [--turns N] [--share PERCENT] SCENARIO ...
///
/// `positions:ENDING` does the scenario `positions` with one ending only.
@main
struct FaultProgram {
  private var stride = 499
  private var first = 0
  private var turns = 1_000
  /// Which part of the large counts is done, in percent.
  private var share = 100

  private static let scenarios = [
    "positions", "bytewise", "standard-error", "never-reads", "unread", "endless-line", "large-message", "corruption",
    "cycles", "killed-parent", "stress",
  ]

  static func main() async {
    // SIGPIPE keeps its default action, which ends the process: the SDK must never cause one.
    var program = FaultProgram()
    let names = program.read(CommandLine.arguments.dropFirst())
    for name in names {
      let start = ContinuousClock.now
      do {
        try await program.run(name)
      } catch {
        Report.fail("\(name): \(error)")
      }
      let seconds = (ContinuousClock.now - start).components.seconds
      Report.say("\(name): held (\(seconds) s)")
    }
  }

  private mutating func read(_ arguments: ArraySlice<String>) -> [String] {
    var names: [String] = []
    var rest = Array(arguments)
    while !rest.isEmpty {
      let argument = rest.removeFirst()
      if argument.hasPrefix("--") {
        guard let number = rest.first.flatMap({ Int($0) }), number >= 0,
          number > 0 || argument == "--first"
        else {
          Report.fail("'\(argument)' takes a number, which is at least 1 for all options but '--first'.")
        }
        rest.removeFirst()
        switch argument {
        case "--stride": stride = number
        case "--first": first = number
        case "--turns": turns = number
        case "--share": share = number
        default:
          Report.fail("There is no option '\(argument)'. Options: --stride N, --first N, --turns N, --share PERCENT.")
        }
      } else if argument == "hold" {
        // Not a scenario of its own: `killed-parent` starts this program again with it.
        names.append(argument)
      } else if Self.scenarios.contains(argument) || Self.ending(of: argument) != nil {
        names.append(argument)
      } else {
        Report.fail(
          "There is no scenario '\(argument)'. Scenarios: \(Self.scenarios.joined(separator: ", "))."
        )
      }
    }
    return names.isEmpty ? Self.scenarios : names
  }

  /// The ending in the name of a scenario such as `positions:exit`.
  private static func ending(of name: String) -> Ending? {
    name.hasPrefix("positions:") ? Ending(rawValue: String(name.dropFirst("positions:".count))) : nil
  }

  private func run(_ name: String) async throws {
    func part(of count: Int) -> Int { max(1, count * share / 100) }
    if let ending = Self.ending(of: name) {
      return try await Positions(stride: stride, first: first, endings: [ending]).run()
    }
    switch name {
    case "positions": try await Positions(stride: stride, first: first).run()
    case "bytewise": try await Floods.bytewise()
    case "standard-error": try await Floods.standardError(megabytes: part(of: 200))
    case "never-reads": try await Floods.serverThatNeverReads(requests: part(of: 100_000))
    case "unread": try await Floods.unreadNotifications(part(of: 1_000_000))
    case "corruption": try await Damage.corruption()
    // Longer than the limit of a message in any case, which is 256 MB.
    case "endless-line": try await LargeMessages.endlessLine(megabytes: max(300, part(of: 1_024)))
    case "killed-parent": try await KilledParent.run()
    case "hold": try await KilledParent.hold()
    // At least 100 MB: the C library of Linux takes blocks of up to 32 MB from its heap once blocks of that size were freed, and
    // then the copies of a growing buffer leave gaps in the heap, which are a large part of a smaller message.
    case "large-message": try await LargeMessages.belowLimit(megabytes: max(100, part(of: 200)))
    case "cycles": try await Cycles.run(part(of: 1_000))
    default: try await Stress(turns: turns).run()
    }
  }
}
