import CodexProtocol

/// What the SDK has to know about a notification before the notification is decoded, by its method.
///
/// The table is data: the section `notifications` of `schema/customization.json`. The generator checks the table against the
/// schema and writes it into `Generated/CodexSDK/NotificationTable.swift`.
struct NotificationTraits: OptionSet, Hashable, Sendable {
  var rawValue: UInt8

  /// A full buffer may drop the notification, because `item/completed` repeats its contents.
  ///
  /// Deltas of `command/exec` and `process` are not droppable: no later notification repeats them.
  static let droppable = NotificationTraits(rawValue: 1 << 0)

  /// The SDK itself needs the notification, so it is decoded even when the program does not listen.
  static let alwaysDecoded = NotificationTraits(rawValue: 1 << 1)

  /// The notification is the last one of its turn. Its parameters contain the turn.
  static let endsTurn = NotificationTraits(rawValue: 1 << 2)

  /// The parameters name only a thread, but the notification is about the turn that runs on the thread.
  static let concernsRunningTurn = NotificationTraits(rawValue: 1 << 3)

  /// After the notification, the server no longer has the thread in memory.
  static let unloadsThread = NotificationTraits(rawValue: 1 << 4)

  /// The traits of the notifications of a method. Empty for a method that is not in the table.
  static func of(method: String?) -> NotificationTraits { method.flatMap { table[$0] } ?? [] }

  /// Whether the SDK itself needs the notification.
  var needsDecoding: Bool { !isDisjoint(with: [.alwaysDecoded, .endsTurn, .unloadsThread]) }

  /// A stored copy, because `byMethod` builds a new dictionary on each access.
  private static let table = byMethod
}
