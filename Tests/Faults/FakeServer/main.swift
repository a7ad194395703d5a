// A server that plays a script and then misbehaves: fake-server SCRIPT ENDING LIMIT [bytewise]
//
// Each line of the script is one step; the first character says what it does:
//
//   <          waits for one line on standard input
//   >TEXT      writes TEXT and a line end to standard output
//   =TEXT      writes TEXT to standard output, without a line end
//   *N TEXT    does that N times
//   !N         writes N bytes to standard error
//   _N         writes N bytes to standard output, without a line end
//   .          never reads and never writes again
//
// After LIMIT bytes of output, or at the end of the script, comes ENDING; a LIMIT of -1 is none. `bytewise` writes each
// byte with a call of its own. The program uses no Foundation, so that it starts within a few milliseconds.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

func fail(_ reason: String) -> Never {
  writeAll("fake-server: \(reason)\n", to: 2)
  exit(99)
}

func writeAll(_ text: String, to descriptor: Int32) { writeAll(Array(text.utf8)[...], to: descriptor) }

/// Writes all bytes, or as many as the reader takes before it closes its end.
func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
  var rest = bytes
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    if count <= 0 { return }
    rest = rest.dropFirst(count)
  }
}

/// Output that is counted, so that it can stop in the middle of a line.
struct Output {
  var limit: Int
  let isBytewise: Bool

  /// - Returns: Whether the limit is reached.
  mutating func write(_ bytes: [UInt8]) -> Bool {
    let part = limit < 0 ? bytes[...] : bytes.prefix(limit)
    if isBytewise {
      for index in part.indices { writeAll(part[index...index], to: 1) }
    } else {
      writeAll(part, to: 1)
    }
    if limit < 0 { return false }
    limit -= part.count
    return limit == 0
  }
}

/// Waits for a line end on standard input; `false` at the end of the input.
func readLineEnd() -> Bool {
  var byte: UInt8 = 0
  while true {
    let count = read(0, &byte, 1)
    if count < 0 && errno == EINTR { continue }
    if count <= 0 { return false }
    if byte == 0x0A { return true }
  }
}

func readUntilEnd() {
  while readLineEnd() {}
}

func pauseForever() -> Never {
  while true { pause() }
}

/// Starts a process that inherits the three streams.
///
/// - Parameter leavesGroup: Whether the process gets a process group of its own. Then the SDK cannot end it.
func startGrandchild(_ command: [String] = ["/bin/sleep", "60"], leavesGroup: Bool = false) {
  var identifier: pid_t = 0
  let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  #if canImport(Darwin)
  var attributes = posix_spawnattr_t(bitPattern: 0)
  #else
  var attributes = posix_spawnattr_t()
  #endif
  posix_spawnattr_init(&attributes)
  // SIGPIPE ends the process when nobody reads its output any more.
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | (leavesGroup ? POSIX_SPAWN_SETPGROUP : 0)))
  #if canImport(Darwin)
  let environment = _NSGetEnviron().pointee
  #else
  let environment = environ
  #endif
  guard posix_spawn(&identifier, command[0], nil, &attributes, arguments, environment) == 0 else {
    fail("\(command[0]) does not start")
  }
  if let file = getenv("FAKE_SERVER_GRANDCHILDREN") {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    writeAll("\(identifier)\n", to: descriptor)
  }
}

func end(as ending: String) -> Never {
  switch ending {
  case "orderly":
    readUntilEnd()
    exit(0)
  case "exit": exit(3)
  case "kill":
    kill(getpid(), SIGKILL)
    pauseForever()
  case "abort":
    signal(SIGABRT, SIG_DFL)
    abort()
  case "garbage":
    let garbage: [UInt8] =
      [0, 0xFF, 0xC0, 0x0A, 0x7B, 0x0A, 0x5D, 0x22, 0x0D, 0x0A] + Array("{\"id\":{},\"method\":1}\n".utf8)
    writeAll(garbage[...], to: 1)
    exit(4)
  case "silence":
    readUntilEnd()
    exit(0)
  case "closed-pipes":
    for descriptor: Int32 in 0...2 { close(descriptor) }
    pauseForever()
  case "closed-output":
    close(1)
    readUntilEnd()
    exit(0)
  case "closed-input":
    close(0)
    pauseForever()
  case "stubborn":
    signal(SIGTERM, SIG_IGN)
    pauseForever()
  case "stopped":
    kill(getpid(), SIGSTOP)
    pauseForever()
  case "grandchild":
    startGrandchild()
    exit(5)
  case "crowded":
    // The grandchild keeps the pipes, and the server itself stays until it is asked to end.
    startGrandchild()
    pauseForever()
  case "flood":
    // The process writes for as long as somebody reads.
    startGrandchild(["/usr/bin/yes", String(repeating: "y", count: 1_000)], leavesGroup: true)
    exit(6)
  default: fail("there is no ending '\(ending)'")
  }
}

func readScript(_ path: String) -> [[UInt8]] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { fail("the script \(path) cannot be read") }
  defer { close(descriptor) }
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = read(descriptor, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
  return text.split(separator: 0x0A).map { Array($0) }
}

/// The number at the start of a step's text, and what follows the space after it.
func counted(_ text: ArraySlice<UInt8>) -> (count: Int, text: ArraySlice<UInt8>) {
  let parts = text.split(separator: 0x20, maxSplits: 1)
  guard let count = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }) else {
    fail("a count is missing")
  }
  return (count, parts.count > 1 ? parts[1] : [])
}

let arguments = CommandLine.arguments
guard arguments.count >= 4, let limit = Int(arguments[3]) else {
  fail("usage: fake-server SCRIPT ENDING LIMIT [bytewise]")
}
let ending = arguments[2]
// A client that closes its end is to be noticed by `write`, not to kill this process.
signal(SIGPIPE, SIG_IGN)
var output = Output(limit: limit, isBytewise: arguments.count > 4)
if limit == 0 { end(as: ending) }
for step in readScript(arguments[1]) {
  let text = step.dropFirst()
  switch step[0] {
  case UInt8(ascii: "<"):
    if !readLineEnd() { exit(0) }
  case UInt8(ascii: ">"):
    if output.write(text + [0x0A]) { end(as: ending) }
  case UInt8(ascii: "="):
    if output.write(Array(text)) { end(as: ending) }
  case UInt8(ascii: "*"):
    let (count, line) = counted(text)
    let lines = Array(repeatElement(line + [0x0A], count: 100).joined())
    for _ in 0..<count / 100 where output.write(lines) { end(as: ending) }
  case UInt8(ascii: "!"):
    let noise = [UInt8](repeating: 0x2E, count: 1 << 16)
    var rest = counted(text).count
    while rest > 0 {
      writeAll(noise.prefix(rest), to: 2)
      rest -= noise.count
    }
  case UInt8(ascii: "_"):
    let text = [UInt8](repeating: 0x78, count: 1 << 16)
    for _ in 0..<counted(step.dropFirst()).count >> 16 where output.write(text) { end(as: ending) }
  case UInt8(ascii: "."): pauseForever()
  default: fail("a step begins with an unknown character")
  }
}
end(as: ending)
