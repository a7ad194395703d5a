/// The identity of a turn.
///
/// The server generates unique turn IDs, but a forked thread contains turns with the IDs that they have in the source
/// thread. So the identity needs both IDs.
struct TurnKey: Hashable, Sendable {
  var threadID: String
  var turnID: String
}
