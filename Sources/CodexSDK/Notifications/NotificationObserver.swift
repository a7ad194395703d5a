import CodexProtocol
import Foundation

/// A notification that a connection received and decoded.
struct ReceivedNotification: Sendable {
  var notification: ServerNotification
  var header: MessageHeader
  var traits: NotificationTraits
}

/// Observes the notifications of a connection and the connection's end.
///
/// The connection's reader calls the observers before it reads the next message, so that an observer's state is up to date
/// when the next request of the server comes. An observer must return quickly and must not block.
///
/// An observer receives a notification only when the notification is decoded. A notification that an observer always needs
/// has the trait `alwaysDecoded` in the section `notifications` of `schema/customization.json`.
protocol NotificationObserver: Sendable {
  /// Called for each decoded notification, in the order in which the server sent them.
  func connectionDidReceive(_ received: ReceivedNotification)

  /// Called when the connection has ended. No notification comes afterwards.
  func connectionDidEnd()
}
