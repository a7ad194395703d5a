import Testing

@testable import CodexSDK

@Suite("The sequence of the elements of all pages")
struct PagedSequenceTests {
  /// A server with pages, which notes what it is asked for.
  private actor Server {
    private(set) var requests: [String] = []
    private let page: @Sendable (String?) -> PagedSequence<Int>.Page

    init(_ page: @escaping @Sendable (String?) -> PagedSequence<Int>.Page) { self.page = page }

    func fetch(_ cursor: String?, _ limit: Int?) -> PagedSequence<Int>.Page {
      requests.append("\(cursor ?? "-") \(limit.map(String.init) ?? "-")")
      return page(cursor)
    }

    /// A server with the numbers from 0 to 8 in pages of three.
    static func numbers() -> Server {
      Server { cursor in
        let start = cursor.flatMap { Int($0) } ?? 0
        return .init(Array(start..<start + 3), next: start < 6 ? "\(start + 3)" : nil)
      }
    }

    nonisolated func sequence(
      startingAt cursor: String? = nil,
      pageSize: Int? = nil,
      maximum: Int? = nil
    ) -> PagedSequence<Int> {
      PagedSequence(of: "number/list", startingAt: cursor, pageSize: pageSize, maximum: maximum) {
        await self.fetch($0, $1)
      }
    }
  }

  private func elements<S: AsyncSequence>(_ sequence: S) async throws -> [S.Element] {
    try await sequence.reduce(into: []) { $0.append($1) }
  }

  @Test("has the elements of all pages in order, and each loop begins anew")
  func allPages() async throws {
    let server = Server.numbers()
    let sequence = server.sequence(pageSize: 3)

    #expect(try await elements(sequence) == Array(0...8))
    #expect(await server.requests == ["- 3", "3 3", "6 3"])
    #expect(try await elements(sequence) == Array(0...8))
    #expect(await server.requests.count == 6)
  }

  @Test("requests a page only when the elements before it have been read")
  func onDemand() async throws {
    let server = Server.numbers()
    var iterator = server.sequence().makeAsyncIterator()

    #expect(await server.requests == [])
    for expected in 0..<3 { #expect(try await iterator.next() == expected) }
    #expect(await server.requests == ["- -"])
    #expect(try await iterator.next() == 3)
    #expect(await server.requests == ["- -", "3 -"])
  }

  @Test("ends after the maximum, for which no more elements are requested than necessary")
  func maximum() async throws {
    let server = Server.numbers()

    #expect(try await elements(server.sequence(pageSize: 3, maximum: 4)) == [0, 1, 2, 3])
    #expect(await server.requests == ["- 3", "3 1"])
    #expect(try await elements(server.sequence(maximum: 0)) == [])
    #expect(await server.requests.count == 2)
    #expect(try await elements(server.sequence(maximum: 3)) == [0, 1, 2])
    #expect(await server.requests.count == 3)
  }

  @Test("starts at a cursor of an earlier page, and gives the pages themselves with their cursors")
  func pages() async throws {
    let server = Server.numbers()

    let pages = try await elements(server.sequence(startingAt: "3").pages)
    let limited = try await elements(server.sequence(maximum: 4).pages)

    #expect(pages == [.init([3, 4, 5], next: "6"), .init([6, 7, 8], next: nil)])
    #expect(limited == [.init([0, 1, 2], next: "3"), .init([3], next: nil)])
  }

  @Test(
    "ends with an error when the server returns a cursor again, after the elements that were read",
    arguments: [1, 2, 5]
  )
  func repeatedCursor(period: Int) async throws {
    let server = Server { cursor in
      let place = cursor.flatMap { Int($0) } ?? 0
      return .init([place], next: "\(place % period + 1)")
    }
    var iterator = server.sequence().makeAsyncIterator()
    var found: [Int] = []

    let error = await #expect(throws: CodexError.self) {
      while let element = try await iterator.next() { found.append(element) }
    }

    guard case .endlessListing("number/list", let reason)? = error else {
      Issue.record("unexpected error: \(String(describing: error))")
      return
    }
    #expect(reason.contains("the same cursor twice"))
    #expect(found == Array(0...period))
    #expect(try await iterator.next() == nil)
    #expect(await server.requests.count == period + 1)
  }

  @Test("ends with an error after 1,000 pages in a row without an element, but accepts single ones")
  func emptyPages() async throws {
    let endless = Server { cursor in .init([], next: "\((cursor.flatMap { Int($0) } ?? 0) + 1)") }
    let filtering = Server { cursor in
      let place = cursor.flatMap { Int($0) } ?? 0
      return .init(place % 900 == 899 ? [place] : [], next: place < 1_800 ? "\(place + 1)" : nil)
    }

    let error = await #expect(throws: CodexError.self) { _ = try await elements(endless.sequence()) }

    let message = "\(try #require(error))"
    #expect(message.contains("1000 pages in a row without an element"))
    #expect(await endless.requests.count == 1_000)
    #expect(try await elements(filtering.sequence()) == [899, 1_799])
  }

  @Test("ends when the task is cancelled, and sends nothing more")
  func cancellation() async throws {
    let server = Server.numbers()
    let found = await Task { () -> (first: Int?, error: (any Error)?, after: Int?) in
      var iterator = server.sequence().makeAsyncIterator()
      let first = try? await iterator.next()
      withUnsafeCurrentTask { $0?.cancel() }
      do {
        return (first, nil, try await iterator.next())
      } catch {
        return (first, error, (try? await iterator.next()) ?? nil)
      }
    }.value

    #expect(found.first == 0)
    #expect(found.error is CancellationError)
    #expect(found.after == nil)
    #expect(await server.requests.count == 1)
  }

  @Test(
    "refuses a page size below 1 and a negative maximum, and sends nothing",
    arguments: [(0, nil), (-1, 5), (nil, -1)] as [(Int?, Int?)]
  )
  func invalid(pageSize: Int?, maximum: Int?) async throws {
    let server = Server.numbers()

    let error = await #expect(throws: CodexError.self) {
      _ = try await elements(server.sequence(pageSize: pageSize, maximum: maximum))
    }

    guard case .invalidInput(let message)? = error else {
      Issue.record("unexpected error: \(String(describing: error))")
      return
    }
    #expect(message.contains("number/list"))
    #expect(await server.requests == [])
  }

  @Test("ends after an error of a request")
  func failure() async throws {
    let sequence = PagedSequence<Int>(of: "number/list") { cursor, _ in
      if cursor != nil { throw CodexError.closed }
      return .init([1], next: "a")
    }
    var iterator = sequence.makeAsyncIterator()

    #expect(try await iterator.next() == 1)
    await #expect(throws: CodexError.self) { _ = try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }
}
