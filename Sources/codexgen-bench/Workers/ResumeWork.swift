#if os(macOS) || os(Linux)
import CodexSDK
import CodexWire
import Foundation

/// A thread with a long history, which a child process serves.
enum LongThread {
  static let items = 100_000
  static let id = "thread-1"
}

/// Resumes a thread with a long history, and reads the history.
enum ResumeWork {
  /// Resumes the thread with its history in the response.
  static func withHistory() async throws -> Work {
    try await work { codex in
      let thread = try await codex.resumeThread(LongThread.id, options: ResumeThreadOptions(excludeTurns: false))
      return thread.info?.turns.reduce(0) { $0 + $1.items.count } ?? 0
    }
  }

  /// Resumes the thread without its history.
  static func withoutHistory() async throws -> Work {
    try await work { codex in
      _ = try await codex.resumeThread(LongThread.id)
      return 0
    }
  }

  /// Resumes the thread without its history, and then reads all items page by page.
  static func pages() async throws -> Work {
    try await work { codex in
      let thread = try await codex.resumeThread(LongThread.id)
      return try await thread.history.reduce(0) { count, _ in count + 1 }
    }
  }

  private static func work(_ body: @escaping (Codex) async throws -> Int) async throws -> Work {
    let codex = try await Codex(
      configuration: CodexConfiguration(
        executable: .path(try OwnProgram.path()),
        arguments: ["worker", WorkerName.historyPlayer.rawValue]
      )
    )
    return Work {
      let units = try await body(codex)
      guard units == 0 || units >= LongThread.items else { throw Failure("only \(units) items were read") }
      return Output(units: units, bytes: 0)
    } end: {
      await codex.close()
    }
  }
}

/// A server with one thread, whose history it sends as a whole or in pages.
enum HistoryPlayer {
  private static let pageSize = 100

  static func run() {
    var pages = HistoryMaker()
    var sent = 0
    while let line = readLine() {
      guard let message = try? JSONValue(parsing: Array(line.utf8)), let method = message["method"]?.stringValue,
        let id = message["id"]?.intValue
      else { continue }
      switch method {
      case "initialize":
        write(id, #"{"userAgent":"bench/0.163.0","codexHome":"/","platformFamily":"unix","platformOs":"linux"}"#)
      case "thread/resume":
        let isEmpty = message["params"]?["excludeTurns"] == true
        write(id, HistoryMaker.response(items: isEmpty ? 0 : LongThread.items))
      case "thread/items/list":
        if message["params"]?["cursor"] == nil { (pages, sent) = (HistoryMaker(), 0) }
        let entries = pages.entries(atLeast: pageSize)
        sent += entries.count
        let next = sent < LongThread.items ? "\"\(sent)\"" : "null"
        write(id, #"{"data":[\#(entries.joined(separator: ","))],"nextCursor":\#(next)}"#)
      default: write(id, "{}")
      }
    }
  }

  private static func write(_ id: Int, _ result: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("{\"id\":\(id),\"result\":\(result)}\n".utf8))
  }
}
#endif
