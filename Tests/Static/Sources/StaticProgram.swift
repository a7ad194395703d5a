import CodexSDK
import Foundation

/// Starts a shell in another working directory, and fails if the shell prints another folder or has inherited a
/// descriptor.
@main
struct StaticProgram {
  static func main() async throws {
    let leaked = open("/dev/null", O_RDONLY)
    let script = #"pwd; echo "$1"; [ -e /dev/fd/$2 ] || echo no descriptor"#
    let transport = StdioTransport(
      .init(
        executable: "/bin/sh",
        arguments: ["-c", script, "sh", "two  words", "\(leaked)"],
        workingDirectory: "/usr"
      )
    )
    let (lines, continuation) = AsyncStream<String>.makeStream()
    try transport.start(
      receive: { continuation.yield(String(decoding: $0, as: UTF8.self)) },
      closed: { _ in continuation.finish() }
    )
    var received: [String] = []
    for await line in lines { received.append(line) }
    await transport.close()
    guard received == ["/usr", "two  words", "no descriptor"] else {
      FileHandle.standardError.write(Data("FAILED: the shell wrote \(received).\n".utf8))
      exit(1)
    }
  }
}
