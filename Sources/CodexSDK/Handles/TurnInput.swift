import CodexProtocol

/// The input of a turn: the user's input, or a message that the user did not write.
public enum TurnInput: Hashable, Sendable {
  /// The user's texts, images and other items.
  case user([Item])
  /// Content that the user did not write. It starts a turn, or joins the turn that already runs on the thread.
  case external(ExternalMessage)

  /// One item of the user's input.
  public enum Item: Hashable, Sendable {
    /// A text that the user has written.
    case text(String)
    /// An image as a `data:` URL. The server accepts no other URLs.
    case image(_ dataURL: String)
    /// The path of an image file that the server can read.
    case localImage(_ path: String)
    /// Audio as a `data:` URL.
    case audio(_ dataURL: String)
    /// The path of an audio file that the server can read.
    case localAudio(_ path: String)
    /// A skill that the agent should use: its name, and the path of its file `SKILL.md`.
    case skill(name: String, path: String)
    /// Something that the user mentions, such as an app: its name and its path.
    case mention(name: String, path: String)
  }

  /// An input that is one text of the user.
  public static func text(_ text: String) -> TurnInput { .user([.text(text)]) }
}

/// Untrusted content, such as a web page or a message of another agent.
///
/// The content has the authority of a tool's output, which is lower than that of the user and the developer. Codex does not
/// treat its text as an instruction or an approval.
public struct ExternalMessage: Hashable, Sendable {
  /// The name of the tool that delivers the content. Must not be empty.
  public var toolName: String
  /// The namespace of the tool. `nil` when the tool has none.
  public var namespace: String?
  /// What the tool delivers: a text, or several texts, images and other parts.
  public var content: FunctionCallOutputBody

  /// Makes a message with any content.
  public init(toolName: String, namespace: String? = nil, content: FunctionCallOutputBody) {
    self.toolName = toolName
    self.namespace = namespace
    self.content = content
  }

  /// Makes a message whose content is one text.
  public init(toolName: String, namespace: String? = nil, text: String) {
    self.init(toolName: toolName, namespace: namespace, content: .string(text))
  }
}

/// A value that can be given as the input of a turn: a `String`, a `TurnInput`, or an array of its items.
///
/// ```swift
/// try await thread.run(prompt)
/// try await thread.run([.text(prompt), .localImage(path)])
/// try await thread.run(.external(message))
/// ```
public protocol TurnInputConvertible: Sendable {
  /// The value as the input of a turn. Only functions of the SDK call this.
  @_spi(Generated) var _turnInput: TurnInput { get }
}

extension TurnInputConvertible where Self == TurnInput {
  @_spi(Generated) public var _turnInput: TurnInput { self }

  // The members below let callers write `.external(…)` where a function takes every `TurnInputConvertible`. The attribute
  // makes the compiler prefer the case of `TurnInput` where both are possible.

  /// The user's texts, images and other items.
  @_disfavoredOverload public static func user(_ items: [TurnInput.Item]) -> TurnInput { TurnInput.user(items) }

  /// Content that the user did not write. It starts a turn, or joins the turn that already runs on the thread.
  @_disfavoredOverload public static func external(_ message: ExternalMessage) -> TurnInput {
    TurnInput.external(message)
  }

  /// A text of the user.
  @_disfavoredOverload public static func text(_ text: String) -> TurnInput { TurnInput.text(text) }
}

extension TurnInput: TurnInputConvertible {}

extension String: TurnInputConvertible {
  @_spi(Generated) public var _turnInput: TurnInput { .text(self) }
}

extension Array: TurnInputConvertible where Element == TurnInput.Item {
  @_spi(Generated) public var _turnInput: TurnInput { .user(self) }
}

extension TurnInputConvertible {
  /// Writes the input into the parameters of `turn/start`. Only generated functions call this.
  @_spi(Generated) public func apply(to params: inout TurnStartParams) throws { try _turnInput.apply(to: &params) }

  /// Writes the input into the parameters of `turn/steer`. Only generated functions call this.
  @_spi(Generated) public func apply(to params: inout TurnSteerParams) throws { try _turnInput.apply(to: &params) }
}

extension TurnInput: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(arrayLiteral elements: Item...) { self = .user(elements) }
}

extension TurnInput {
  /// Writes the input into the parameters of `turn/start`. Only generated functions call this.
  ///
  /// - Throws: `CodexError.invalidInput` for an external message whose tool name is empty.
  @_spi(Generated) public func apply(to params: inout TurnStartParams) throws {
    switch self {
    case .user(let items):
      params.input = items.map(\.wireValue)
      params.toolOutput = nil
    case .external(let message):
      guard message.toolName.contains(where: { !$0.isWhitespace }) else {
        throw CodexError.invalidInput(
          "The tool name of an external message is empty. Set it to the name of the tool that delivers the content."
        )
      }
      params.input = []
      params.toolOutput = TurnToolOutput(
        name: message.toolName,
        output: message.content,
        namespace: message.namespace
      )
    }
  }

  /// Writes the input into the parameters of `turn/steer`. Only generated functions call this.
  ///
  /// - Throws: `CodexError.invalidInput` for an external message, because `turn/steer` accepts only the user's input.
  @_spi(Generated) public func apply(to params: inout TurnSteerParams) throws {
    switch self {
    case .user(let items): params.input = items.map(\.wireValue)
    case .external:
      throw CodexError.invalidInput(
        """
        An external message cannot steer a turn. Start a turn with the message on the same thread. The message joins the \
        turn that already runs.
        """
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
