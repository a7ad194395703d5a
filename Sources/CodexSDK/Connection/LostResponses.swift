/// Finds the requests of responses whose IDs could not be read.
///
/// Such a response belongs to one of the requests that had no response when it came, and each later response excludes one of
/// these requests. When only one request is left, it is certain that the lost response belongs to it. Until then, no request
/// fails, because its response may still come.
struct LostResponses: Sendable {
  private struct Loss: Sendable {
    /// The IDs of the requests that the response may belong to.
    var candidates: Set<Int64>
    var reason: String
  }

  /// The maximum number of lost responses whose requests are searched at the same time, and of requests that each of them may
  /// belong to. The limits bound the memory and the time that a broken server can use.
  static let limit = 16
  static let candidateLimit = 1024

  private var losses: [Loss] = []

  /// Adds a lost response. Has no effect when a limit is exceeded.
  ///
  /// - Parameters:
  ///   - candidates: The IDs of all requests that have no response yet.
  ///   - reason: Why the response could not be read.
  mutating func add(candidates: Set<Int64>, reason: String) {
    guard losses.count < Self.limit, 1...Self.candidateLimit ~= candidates.count else { return }
    losses.append(Loss(candidates: candidates, reason: reason))
  }

  /// Excludes a request, because its response has come.
  mutating func exclude(_ id: Int64) {
    for index in losses.indices { losses[index].candidates.remove(id) }
    losses.removeAll { $0.candidates.isEmpty }
  }

  /// Removes a lost response that certainly belongs to one request, and returns the request's ID. Returns `nil` when there is
  /// none.
  mutating func takeCertain() -> (id: Int64, reason: String)? {
    guard let index = losses.firstIndex(where: { $0.candidates.count == 1 }), let id = losses[index].candidates.first
    else { return nil }
    let reason = losses.remove(at: index).reason
    exclude(id)
    return (id, reason)
  }
}
