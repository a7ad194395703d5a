import CodexProtocol
import CodexWire

/// A tool that this program offers to the agent: the agent calls it, `handler` runs here.
///
/// Tools are offered when a thread starts: `Codex.startThread(tools:)` with the trait `ExperimentalAPI`.
public struct DynamicTool: Sendable {
  public typealias Handler = @Sendable (_ arguments: JSONValue) async throws -> Output

  public var name: String
  /// What it is for, in words for the model.
  public var description: String
  /// A JSON Schema of the arguments.
  public var parameters: JSONValue
  /// Runs on a task of its own, which is cancelled when the turn ends. What it throws is told to the model as the tool's
  /// failure, and to `CodexConfiguration.onServerRequestEvent`.
  public var handler: Handler

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

  /// What a call of a tool gives to the model.
  public struct Output: Hashable, Sendable, ExpressibleByStringInterpolation {
    public var contents: [DynamicToolCallOutputContentItem]
    /// Whether the tool did what it was asked for.
    public var isSuccess: Bool

    public init(_ contents: [DynamicToolCallOutputContentItem], isSuccess: Bool = true) {
      self.contents = contents
      self.isSuccess = isSuccess
    }

    public init(stringLiteral text: String) { self = .text(text) }

    public static func text(_ text: String) -> Output { Output([.inputText(.init(text: text))]) }

    /// - Parameter url: A data URL.
    public static func image(url: String) -> Output { Output([.inputImage(.init(imageURL: url))]) }

    /// Tells the model that the tool did not succeed, and why.
    public static func failure(_ reason: String) -> Output {
      Output([.inputText(.init(text: reason))], isSuccess: false)
    }

    var response: DynamicToolCallResponse { DynamicToolCallResponse(contentItems: contents, success: isSuccess) }
  }
}

extension CodexThread {
  /// Answers calls of these tools on this thread: for one that was resumed, or whose tools were declared by hand.
  ///
  /// Nothing is sent: the server must know the tools.
  public func provide(_ tools: [DynamicTool]) { codex.connection.serverRequests.provide(tools, on: id) }
}

#if ExperimentalAPI
extension DynamicTool {
  /// The declaration that the server is given.
  public var specification: DynamicToolSpec {
    .function(.init(description: description, inputSchema: parameters, name: name))
  }
}

extension Codex {
  /// Starts a thread on which the agent can call tools of this program. For parameters that are not here, give the
  /// tools' `specification` to the other `startThread`, and the tools themselves to `CodexThread.provide(_:)`.
  ///
  /// - Parameter tools: Their names are unique.
  /// - Throws: `CodexError`.
  public func startThread(
    tools: [DynamicTool],
    approvalMode: ApprovalMode = .autoReview,
    sandbox: Sandbox? = nil,
    model: String? = nil,
    cwd: String? = nil,
    config: [String: JSONValue]? = nil,
    developerInstructions: String? = nil
  ) async throws -> CodexThread {
    let thread = try await startThread(
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      cwd: cwd,
      config: config,
      developerInstructions: developerInstructions,
      dynamicTools: tools.map(\.specification)
    )
    // In time: calls come in turns, and no turn can start before the thread's id is known.
    thread.provide(tools)
    return thread
  }
}
#endif
