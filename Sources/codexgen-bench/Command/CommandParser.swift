import ProtocolGenerator

extension Command {
  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) throws(Failure) -> Command {
    guard let first = arguments.first else { throw .usage("no command is given") }
    let rest = Array(arguments.dropFirst())
    if first == "help" || isHelp(first) { return try parseHelp(rest) }
    if first == "worker" { return try parseWorker(rest) }
    if first.hasPrefix("-") {
      throw .usage("the command comes first, then its options; found '\(first)' in its place")
    }
    let name = try benchmark(first)
    // Whoever asks for help gets it, even when the rest of the line is not right yet.
    if rest.contains(where: isHelp) { return .help(name) }
    return .measure(name, try options(rest, of: name))
  }

  private static func isHelp(_ argument: String) -> Bool { argument == "--help" || argument == "-h" }

  private static func parseHelp(_ arguments: [String]) throws(Failure) -> Command {
    let topics = arguments.filter { !isHelp($0) && $0 != "help" }
    guard let topic = topics.first else { return .help(nil) }
    if topics.count > 1 { throw .usage("unexpected argument '\(topics[1])'; help is about one command at a time") }
    return .help(try benchmark(topic))
  }

  private static func parseWorker(_ arguments: [String]) throws(Failure) -> Command {
    let names = WorkerName.allCases.map(\.rawValue)
    guard let first = arguments.first else {
      throw .usage("'worker' needs the name of a row; the rows are \(list(names))")
    }
    guard let name = WorkerName(rawValue: first) else {
      throw .usage("unknown row '\(first)'; " + suggestion(for: first, among: names, called: "rows"))
    }
    let rest = Array(arguments.dropFirst())
    guard rest.count == name.arguments.count else {
      let expected = name.arguments.isEmpty ? "nothing" : name.arguments.joined(separator: " ")
      throw .usage("the row '\(first)' takes \(expected); found \(rest.isEmpty ? "nothing" : list(rest))")
    }
    return .worker(name, rest)
  }

  private static func benchmark(_ argument: String) throws(Failure) -> BenchmarkName {
    if let name = BenchmarkName(rawValue: argument) { return name }
    let known = BenchmarkName.allCases.map(\.rawValue) + ["help"]
    throw .usage("unknown command '\(argument)'; " + suggestion(for: argument, among: known, called: "commands"))
  }
}

// MARK: Options

extension Command {
  private enum OptionName: String, CaseIterable {
    case python = "--python"
    case passes = "--passes"
  }

  private static func options(_ arguments: [String], of name: BenchmarkName) throws(Failure) -> Options {
    var values: [OptionName: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        throw .usage("unexpected argument '\(argument)'; '\(name.rawValue)' takes options only", name)
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let option = try option(parts[0], of: name)
      guard values[option] == nil else {
        throw .usage("the option '\(option.rawValue)' is given twice; leave one out", name)
      }
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else {
        throw .usage("the option '\(option.rawValue)' needs a value", name)
      }
      values[option] = value
    }
    var options = Options()
    options.python = values[.python]
    if let passes = values[.passes] { options.passes = try number(passes, name) }
    return options
  }

  private static func option(_ argument: String, of name: BenchmarkName) throws(Failure) -> OptionName {
    guard let option = OptionName(rawValue: argument) else {
      let known = OptionName.allCases.map(\.rawValue).filter { name.hasPythonRow || $0 != OptionName.python.rawValue }
      let hint = suggestion(for: argument, among: known + ["--help"], called: "options of '\(name.rawValue)'")
      throw .usage("unknown option '\(argument)'; \(hint)", name)
    }
    if option == .python, !name.hasPythonRow {
      let comparable = list(BenchmarkName.allCases.filter(\.hasPythonRow).map(\.rawValue))
      throw .usage("'\(name.rawValue)' has no row for Python; those that have one are \(comparable)", name)
    }
    return option
  }

  private static func number(_ text: String, _ name: BenchmarkName) throws(Failure) -> Int {
    guard let number = Int(text), (1...1000).contains(number) else {
      throw .usage("'\(text)' is no number of passes; give one from 1 to 1000", name)
    }
    return number
  }
}

/// The nearest name as a question, or all of them when none is near.
private func suggestion(for name: String, among known: [String], called what: String) -> String {
  if let nearest = nearestName(to: name, in: known) { return "did you mean '\(nearest)'?" }
  return "the \(what) are \(list(known))"
}

private func list(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
