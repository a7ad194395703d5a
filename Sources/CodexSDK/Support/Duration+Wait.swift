extension Duration {
  /// About 100 years.
  private static let longestWait = Duration.seconds(100 * 366 * 86_400)

  /// The duration as the length of a wait: at least zero, and at most about 100 years. The sum of any other duration and the
  /// current time can overflow, for example when a program passes `.seconds(Int64.max)` to wait without a limit.
  var asWait: Duration { min(max(self, .zero), Self.longestWait) }
}
