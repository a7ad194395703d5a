import CodexBinaries
import ProtocolGenerator

extension Command {
  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) throws(Failure) -> Command {
    guard let first = arguments.first else { throw .usage("no command is given") }
    let rest = Array(arguments.dropFirst())
    if first == "help" || isHelp(first) { return try parseHelp(rest) }
    if first.hasPrefix("-") {
      throw .usage("the command comes first, then its options; found '\(first)' in its place")
    }
    let name = try commandName(first)
    let scanned = try ScannedArguments(rest, of: name)
    return scanned.asksForHelp ? .help(name) : try scanned.command(name)
  }

  fileprivate static func isHelp(_ argument: String) -> Bool { argument == "--help" || argument == "-h" }

  private static func parseHelp(_ arguments: [String]) throws(Failure) -> Command {
    let topics = arguments.filter { !isHelp($0) }
    guard let topic = topics.first, topic != "help" else { return .help(nil) }
    if topics.count > 1 { throw .usage("unexpected argument '\(topics[1])'; help is about one command at a time") }
    return .help(try commandName(topic))
  }

  private static func commandName(_ argument: String) throws(Failure) -> CommandName {
    if let name = CommandName(rawValue: argument) { return name }
    let known = CommandName.allCases.map(\.rawValue) + ["help"]
    throw .usage("unknown command '\(argument)'; " + suggestion(for: argument, among: known, called: "commands"))
  }
}

/// The arguments sorted into options and names, before their values are looked at.
private struct ScannedArguments {
  var values: [OptionName: String] = [:]
  var switches: Set<OptionName> = []
  var names: [String] = []
  var asksForHelp = false

