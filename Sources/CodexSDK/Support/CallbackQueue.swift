/// Calls a callback of the user's program with one element after the other, on a task of its own.
///
/// The caller of `enqueue` never waits for the callback.
final class CallbackQueue<Element: Sendable>: Sendable {
  private let stream: BufferedStream<Element>?

  /// - Parameters:
  ///   - limit: The number of elements that can wait for a slow callback. When there are more, the oldest are dropped.
  ///   - callback: Without a callback, `enqueue` does nothing.
  init(limit: Int = 1024, callback: (@Sendable (Element) async -> Void)?) {
    guard let callback else {
      stream = nil
      return
    }
    let stream = BufferedStream<Element>(limit: limit)
    self.stream = stream
    Task {
      while let element = try? await stream.next() { await callback(element) }
    }
  }

  deinit { end() }

  var hasCallback: Bool { stream != nil }

  func enqueue(_ element: Element) { stream?.push(element, isDroppable: true)?() }

  /// Ends the task after the elements that are already in the queue.
  func end() { stream?.finish()?() }
}
