/// Holds replies back until a test lets them go, so that a test decides what happens in which order.
///
/// ```swift
/// let gate = Gate()
/// server.enqueue(.message("Done.").held(at: gate))
/// // … the turn is in progress, and stays so
/// gate.open()
/// ```
public final class Gate: Sendable {
  private struct State {
    var isOpen: Bool
    var arrivals = 0
  }

  private let state: Monitor<State>

  /// - Parameter isOpen: Whether it lets everyone pass from the beginning.
  public init(isOpen: Bool = false) { state = Monitor(State(isOpen: isOpen)) }

  /// Lets go everyone who waits, and everyone who comes later.
  public func open() { state.withLock { $0.isOpen = true } }

  /// Holds everyone who comes from now on.
  public func hold() { state.withLock { $0.isOpen = false } }

  /// How many have come to the gate, whether it was open or not.
  public var arrivals: Int { state.withLock { $0.arrivals } }

  /// Waits until `count` have come to the gate.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func waitForArrivals(_ count: Int = 1) async throws {
    try await state.wait { $0.arrivals >= count ? () : nil }
  }

  /// Comes to the gate and waits until it is open.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func pass() async throws {
    state.withLock { $0.arrivals += 1 }
    try await state.wait { $0.isOpen ? () : nil }
  }
}
