import CodexWire
import Foundation

/// A connection that records the calls, and responds to each with the same JSON.
final class Codex: Sendable {
  private let recorder = Recorder()
  private let answer: String

  private let hasApprovalHandler: Bool

  /// - Parameter answer: The response to every call, as JSON text.
  init(answering answer: String = "{}", hasApprovalHandler: Bool = false) {
    self.answer = answer
    self.hasApprovalHandler = hasApprovalHandler
  }

  enum _Requirement { case approvalHandler }

  func _require(_ requirement: _Requirement, for argument: String) throws {
    if !hasApprovalHandler { throw CodexError.missing(requirement, argument) }
  }

  /// The calls so far, each with the method's name and the JSON of its parameters with sorted keys.
  var sent: [String] { get async { await recorder.calls } }

  /// The timeouts of the calls so far.
  var timeouts: [Duration?] { get async { await recorder.timeouts } }

  func send<Call: ClientMethod>(_ call: Call, timeout: Duration? = nil) async throws -> Call.Response {
    await recorder.note(timeout: timeout)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let params = try WireEncoder.encodeParams(call.params).map {
      String(decoding: try encoder.encode(JSONValue(parsing: $0)), as: UTF8.self)
    }
    await recorder.note("\(Call.name) \(params ?? "")".trimmingCharacters(in: .whitespaces))
    return try WireDecoder().decode(Call.Response.self, from: Data(answer.utf8))
  }

  private actor Recorder {
    var calls: [String] = []
    var timeouts: [Duration?] = []

    func note(timeout: Duration?) { timeouts.append(timeout) }

    func note(_ call: String) { calls.append(call) }
  }
}

struct CodexThread: Sendable {
  var codex: Codex
  var id: String

  static func _open(
    _ call: some ClientMethod,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    _ = try await codex.send(call, timeout: timeout)
    return CodexThread(codex: codex, id: "opened")
  }
}

struct CodexTurn: Sendable {
  var codex: Codex
  var threadID: String
  var id: String

  static func _open(
    _ call: some ClientMethod,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexTurn {
    _ = try await thread.codex.send(call, timeout: timeout)
    return CodexTurn(codex: thread.codex, threadID: thread.id, id: "turn")
  }
}

struct TurnResult: Sendable {
  static func _open(
    _ call: some ClientMethod,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> TurnResult {
    _ = try await thread.codex.send(call, timeout: timeout)
    return TurnResult()
  }
}

/// The elements of all pages.
struct PagedSequence<Element: Sendable>: Sendable {
  struct Page: Sendable {
    var elements: [Element]
    var nextCursor: String?

    init(_ elements: [Element], next nextCursor: String?, backwards backwardsCursor: String? = nil) {
      self.elements = elements
      self.nextCursor = nextCursor
    }
  }

  var method: String
  var start: String?
  var pageSize: Int?
  var maximum: Int?
  var fetch: @Sendable (_ cursor: String?, _ limit: Int?) async throws -> Page

  init(
    of method: String,
    startingAt cursor: String?,
    pageSize: Int?,
    maximum: Int?,
    fetch: @escaping @Sendable (_ cursor: String?, _ limit: Int?) async throws -> Page
  ) {
    self.method = method
    start = cursor
    self.pageSize = pageSize
    self.maximum = maximum
    self.fetch = fetch
  }
}

protocol TurnInputConvertible: Sendable {
  var text: String { get }
}

extension TurnInputConvertible {
  func apply(to params: inout TurnStartParams) throws {
    if text.isEmpty { throw CodexError.invalidInput }
    params.input = [InputItem(text: text)]
  }
}

extension String: TurnInputConvertible {
  var text: String { self }
}

enum CodexError: Error, Equatable {
  case conflict(String, String)
  case invalidInput
  case missing(Codex._Requirement, String)

  static func _rejectConflict(_ isGiven: Bool, between one: String, and other: String) throws {
    if isGiven { throw conflict(one, other) }
  }
}
