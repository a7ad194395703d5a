import CodexProtocol
import CodexWire

/// A tool that this program provides to the agent. When the agent calls the tool, `handler` runs in this program.
///
/// With the package trait `ExperimentalAPI`, `Codex.startThread(tools:)` starts a thread with tools.
public struct DynamicTool: Sendable {
  /// Runs a call of the tool: gets the arguments, which fit the schema only if the model has kept to it, and returns
  /// the output.
  public typealias Handler = @Sendable (_ arguments: JSONValue) async throws -> Output

  /// The name by which the agent calls the tool.
  public var name: String
  /// The purpose of the tool. The model reads this text.
  public var description: String
  /// A JSON Schema of the arguments.
  public var parameters: JSONValue
  /// Runs the tool, on a separate task for each call. The task is cancelled when the turn ends. When the handler throws an
  /// error, the model and `CodexConfiguration.onServerRequestEvent` receive the error's text.
  public var handler: Handler

  /// Makes a tool. Without `parameters`, the tool takes no arguments.
  public init(
    name: String,
    description: String,
    parameters: JSONValue = ["type": "object", "properties": [:]],
    handler: @escaping Handler
  ) {
    self.name = name
    self.description = description
    self.parameters = parameters
    self.handler = handler
  }

  /// The output of a tool, which the model reads.
  public struct Output: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The texts, images and audio that the model gets.
    public var contents: [DynamicToolCallOutputContentItem]
    /// Whether the call succeeded.
    public var isSuccess: Bool

    /// Makes an output of several parts.
    public init(_ contents: [DynamicToolCallOutputContentItem], isSuccess: Bool = true) {
      self.contents = contents
      self.isSuccess = isSuccess
    }

    public init(stringLiteral value: String) { self = .text(value) }

    /// An output that is one text.
    public static func text(_ text: String) -> Output { Output([.inputText(.init(text: text))]) }

    /// An image as output.
    ///
    /// - Parameter url: A `data:` URL.
    public static func image(url: String) -> Output { Output([.inputImage(.init(imageURL: url))]) }

    /// The output of a call that failed.
    ///
    /// - Parameter reason: The reason of the failure. The model reads this text.
    public static func failure(_ reason: String) -> Output {
      Output([.inputText(.init(text: reason))], isSuccess: false)
    }

    var response: DynamicToolCallResponse { DynamicToolCallResponse(contentItems: contents, success: isSuccess) }
  }
}
