import Foundation

/// The program that `Tests/Faults/faults` and `Tests/Faults/races` run: one scenario after the other.
///
///     fault-program [--stride N] [--turns N] [--share PERCENT] SCENARIO ...
@main
struct FaultProgram {
  private var stride = 499
  private var turns = 1_000
  /// Which part of the counts of the issue's scenarios is done, in percent.
  private var share = 100

  private static let scenarios = [
    "positions", "bytewise", "standard-error", "never-reads", "unread", "cycles", "stress",
  ]

  static func main() async {
    // A server that is gone must not end this process, and it does not by the SDK's own doing: the default action stays.
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
        guard let number = rest.first.flatMap({ Int($0) }), number > 0 else {
          Report.fail("'\(argument)' takes a number of at least 1.")
        }
        rest.removeFirst()
        switch argument {
        case "--stride": stride = number
        case "--turns": turns = number
        case "--share": share = number
        default: Report.fail("There is no option '\(argument)'. Options: --stride N, --turns N, --share PERCENT.")
        }
      } else if Self.scenarios.contains(argument) {
        names.append(argument)
      } else {
        Report.fail("There is no scenario '\(argument)'. Scenarios: \(Self.scenarios.joined(separator: ", ")).")
      }
    }
    return names.isEmpty ? Self.scenarios : names
  }

  private func run(_ name: String) async throws {
    func part(of count: Int) -> Int { max(1, count * share / 100) }
    switch name {
    case "positions": try await Positions(stride: stride).run()
    case "bytewise": try await Floods.bytewise()
    case "standard-error": try await Floods.standardError(megabytes: part(of: 200))
    case "never-reads": try await Floods.serverThatNeverReads(requests: part(of: 100_000))
    case "unread": try await Floods.unreadNotifications(part(of: 1_000_000))
    case "cycles": try await Cycles.run(part(of: 1_000))
    default: try await Stress(turns: turns).run()
    }
  }
}
