#if os(macOS) || os(Linux)
import Foundation
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The program `chat` in a pseudo terminal. A test presses its keys and reads its screen.
final class ChatProcess: Sendable {
  /// The end of the pseudo terminal that a terminal program would have.
  private let master: Int32
  /// The end that the program has. The test keeps it open, to read the mode of the terminal after the program's end.
  private let terminal: Int32
  private let original: Mode
  private let process: Process
  private let screens: AsyncStream<TerminalScreen>
  private let exit: Task<Int32, Never>

  /// The flags of a terminal that decide how it treats keys and output.
  struct Mode: Equatable {
    var input: tcflag_t
    var output: tcflag_t
    var control: tcflag_t
    var local: tcflag_t

    init(_ descriptor: Int32) throws {
      var mode = termios()
      guard tcgetattr(descriptor, &mode) == 0 else { throw PseudoTerminal.systemError }
      (input, output, control, local) = (mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag)
    }
  }

  /// The screen that a test waited for did not come before the program's end.
  struct MissingScreen: Error, CustomStringConvertible {
    var wanted: String
    var screen: String
    var description: String { "The program ended, and its screen did not show \(wanted). The last screen:\n\(screen)" }
  }

  /// Starts the program.
  init(_ arguments: [String], environment: [String: String] = [:], width: Int = 100, height: Int = 30) throws {
    let pseudo = try PseudoTerminal(width: width, height: height)
    (master, terminal) = (pseudo.master, pseudo.terminal)
    original = try Mode(terminal)

    process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    process.standardOutput = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    process.standardError = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    let (screens, sender) = AsyncStream.makeStream(of: TerminalScreen.self)
    self.screens = screens
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    let marker = fcntl(terminal, F_DUPFD_CLOEXEC, 0)
    process.terminationHandler = { process in
      // All output of the program is in the terminal before this mark, at which the thread below ends.
      var mark: UInt8 = 0
      _ = write(marker, &mark, 1)
      close(marker)
      ended.yield(process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
      ended.finish()
    }
    exit = Task {
      for await status in ends { return status }
      return -1
    }
    try process.run()

    let reader = fcntl(master, F_DUPFD_CLOEXEC, 0)
    Thread.detachNewThread {
      var screen = TerminalScreen(width: width, height: height)
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(reader, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        // A zero byte is the mark of the program's end.
        guard count > 0, !bytes[..<count].contains(0) else {
          screen.receive(bytes[..<max(0, count)].prefix { $0 != 0 })
          sender.yield(screen)
          break
        }
        screen.receive(bytes[..<count])
        sender.yield(screen)
      }
      sender.finish()
      close(reader)
    }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(terminal)
    close(master)
  }

  /// The program, which is in the same folder as the tests.
  private static var executable: URL {
    #if os(macOS)
    let tests = Bundle(for: ChatProcess.self).bundleURL
    #else
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    #endif
    return tests.deletingLastPathComponent().appending(path: "chat")
  }

  /// Types keys, as a terminal would send them.
  func type(_ keys: String) throws {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PseudoTerminal.systemError }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits until the screen fulfils a condition.
  ///
  /// - Parameter wanted: What the screen should show, for the error.
  @discardableResult
  func screen(_ wanted: String, where condition: (TerminalScreen) -> Bool) async throws -> TerminalScreen {
    var last = ""
    for await screen in screens {
      if condition(screen) { return screen }
      last = screen.text
    }
    throw MissingScreen(wanted: wanted, screen: last)
  }

  /// Waits until the screen shows all texts.
  @discardableResult
  func screen(showing texts: String...) async throws -> TerminalScreen {
    try await screen("\(texts)") { screen in texts.allSatisfy { screen.text.contains($0) } }
  }

  /// Waits for the program's end.
  ///
  /// - Returns: The exit status, or the negative number of the signal that ended the program; the last screen; and whether the
  ///   terminal has its former mode again.
  func waitForExit() async throws -> (status: Int32, screen: TerminalScreen?, isRestored: Bool) {
    let status = await exit.value
    let isRestored = try Mode(terminal) == original
    var last: TerminalScreen?
    for await screen in screens { last = screen }
    return (status, last, isRestored)
  }
}
#endif
