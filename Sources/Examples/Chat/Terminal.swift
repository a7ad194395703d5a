#if os(macOS) || os(Linux)
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The terminal in raw mode: keys come one by one, and the program draws the whole screen.
///
/// The terminal gets its former mode back when the program leaves it. A signal ends the program in order, so that the server ends, too. If
/// that takes longer than three seconds, the program ends at once, and the terminal gets its former mode back then.
final class Terminal: Sendable {
  private let original: termios

  /// Returns `nil` when standard input or standard output is not a terminal.
  init?() {
    var mode = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
    original = mode
  }

  /// Enters raw mode, and shows an empty screen.
  ///
  /// - Parameter onEvent: Called on a thread of its own with each key, and when the size of the terminal has changed.
  func enter(_ onEvent: @escaping @Sendable (TerminalEvent) -> Void) {
    var raw = original
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    write("\u{1B}[?1049h\u{1B}[?25l")
    Thread.detachNewThread {
      var parser = KeyParser()
      var bytes = [UInt8](repeating: 0, count: 1024)
      while true {
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        for key in parser.keys(in: bytes[..<count]) { onEvent(.key(key)) }
      }
      onEvent(.key(.end))
    }
    Signals.watch { [self] number in
      if number == SIGWINCH { return onEvent(.resized) }
      onEvent(.signal(number))
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 3)
        self.leave()
        exit(128 + number)
      }
    }
  }

  /// Gives the terminal its former mode and contents back.
  func leave() {
    write("\u{1B}[?25h\u{1B}[?1049l")
    var mode = original
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
  }

  var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
        Darwin.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
        Glibc.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
        #else
        Musl.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

enum TerminalEvent: Sendable {
  case key(Key)
  case resized
  /// A signal asks the program to end.
  case signal(Int32)
}

/// Signals, which a thread receives one after the other. A signal handler itself may do almost nothing, so it only writes to a pipe.
private enum Signals {
  static let pipe: (read: Int32, write: Int32) = {
    var descriptors: [Int32] = [-1, -1]
    #if canImport(Darwin)
    _ = Darwin.pipe(&descriptors)
    #elseif canImport(Glibc)
    _ = Glibc.pipe(&descriptors)
    #else
    _ = Musl.pipe(&descriptors)
    #endif
    return (descriptors[0], descriptors[1])
  }()

  static func watch(_ onSignal: @escaping @Sendable (Int32) -> Void) {
    // The pipe exists before the first signal.
    let descriptor = pipe.read
    for number in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Signals.pipe.write, &byte, 1)
      }
    }
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = read(descriptor, &byte, 1)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        onSignal(Int32(byte))
      }
    }
  }
}
#endif
