/// What the parser, the help text and error messages need to know of an option. `CommandOption` adds the type of its value.
package struct OptionDescription: Hashable, Sendable {
  /// The option as a user types it, such as `--output`.
  package let name: String
  /// The placeholder for the value in the help text, such as `FILE`. `nil` for a flag, which takes no value.
  package let valueName: String?
  /// What the option does, for the help text, where it is wrapped.
  package let help: String
  /// The default value as the help text shows it. `nil` if there is none.
  package let defaultText: String?

  package var isFlag: Bool { valueName == nil }

  /// `--output DIR`
  package var signature: String { valueName.map { "\(name) \($0)" } ?? name }

  /// The option in a usage line where it can be left out: `[--output DIR]`.
  package var optional: String { "[\(signature)]" }
}

/// An option, described once: the parser reads it by this description, and the help text is made from it.
package struct CommandOption<Value: Sendable>: Sendable {
  package let description: OptionDescription
  /// The value when the option is not given.
  let defaultValue: Value
  let parse: @Sendable (String) throws(InvalidValue) -> Value

  package var name: String { description.name }
}

/// An error in the value of an option. The message becomes the message of a `UsageError`.
package struct InvalidValue: Error, Hashable {
  package var message: String

  package init(_ message: String) { self.message = message }
}

extension CommandOption {
  /// An option with a value of any type.
  ///
  /// - Parameters:
  ///   - name: The option as a user types it, such as `--passes`.
  ///   - valueName: The placeholder for the value in the help text.
  ///   - defaultText: The default value as the help text shows it.
  ///   - parse: Makes the value from the text that follows the option.
  package static func custom(
    _ name: String,
    _ valueName: String,
    default defaultValue: Value,
    _ defaultText: String? = nil,
    help: String,
    parse: @escaping @Sendable (String) throws(InvalidValue) -> Value
  ) -> CommandOption {
    let description = OptionDescription(name: name, valueName: valueName, help: help, defaultText: defaultText)
    return CommandOption(description: description, defaultValue: defaultValue, parse: parse)
  }

  /// An option whose value is one of a fixed set. The help text and error messages list the set.
  ///
  /// - Parameter noun: What a value is called in error messages, in the singular: "format".
  package static func choice(_ name: String, noun: String, default defaultValue: Value, help: String) -> CommandOption
  where Value: RawRepresentable<String> & CaseIterable {
    let choices = Value.allCases.map(\.rawValue)
    return .custom(
      name,
      choices.joined(separator: "|"),
      default: defaultValue,
      defaultValue.rawValue,
      help: help
    ) { text throws(InvalidValue) in
      if let value = Value(rawValue: text) { return value }
      throw InvalidValue("unknown \(noun) '\(text)'; \(suggestion(for: text, among: choices, called: noun + "s"))")
    }
  }
}

extension CommandOption<String?> {
  /// An option whose value is any text, such as the path of a file.
  ///
  /// - Parameter defaultText: What the help text says about the case that the option is not given.
  package static func text(
    _ name: String,
    _ valueName: String,
    default defaultText: String? = nil,
    help: String
  ) -> CommandOption {
    .custom(name, valueName, default: nil, defaultText, help: help) { $0 }
  }
}

extension CommandOption<Bool> {
  /// An option without a value.
  package static func flag(_ name: String, help: String) -> CommandOption {
    let description = OptionDescription(name: name, valueName: nil, help: help, defaultText: nil)
    return CommandOption(description: description, defaultValue: false) { _ in true }
  }
}
