#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation
import ProtocolGenerator

/// `codexgen generate` writes the generated Swift files.
struct GenerateCommand: Subcommand {
  static let description = CommandDescription(
    name: "generate",
    summary: "Writes the generated Swift files, and removes generated files that are no longer needed.",
    discussion: """
      Generates the Swift files and writes all of them or, if something fails, none of them. A file
      whose contents stay the same is not touched. Files that codexgen did not write are never
      replaced or removed.
      """,
    usage: OutputOptions.usage,
    options: OutputOptions.optionDescriptions,
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen generate --stable new/stable.json --experimental new/experimental.json"]
  )

  var options: OutputOptions

  init(_ options: OutputOptions = OutputOptions()) { self.options = options }

  init(_ arguments: Arguments) throws(UsageError) { options = try OutputOptions(arguments) }

  func run(_ session: Session) throws(Failure) -> Int32 {
    do {
      let start = ContinuousClock.now
      for folder in try session.workspace.inputFolders(options.inputs)
      where session.workspace.isIncomplete(folder) {
        let lock = try FolderLock.acquire(folder, session.interrupts)
        defer { withExtendedLifetime(lock) {} }
        try session.completeKilledRun(in: folder)
      }
      let (generation, folder) = try session.generate(options)
      let plan = try session.changing(folder) { () throws(Failure) in
        let plan = try OutputPlan(generation.files, in: folder)
        try plan.apply(interrupts: session.interrupts)
        return plan
      }
      plan.changeList.forEach(session.tell)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      session.out("codexgen: \(Self.summary(generation, plan)) in \(String(format: "%.2f", seconds)) s")
      return ExitCode.success
    } catch {
      // A build prints the messages of several targets at once, so the message names the target.
      guard let target = options.module?.target, error != .interrupted else { throw error }
      throw Failure(error.lines + ["codexgen: error: nothing was generated for the target \"\(target)\", see above"])
    }
  }

  private static func summary(_ generation: Generation, _ plan: OutputPlan) -> String {
    var written = 0
    var unchanged = 0
    var removed = 0
    for file in plan.files {
      switch file.change {
      case .write: written += 1
      case .unchanged: unchanged += 1
      case .remove: removed += 1
      // `OutputPlan.apply` throws for a plan with a blocked file.
      case .blocked: break
      }
    }
    let model = "\(count(generation.typeCount, "type")), \(count(generation.methodCount, "method"))"
    return "\(model): \(count(written, "file")) written, \(unchanged) unchanged, \(removed) removed"
  }
}
#endif
