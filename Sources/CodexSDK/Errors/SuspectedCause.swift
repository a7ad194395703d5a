extension TransportClosure {
  /// What may have ended a connection.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum SuspectedCause: Hashable, Sendable {
    /// This program read the server's messages too slowly. The app-server ends the connection of a client for which
    /// about 32,000 messages wait, and does not say so to the client. The server's log contains the line "disconnecting
    /// slow connection".
    ///
    /// The value is how late the last message was read: the time between sending and reading the message, compared with
    /// the message that was read soonest. The SDK reads messages as soon as they arrive. So a large delay means that
    /// this program was suspended (by the system in the background, by a debugger, or because the machine slept), that
    /// it got too little processor time, or that the network was too slow.
    case slowReading(delay: Duration)
  }
}

extension TransportClosure.SuspectedCause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .slowReading(let delay):
      """
      the last message was read \(delay.inTenthsOfSeconds) seconds late, so the server may have ended the connection because this \
      program or the network was too slow, or because this program was suspended
      """
    }
  }
}

extension Duration {
  /// The number of seconds with one decimal place.
  fileprivate var inTenthsOfSeconds: Double { (self / .seconds(1) * 10).rounded() / 10 }
}
