#if os(macOS) || os(Linux)
import CommandLineSupport
import ProtocolGenerator

/// `codexgen check` compares the generated Swift files with what `generate` would write, or checks the documentation of the
/// generated code.
struct CheckCommand: Subcommand {
  private static let documentationOption = CommandOption.flag(
    "--documentation",
    help: """
      Lists each method, type, function and parameter of the generated code that has no description, and each description \
      that is not meant for readers of Swift code. The section 'documentation' of the customization has the missing \
      descriptions.
      """
  )

  static let description = CommandDescription(
    name: "check",
    summary: "Reports whether 'generate' would change any file. Writes nothing.",
    discussion: """
      Compares the Swift files with what 'generate' would write, and changes nothing. Lists each file
      that differs, is missing or is no longer needed, and prints the command that updates them. With
      '--documentation', checks the documentation of the generated code instead of the files.
      """,
    usage: OutputOptions.usage
      + [[documentationOption.description.signature] + InputOptions.optionDescriptions.map(\.optional)],
    options: OutputOptions.optionDescriptions + [documentationOption.description],
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen check"]
  )

  var options: OutputOptions
  var checksDocumentation = false

  init(_ options: OutputOptions = OutputOptions()) { self.options = options }

  init(_ arguments: Arguments) throws(UsageError) {
    options = try OutputOptions(arguments)
    checksDocumentation = try arguments.value(of: Self.documentationOption)
    let others = [OutputOptions.outputOption, OutputOptions.configOption]
    if checksDocumentation, let other = others.first(where: arguments.isGiven) {
      let name = Self.documentationOption.name
      throw arguments.failure(
        "'\(name)' checks no files of a folder or a module; leave '\(other.name)' or '\(name)' out"
      )
    }
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    if checksDocumentation { return try runDocumentationCheck(session) }
    let (generation, folder) = try session.generate(options)
    // A run of 'generate' that is writing the files at this moment is waited for.
    let lock = try FolderLock.acquire(folder, session.interrupts)
    defer { withExtendedLifetime(lock) {} }
    let plan = try OutputPlan(generation.files, in: folder)
    CheckReport(plan, options: options, invocation: session.invocation).lines.forEach(session.out)
    return plan.isUpToDate ? ExitCode.success : ExitCode.differences
  }

  private func runDocumentationCheck(_ session: Session) throws(Failure) -> Int32 {
    let input = try session.workspace.input(options.inputs)
    let gaps: [Diagnostic]
    do {
      gaps = try session.engine.documentationGaps(input)
    } catch {
      throw Failure(error, in: input.files)
    }
    Diagnostic.texts(gaps, in: input.files).forEach(session.out)
    let total = "codexgen: the documentation of the generated code has \(count(gaps.count, "gap"))"
    session.out(gaps.isEmpty ? "codexgen: the documentation of the generated code is complete" : total)
    return gaps.isEmpty ? ExitCode.success : ExitCode.differences
  }
}
#endif
