import CodexProtocol

/// What a turn is given: what the user says, or a message from elsewhere.
public enum TurnInput: Hashable, Sendable {
  /// What the user says and shows.
  case user([Item])
  /// Content that the user did not write: it starts a turn, or joins the one under way.
  case external(ExternalMessage)

  /// One piece of what the user says and shows.
  public enum Item: Hashable, Sendable {
    case text(String)
    /// A `data:` URL; the server takes no other.
    case image(_ dataURL: String)
    case localImage(_ path: String)
    /// A `data:` URL.
    case audio(_ dataURL: String)
    case localAudio(_ path: String)
    case skill(name: String, path: String)
    case mention(name: String, path: String)
  }

  public static func text(_ text: String) -> TurnInput { .user([.text(text)]) }
}

/// Untrusted content, such as a web page or a message of another agent.
///
/// It has the authority of a tool's output: below the user and the developer, so that what it says is no instruction and
/// no approval.
public struct ExternalMessage: Hashable, Sendable {
  /// The tool that delivers the content. Must not be empty.
  public var toolName: String
  public var namespace: String?
  public var content: FunctionCallOutputBody

  public init(toolName: String, namespace: String? = nil, content: FunctionCallOutputBody) {
    self.toolName = toolName
    self.namespace = namespace
    self.content = content
  }

  public init(toolName: String, namespace: String? = nil, text: String) {
    self.init(toolName: toolName, namespace: namespace, content: .string(text))
  }
}

extension TurnInput: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(arrayLiteral elements: Item...) { self = .user(elements) }
}

extension TurnInput {
  /// Writes the input into what starts a turn.
  ///
  /// - Throws: `CodexError.invalidInput` for an external message without a tool's name.
  public func apply(to params: inout TurnStartParams) throws {
    switch self {
    case .user(let items):
      params.input = items.map(\.wireValue)
      params.toolOutput = nil
    case .external(let message):
      guard message.toolName.contains(where: { !$0.isWhitespace }) else {
        throw CodexError.invalidInput("An external message needs the name of the tool that delivers it; it is empty.")
      }
      params.input = []
      params.toolOutput = TurnToolOutput(
        name: message.toolName,
        output: message.content,
        namespace: message.namespace
      )
    }
  }

  /// Writes the input into what steers a turn.
  ///
  /// - Throws: `CodexError.invalidInput` for an external message, which steering cannot carry.
  public func apply(to params: inout TurnSteerParams) throws {
    switch self {
    case .user(let items): params.input = items.map(\.wireValue)
    case .external:
      throw CodexError.invalidInput(
        "An external message cannot steer a turn. Start a turn with it on the thread: it joins the one under way."
      )
    }
  }
}

extension TurnInput.Item {
  fileprivate var wireValue: UserInput {
    switch self {
    case .text(let text): .text(.init(text: text))
    case .image(let url): .image(.init(source: .url(url)))
    case .localImage(let path): .localImage(.init(path: path))
    case .audio(let url): .audio(.init(url: url))
    case .localAudio(let path): .localAudio(.init(path: path))
    case .skill(let name, let path): .skill(.init(name: name, path: path))
    case .mention(let name, let path): .mention(.init(name: name, path: path))
    }
  }
}
