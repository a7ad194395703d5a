#if os(macOS) || os(Linux)
/// The command that updates the output: `generate` with the options that were given to `check`.
func updateCommand(_ options: OutputOptions, _ invocation: Invocation = .swiftRun) -> String {
  let customization: String? =
    switch options.inputs.customization {
    case .off: "none"
    case .file(let path): path
    case nil: nil
    }
  let values: [(String, String?)] = [
    (InputOptions.stableOption.name, options.inputs.stable),
    (InputOptions.experimentalOption.name, options.inputs.experimental),
    (InputOptions.customizationOption.name, customization),
    (OutputOptions.configOption.name, options.module.map { $0.config ?? "none" }),
    (OutputOptions.outputOption.name, options.output),
  ]
  var words = invocation.words(GenerateCommand.name)
  for case (let option, let value?) in values {
    // A value that starts with a dash is written as `--option=value`, since it would be read as an option otherwise.
    words += value.hasPrefix("-") ? ["\(option)=\(value)"] : [option, value]
  }
  return words.map(shellQuoted).joined(separator: " ")
}

/// Quotes a word, if needed, so that a shell reads it as one word.
func shellQuoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-_./=:@%+,".utf8.contains(byte)
    }
  }
  if isPlain, !word.isEmpty { return word }
  return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}
#endif
