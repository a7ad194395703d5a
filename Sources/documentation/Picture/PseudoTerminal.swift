#if os(macOS) || os(Linux)
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A program that runs in a terminal which this program plays.
final class PseudoTerminal {
  private(set) var screen: TerminalScreen
  private let master: Int32
  private let process = Process()

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: The path of the program, and its arguments.
  ///   - folder: The working directory.
  ///   - width: The number of columns.
  ///   - height: The number of lines.
  init(_ command: [String], in folder: URL, width: Int, height: Int) throws {
    screen = TerminalScreen(width: width, height: height)
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    var master: Int32 = -1
    var device: Int32 = -1
    guard openpty(&master, &device, nil, nil, &size) == 0 else {
      throw Failure("this system has no free pseudo terminal (errno \(errno))")
    }
    self.master = master
    defer { _ = close(device) }
    let handle = FileHandle(fileDescriptor: device, closeOnDealloc: false)
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    do {
      try process.run()
    } catch {
      throw Failure("'\(command[0])' cannot be started: \(error)")
    }
  }

  deinit {
    if process.isRunning { process.terminate() }
    _ = close(master)
  }

  /// Reads what the program writes until the screen shows a text.
  ///
  /// - Throws: `Failure` with the contents of the screen when the program ends or two minutes pass before.
  func wait(for text: String) throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !screen.text.contains(text) {
      guard ContinuousClock.now < deadline, try read(milliseconds: 1000) else {
        throw Failure("the program does not show '\(text)'. The screen is:\n\(screen.text)")
      }
    }
  }

  /// Reads what the program writes until it writes nothing for half a second.
  func settle() throws {
    var before: String
    repeat {
      before = screen.text
      _ = try read(milliseconds: 500)
    } while screen.text != before
  }

  /// Types keys.
  func type(_ keys: String) throws {
    let bytes = Array(keys.utf8)
    guard write(master, bytes, bytes.count) == bytes.count else { throw Failure("the terminal takes no input") }
  }

  /// Waits until the program has ended.
  func end() throws {
    // A program that writes must not wait for a reader.
    while process.isRunning { _ = try read(milliseconds: 100) }
  }

  /// Reads once.
  ///
  /// - Returns: `false` when the program has ended.
  private func read(milliseconds: Int32) throws -> Bool {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return process.isRunning }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    #if canImport(Darwin)
    let count = Darwin.read(master, &bytes, bytes.count)
    #elseif canImport(Glibc)
    let count = Glibc.read(master, &bytes, bytes.count)
    #else
    let count = Musl.read(master, &bytes, bytes.count)
    #endif
    // The end of the last process in the terminal is an error on Linux, and the end of the file on macOS.
    guard count > 0 else { return false }
    screen.write(bytes[..<count])
    return true
  }
}
#endif
