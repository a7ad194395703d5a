import CodexProtocol
import Observation

/// A thread for a user interface: a `ThreadState` whose parts are observable objects.
///
/// A view that reads the text of one item is drawn again only when this item changes. The objects of turns and items stay the same while
/// their contents change, so a list keeps its rows.
///
/// ```swift
/// struct ThreadView: View {
///   let thread: CodexThread
///   @State private var model = ThreadModel()
///
///   var body: some View {
///     List(model.turns) { turn in
///       ForEach(turn.items) { item in ItemView(item: item) }
///     }
///     .task { await model.follow(thread) }
///   }
/// }
/// ```
@available(macOS 14, iOS 17, tvOS 17, watchOS 10, *)
@MainActor
@Observable
public final class ThreadModel {
  /// The turns in chronological order.
  public private(set) var turns: [TurnModel] = []
  /// The state of the thread without its turns. `nil` until the first state is known.
  public private(set) var details: ThreadState?
  /// Why the model no longer follows the thread. `nil` while it does, and after a normal end.
  public private(set) var failure: (any Error)?

  /// The sequence that the model follows.
  @ObservationIgnored private var states: ThreadStates?

  /// Makes a model without contents.
  public init() {}

  /// Makes a model that shows a state, for example in a preview.
  public init(_ state: ThreadState) { show(state) }

  /// Shows a state. What is equal to the state that the model shows already does not change.
  public func show(_ state: ThreadState) {
    var details = state
    details.turns = []
    if self.details != details { self.details = details }
    if turns.map(\.id) != state.turns.map(\.id) {
      let known = Dictionary(turns.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      turns = state.turns.map { known[$0.id] ?? TurnModel($0) }
    }
    for (model, turn) in zip(turns, state.turns) { model.show(turn) }
  }

  /// Shows the states of a thread, until the task is cancelled or the connection ends. See `CodexThread.states(every:recentTurns:)`.
  /// A model follows one thread at a time.
  ///
  /// - Parameters:
  ///   - thread: The thread.
  ///   - interval: The shortest time between two changes of the model. The default is 33 milliseconds.
  ///   - recentTurns: The number of turns that are read in the beginning.
  public func follow(
    _ thread: CodexThread,
    every interval: Duration = .milliseconds(33),
    recentTurns: Int = 20
  ) async {
    failure = nil
    defer { self.states = nil }
    let states = thread.states(every: interval, recentTurns: recentTurns)
    self.states = states
    do {
      for try await state in states { show(state) }
    } catch is CancellationError {
    } catch {
      failure = error
    }
  }

  /// Reads turns before the first one in `turns`, while the model follows a thread. `details?.hasEarlierTurns` says whether there are any.
  ///
  /// - Throws: `CodexError`, or `CancellationError`.
  public func loadEarlierTurns(_ count: Int = 20) async throws { try await states?.loadEarlierTurns(count) }
}

/// A turn for a user interface. See `ThreadModel`.
@available(macOS 14, iOS 17, tvOS 17, watchOS 10, *)
@MainActor
@Observable
public final class TurnModel: Identifiable {
  /// The ID of the turn.
  public nonisolated let id: String
  /// The completed items, and then the running ones.
  public private(set) var items: [ItemModel] = []
  /// The state of the turn without its items.
  public private(set) var details: TurnState
  /// The state that the model shows.
  @ObservationIgnored private var shown: TurnState

  init(_ turn: TurnState) {
    id = turn.id
    var details = turn
    details.completedItems = []
    details.runningItems = []
    self.details = details
    shown = details
  }

  func show(_ turn: TurnState) {
    guard shown != turn else { return }
    shown = turn
    let items = turn.items
    if self.items.map(\.id) != items.map(\.id) {
      let known = Dictionary(self.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      self.items = items.map { known[$0.id] ?? ItemModel($0) }
    }
    for (model, item) in zip(self.items, items) { model.show(item) }
    var details = turn
    details.completedItems = []
    details.runningItems = []
    if self.details != details { self.details = details }
  }
}

/// An item of a turn for a user interface. See `ThreadModel`.
@available(macOS 14, iOS 17, tvOS 17, watchOS 10, *)
@MainActor
@Observable
public final class ItemModel: Identifiable {
  /// The identity of the item, which stays the same while the item changes.
  public nonisolated let id: ItemState.ID
  /// What a person sees of the item now.
  public private(set) var state: ItemState

  init(_ item: ItemState) {
    id = item.id
    state = item
  }

  func show(_ item: ItemState) {
    if state != item { state = item }
  }
}
