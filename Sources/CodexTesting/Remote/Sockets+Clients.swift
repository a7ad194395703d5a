import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension Sockets {
  /// Connects to a TCP port of 127.0.0.1.
  static func connectToLoopback(port: UInt16) throws -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    address.sin_port = port.bigEndian
    let descriptor = try connect(AF_INET, &address)
    var isOn: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  /// Connects to a Unix socket.
  ///
  /// - Parameter path: The path of the socket, or of a symbolic link to the socket.
  static func connect(toUnixSocket path: String) throws -> Int32 {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      throw SystemCallError("connect(\(path))")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return try connect(AF_UNIX, &address)
  }

  /// Whether a server accepts connections at a Unix socket.
  static func canConnect(toUnixSocket path: String) -> Bool {
    guard let descriptor = try? connect(toUnixSocket: path) else { return false }
    release(descriptor)
    return true
  }

  /// Makes that closing the socket resets the connection, as if the network had failed.
  static func resetOnClose(_ descriptor: Int32) {
    var setting = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &setting, socklen_t(MemoryLayout<linger>.size))
  }

  /// Connects while the socket blocks, which takes no time on the same machine.
  private static func connect<Address>(_ family: Int32, _ address: inout Address) throws -> Int32 {
    let descriptor = socket(family, streamType, 0)
    guard descriptor >= 0 else { throw SystemCallError("socket") }
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        systemConnect(descriptor, address, socklen_t(MemoryLayout<Address>.size))
      }
    }
    do {
      guard result == 0 else { throw SystemCallError("connect") }
      try prepare(descriptor)
    } catch {
      release(descriptor)
      throw error
    }
    return descriptor
  }
}

/// The system call `connect`, which the functions of `Sockets` hide.
private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  connect(descriptor, address, length)
}
