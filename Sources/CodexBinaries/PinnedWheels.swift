#if os(macOS) || os(Linux)
import Foundation

/// The wheels of the release that this package pins, from `schema/pin.json`. The build puts the contents of the file
/// into the code.
package enum PinnedWheels {
  /// The SHA-256 hashes of a release's wheels, by file name. `nil` for a release that is not pinned.
  package static func hashes(of version: String) -> [String: String]? {
    guard let pin = try? JSONDecoder().decode(Pin.self, from: Data(PackageResources.pin_json)), pin.codex == version
    else { return nil }
    return pin.wheels
  }

  private struct Pin: Decodable {
    var codex: String
    var wheels: [String: String]?
  }
}
#endif
