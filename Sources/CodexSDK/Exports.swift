// A program that drives Codex names the types of the protocol all the time: items, statuses, notifications. One import
// is enough for them.
@_exported import CodexProtocol
@_exported import CodexWire
