#if os(macOS) || os(Linux)
import CodexSDK
import Foundation
import Testing

@testable import chat

@Suite("The list of threads")
struct ThreadChooserTests {
  private func thread(_ number: Int) throws -> ThreadInfo {
    let json: JSONValue = [
      "id": .string("t\(number)"), "cliVersion": "0.163.0", "createdAt": 1, "updatedAt": 1, "cwd": "/work",
      "ephemeral": false, "modelProvider": "p", "preview": .string("thread \(number)\nsecond line"), "sessionId": "s",
      "source": "appServer", "status": ["type": "idle"], "turns": [],
    ]
    return try JSONDecoder().decode(ThreadInfo.self, from: JSONEncoder().encode(json))
  }

  @Test("begins with a new thread, and marks the selected line")
  func selection() throws {
    var chooser = ThreadChooser(threads: try (1...3).map(thread))
    #expect(chooser.lines(width: 40, height: 8)[2] == Line("▶ a new thread", .inverse))
    chooser.selection = 2
    let lines = chooser.lines(width: 40, height: 8)
    #expect(lines.count == 8)
    #expect(lines[2...5].map(\.text) == ["  a new thread", "  thread 1", "▶ thread 2", "  thread 3"])
    #expect(lines[4].style == .inverse)
  }

  @Test("scrolls so that the selected line is visible", arguments: [0, 7, 30])
  func scrolling(selection: Int) throws {
    let chooser = ThreadChooser(threads: try (1...30).map(thread), selection: selection)
    let lines = chooser.lines(width: 40, height: 6)
    #expect(lines.count == 6)
    #expect(lines.contains { $0.style == .inverse })
  }
}
#endif
