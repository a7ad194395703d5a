import CodexProtocol
import CodexWire
import Foundation

/// What a person sees of an item of a turn, such as a message or a command. See `ThreadState`.
public struct ItemState: Codable, Hashable, Sendable, Identifiable {
  /// The identity of an item. The server's IDs of items are unique only within a turn.
  public struct ID: Codable, Hashable, Sendable {
    /// The ID of the turn that has the item.
    public let turnID: String
    /// The ID of the item within its turn.
    public let itemID: String
  }

  /// The identity of the item.
  public let id: ID
  /// The item. While it is not complete, its text or output contains what was received until now.
  public internal(set) var item: ThreadItem
  /// Whether the item has ended, so that its contents are final.
  public internal(set) var isCompleted = false
  /// Whether the beginning of the item's text may be missing, because the item started before its notifications were received. `false`
  /// when the item is complete.
  public internal(set) var lacksBeginning = false
  /// The output of the tool that changes files. Empty for other items.
  public internal(set) var output = ""
  /// The last 100 messages about the progress of a call of an MCP tool.
  public internal(set) var progress: [String] = []
  /// The last 100 texts that were written to the standard input of a command.
  public internal(set) var terminalInput: [String] = []
  /// When the item started, by the server's clock. `nil` when the notification was not received.
  public internal(set) var startedAt: Date?
  /// When the item was completed, by the server's clock. `nil` when the notification was not received.
  public internal(set) var completedAt: Date?

  static let messageLimit = 100

  init(_ item: ThreadItem, in turnID: String, startedAt: Date? = nil) {
    id = ID(turnID: turnID, itemID: item.itemID)
    self.item = item
    self.startedAt = startedAt
  }

  mutating func restart(_ item: ThreadItem, at time: Date?) {
    // Deltas may have come before the notification that begins the item. Their text must not be lost.
    if !lacksBeginning { self.item = item }
    startedAt = time ?? startedAt
  }

  mutating func complete(_ item: ThreadItem, at time: Date?) {
    self.item = item
    isCompleted = true
    lacksBeginning = false
    completedAt = time ?? completedAt
  }

  mutating func addProgress(_ message: String) -> Bool {
    if progress.count >= Self.messageLimit { progress.removeFirst() }
    progress.append(message)
    return true
  }

  mutating func addTerminalInput(_ text: String) -> Bool {
    if terminalInput.count >= Self.messageLimit { terminalInput.removeFirst() }
    terminalInput.append(text)
    return true
  }
}

/// A part of an item that deltas append to.
enum ItemText: Hashable, Sendable {
  case message
  case plan
  case commandOutput
  case fileChangeOutput
  case reasoningSummary(Int)
  case reasoning(Int)
}

extension ItemState {
  /// Appends a delta. Returns `false` when the item has no such part.
  ///
  /// While the payload of `item` changes, `item` must not refer to it. Otherwise each delta would copy the whole text. So the payload is
  /// taken out first.
  mutating func append(_ delta: String, to part: ItemText) -> Bool {
    switch part {
    case .message:
      guard case .agentMessage(var message) = item else { return false }
      item = Self.placeholder
      message.text += delta
      item = .agentMessage(message)
    case .plan:
      guard case .plan(var plan) = item else { return false }
      item = Self.placeholder
      plan.text += delta
      item = .plan(plan)
    case .commandOutput:
      guard case .commandExecution(var command) = item else { return false }
      item = Self.placeholder
      if command.aggregatedOutput?.append(delta) == nil { command.aggregatedOutput = delta }
      item = .commandExecution(command)
    case .fileChangeOutput:
      output += delta
    case .reasoningSummary(let index):
      guard case .reasoning(var reasoning) = item else { return false }
      item = Self.placeholder
      defer { item = .reasoning(reasoning) }
      return Self.append(delta, at: index, to: &reasoning.summary)
    case .reasoning(let index):
      guard case .reasoning(var reasoning) = item else { return false }
      item = Self.placeholder
      defer { item = .reasoning(reasoning) }
      return Self.append(delta, at: index, to: &reasoning.content)
    }
    return true
  }

  /// Replaces the changes of a file change. Returns `false` for other items.
  mutating func replaceChanges(_ changes: [FileUpdateChange]) -> Bool {
    guard case .fileChange(var change) = item else { return false }
    change.changes = changes
    item = .fileChange(change)
    return true
  }

  private static let placeholder = ThreadItem.contextCompaction(.init(id: ""))
  /// The number of parts by which a delta may be ahead of the parts that exist, so that a wrong number does not fill the memory.
  private static let partLead = 16

  private static func append(_ delta: String, at index: Int, to parts: inout [String]?) -> Bool {
    let count = parts?.count ?? 0
    guard index >= 0, index < count + partLead else { return false }
    if index >= count { parts = (parts ?? []) + Array(repeating: "", count: index + 1 - count) }
    parts?[index] += delta
    return true
  }
}
