/// Tells a hook of the program one thing after the other, on a task of its own.
final class HookQueue<Element: Sendable>: Sendable {
  private let stream: BufferedStream<Element>?

  /// - Parameters:
  ///   - limit: How many may wait for a slow hook; the oldest go first.
  ///   - hook: Without one nothing is kept.
  init(limit: Int = 1024, hook: (@Sendable (Element) async -> Void)?) {
    guard let hook else {
      stream = nil
      return
    }
    let stream = BufferedStream<Element>(limit: limit)
    self.stream = stream
    Task {
      while let element = try? await stream.next() { await hook(element) }
    }
  }

  deinit { end() }

  /// Whether there is a hook.
  var isHeard: Bool { stream != nil }

  func report(_ element: Element) { stream?.push(element, isExpendable: true)?() }

  func end() { stream?.finish()?() }
}
