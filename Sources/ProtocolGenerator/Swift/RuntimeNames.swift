/// Which module declares the types that generated code uses beside its own.
enum RuntimeNames {
  static func module(_ module: String, declares name: String) -> Bool {
    switch module {
    case "CodexWire": wire.contains(name) || name.hasPrefix("_Wire")
    case "CodexSDK": sdk.contains(name)
    default: foundation.contains(name)
    }
  }

  /// The types of `CodexWire`. Types whose names start with `_Wire` are hooks.
  static let wire: Set<String> = [
    "Boxed", "ClientMethod", "DecodingFailure", "JSONObject", "JSONOverrideArgument", "JSONOverrideConvertible",
    "JSONSyntaxError",
    "JSONValue", "Message", "NoParams", "OpenEnum", "OpenString", "OpenUnion", "Override", "OverrideArgument",
    "OverrideArrayLiteral", "OverrideConvertible", "OverrideDictionaryLiteral", "Patch", "RPCError", "RPCMethod",
    "Recognizable", "Secret", "ServerMethod", "StringOverrideConvertible", "UnrecognizedMessage", "WireDecoder",
    "WireEncoder", "WireValue",
  ]

  /// The types of `CodexSDK` that functions of a module can have as owner, parameter or result.
  static let sdk: Set<String> = [
    "ApprovalMode", "Codex", "CodexThread", "CodexTurn", "Login", "PagedSequence", "Sandbox", "TurnInput",
    "TurnInputConvertible",
    "TurnResult",
  ]

  private static let foundation: Set<String> = ["Data", "Date", "URL"]
}
