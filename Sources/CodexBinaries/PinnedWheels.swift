#if os(macOS) || os(Linux)
import Foundation

/// The wheels of the release that this package pins, from `schema/pin.json`. The build puts the contents of the file
/// into the code.
package enum PinnedWheels {
  /// The SHA-256 hashes of a release's wheels, by file name. `nil` for a release that is not pinned.
  package static func hashes(of version: String) -> [String: String]? {
    guard let pin, pin.codex == version else { return nil }
    return pin.wheels
  }

  /// The version of the Codex release that this package pins.
  package static var version: String? { pin?.codex }

  private static var pin: Pin? { try? JSONDecoder().decode(Pin.self, from: Data(PackageResources.pin_json)) }

  private struct Pin: Decodable {
    var codex: String
    var wheels: [String: String]?
  }
}
#endif
