#if os(macOS) || os(Linux)
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The two ends of a new pseudo terminal.
struct PseudoTerminal {
  /// The end that a terminal program would have: reads what the program writes, and writes what the user types.
  let master: Int32
  /// The end that the program in the terminal has.
  let terminal: Int32

  init(width: Int, height: Int) throws {
    let functions = try PseudoTerminalFunctions()
    master = functions.open(O_RDWR | O_NOCTTY)
    guard master >= 0, functions.grant(master) == 0, functions.unlock(master) == 0, let path = functions.name(master)
    else { throw Self.systemError }
    terminal = open(path, O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    guard terminal >= 0, ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw Self.systemError }
    for descriptor in [master, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
  }

  static var systemError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

/// The functions of POSIX that make a pseudo terminal.
private struct PseudoTerminalFunctions {
  let open: @convention(c) (Int32) -> Int32
  let grant: @convention(c) (Int32) -> Int32
  let unlock: @convention(c) (Int32) -> Int32
  let name: @convention(c) (Int32) -> UnsafeMutablePointer<CChar>?

  #if canImport(Darwin)
  init() throws { (open, grant, unlock, name) = (posix_openpt, grantpt, unlockpt, ptsname) }
  #else
  /// The functions are looked up by their names, because the headers that Swift imports on Linux do not declare them.
  init() throws {
    guard let open = dlsym(nil, "posix_openpt"), let grant = dlsym(nil, "grantpt"),
      let unlock = dlsym(nil, "unlockpt"), let name = dlsym(nil, "ptsname")
    else { throw POSIXError(.ENOSYS) }
    self.open = unsafeBitCast(open, to: (@convention(c) (Int32) -> Int32).self)
    self.grant = unsafeBitCast(grant, to: (@convention(c) (Int32) -> Int32).self)
    self.unlock = unsafeBitCast(unlock, to: (@convention(c) (Int32) -> Int32).self)
    self.name = unsafeBitCast(name, to: (@convention(c) (Int32) -> UnsafeMutablePointer<CChar>?).self)
  }
  #endif
}
#endif