  init(_ arguments: [String], of command: CommandName) throws(Failure) {
    // Whoever asks for help gets it, even when the rest of the line is not right yet.
    if arguments.prefix(while: { $0 != "--" }).contains(where: Command.isHelp) {
      asksForHelp = true
      return
    }
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        for name in rest { try add(name: name, of: command) }
        return
      }
      if argument.hasPrefix("-") {
        try add(option: argument, followedBy: &rest, of: command)
      } else {
        try add(name: argument, of: command)
      }
    }
  }

  private mutating func add(name: String, of command: CommandName) throws(Failure) {
    guard command.takesNames else {
      let message = "unexpected argument '\(name)'; '\(command.rawValue)' takes options only"
      throw .usage(message, command: command)
    }
    guard !name.isEmpty else { throw .usage("a name is empty", command: command) }
    names.append(name)
  }

  private mutating func add(
    option argument: String,
    followedBy rest: inout ArraySlice<String>,
    of command: CommandName
  ) throws(Failure) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if Command.isHelp(parts[0]) { throw .usage("the option '\(parts[0])' takes no value", command: command) }
    guard let option = OptionName(rawValue: parts[0]), command.options.contains(option) else {
      let known = command.options.map(\.rawValue) + ["--help"]
      let hint = suggestion(for: parts[0], among: known, called: "options of '\(command.rawValue)'")
      throw .usage("unknown option '\(parts[0])'; \(hint)", command: command)
    }
    guard values[option] == nil, !switches.contains(option) else {
      throw .usage("the option '\(option.rawValue)' is given twice; leave one out", command: command)
    }
    if option.isSwitch {
      if parts.count > 1 { throw .usage("the option '\(option.rawValue)' takes no value", command: command) }
      switches.insert(option)
      return
    }
    values[option] = try value(of: option, written: parts.dropFirst().first, followedBy: &rest, of: command)
  }

  private func value(
    of option: OptionName,
    written: String?,
    followedBy rest: inout ArraySlice<String>,
    of command: CommandName
  ) throws(Failure) -> String {
    if let written, !written.isEmpty { return written }
    let missing = "the option '\(option.rawValue)' needs a value"
    guard written == nil, let next = rest.popFirst(), !next.isEmpty else { throw .usage(missing, command: command) }
    // The next option in the place of a value is a forgotten value, not a file with an odd name.
    if next.hasPrefix("-"), next != "-" {
      let remedy = "if that is the value, write '\(option.rawValue)=\(next)'"
      throw .usage("\(missing), but '\(next)' follows; \(remedy)", command: command)
    }
    return next
  }

  func command(_ name: CommandName) throws(Failure) -> Command {
    let inputs = InputOptions(
      stable: values[.stable],
      experimental: values[.experimental],
      customization: values[.customization].map { $0 == "none" ? .off : .file($0) }
    )
    switch name {
    case .generate: return .generate(try outputOptions(inputs, .generate))
    case .check: return .check(try outputOptions(inputs, .check))
    case .inspect:
      let format = try choice(.format, Inspection.Format.text, called: "formats", of: .inspect)
      return .inspect(InspectOptions(inputs: inputs, names: names, format: format))
    case .diff:
      if switches.contains(.rules) { return try rules() }
      return .diff(try diffOptions(inputs.customization))
    case .pin: return .pin(PinOptions(source: try pinSource(), schema: values[.schema]))
    }
  }

  private func pinSource() throws(Failure) -> PinOptions.Source {
    switch (values[.codex], values[.release]) {
    case (let path?, nil): return .program(path)
    case (nil, let text?):
      if let version = ReleaseVersion(text) { return .release(version) }
      let expected = "a release is named by all of its numbers, such as '0.163.0' or '0.137.0-alpha.4'"
      throw .usage("'\(text)' is no release of Codex; \(expected)", command: .pin)
    case (nil, nil):
      throw .usage(
        "what to pin is missing; give a program with '--codex PATH' or a release with '--release VERSION'",
        command: .pin
      )
    case (_?, _?):
      throw .usage("'--codex' and '--release' both say what to pin; leave one out", command: .pin)
    }
  }

  private func outputOptions(_ inputs: InputOptions, _ command: CommandName) throws(Failure) -> OutputOptions {
    var options = OutputOptions(inputs: inputs, output: values[.output])
    guard let config = values[.config] else {
      if let other = [OptionName.target, .modules].first(where: { values[$0] != nil }) {
        let remedy = "add '--config FILE|none'"
        throw .usage("'\(other.rawValue)' says more of a module of your own; \(remedy)", command: command)
      }
      return options
    }
    // The package's own stand for none of these: its schema and its folder are not the module's.
    if inputs.stable == nil, inputs.experimental == nil {
      let remedy = "add '--stable FILE', '--experimental FILE' or both"
      throw .usage("'--config' is for a module of your own and its own bundles; \(remedy)", command: command)
    }
    if values[.output] == nil {
      throw .usage("'--config' is for a module of your own; say with '--output DIR' where it is", command: command)
    }
    if inputs.customization != nil {
      let remedy = "leave '--customization' out, and name the file in the config, as \"customization\""
      throw .usage("the config says which customization there is; \(remedy)", command: command)
    }
    options.module = ModuleOptions(
      config: config == "none" ? nil : config,
      target: values[.target],
      modules: values[.modules]?.split(separator: ",").map(String.init)
    )
    return options
  }

  private func diffOptions(_ customization: CustomizationOption?) throws(Failure) -> DiffOptions {
    guard names.count == 2 else {
      let found = names.isEmpty ? "found none" : "found \(names.map { "'\($0)'" }.joined(separator: ", "))"
      throw .usage("'diff' compares two releases, OLD and NEW; \(found)", command: .diff)
    }
    return DiffOptions(
      old: DiffOperand(names[0]),
      new: DiffOperand(names[1]),
      format: try choice(.format, .text, called: "formats", of: .diff),
      failOn: try choice(.failOn, .breaking, called: "limits", of: .diff),
      scope: try choice(.scope, .all, called: "scopes", of: .diff),
      allow: values[.allow],
      customization: customization,
      schema: values[.schema],
      stableOnly: switches.contains(.stableOnly),
      reverse: switches.contains(.reverse),
      documentation: switches.contains(.documentation)
    )
  }

  private func rules() throws(Failure) -> Command {
    guard names.isEmpty, values.isEmpty, switches == [.rules] else {
      throw .usage("'--rules' lists the rules and takes nothing beside it", command: .diff)
    }
    return .rules
  }

  /// The value of an option that has a fixed set of them.
  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: OptionName,
    _ standard: Choice,
    called what: String,
    of command: CommandName
  ) throws(Failure) -> Choice {
    guard let value = values[option] else { return standard }
    if let choice = Choice(rawValue: value) { return choice }
    let hint = suggestion(for: value, among: Choice.allCases.map(\.rawValue), called: what)
    throw .usage("unknown \(what.dropLast()) '\(value)'; \(hint)", command: command)
  }
}

/// The nearest name as a question, or all of them when none is near.
private func suggestion(for name: String, among known: [String], called what: String) -> String {
  if let nearest = nearestName(to: name, in: known) { return "did you mean '\(nearest)'?" }
  return "the \(what) are \(known.map { "'\($0)'" }.joined(separator: ", "))"
}
