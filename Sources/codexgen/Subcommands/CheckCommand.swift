#if os(macOS) || os(Linux)
import CommandLineSupport

/// `codexgen check` compares the generated Swift files with what `generate` would write.
struct CheckCommand: Subcommand {
  static let description = CommandDescription(
    name: "check",
    summary: "Reports whether 'generate' would change any file. Writes nothing.",
    discussion: """
      Compares the Swift files with what 'generate' would write, and changes nothing. Lists each file
      that differs, is missing or is no longer needed, and prints the command that updates them.
      """,
    usage: OutputOptions.usage,
    options: OutputOptions.optionDescriptions,
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen check"]
  )

  var options: OutputOptions

  init(_ options: OutputOptions = OutputOptions()) { self.options = options }

  init(_ arguments: Arguments) throws(UsageError) { options = try OutputOptions(arguments) }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let (generation, folder) = try session.generate(options)
    // A run of 'generate' that is writing the files at this moment is waited for.
    let lock = try FolderLock.acquire(folder, session.interrupts)
    defer { withExtendedLifetime(lock) {} }
    let plan = try OutputPlan(generation.files, in: folder)
    CheckReport(plan, options: options, invocation: session.invocation).lines.forEach(session.out)
    return plan.isUpToDate ? ExitCode.success : ExitCode.differences
  }
}
#endif
