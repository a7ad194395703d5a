/// The elements of a listing that the server returns in pages. A page is requested when the elements of the pages before it have
/// been read.
///
/// ```swift
/// for try await thread in codex.threads.all(archived: false, maximum: 100) {
///   print(thread.preview)
/// }
/// ```
///
/// A sequence sends nothing until it is read. Each loop over the sequence starts at the beginning and requests the pages again. When
/// the task of a loop is cancelled, the loop ends with `CancellationError` before the next element.
///
/// Reading throws the errors of the request, and also:
/// - `CodexError.invalidInput` when the page size is less than 1, or the maximum is negative. Nothing is sent.
/// - `CodexError.endlessListing` when the server's pages cannot end: the server returns a cursor that it has returned before, or
///   1,000 pages in a row without an element.
///
/// After an error, the loop has ended. To continue a listing later, store `Page.nextCursor` and pass it as `startingAt`.
public struct PagedSequence<Element: Sendable>: AsyncSequence, Sendable {
  /// Requests one page.
  ///
  /// - Parameters:
  ///   - cursor: The place where the page starts. `nil` for the beginning of the listing.
  ///   - limit: The maximum number of elements of the page. `nil` for the server's default.
  public typealias Fetch = @Sendable (_ cursor: String?, _ limit: Int?) async throws -> Page

  private let method: String
  private let start: String?
  private let pageSize: Int?
  private let maximum: Int?
  private let fetch: Fetch

  /// Creates a sequence. Programs need this for listings of their own, and for tests; the functions of the SDK return sequences.
  ///
  /// - Parameters:
  ///   - method: The name of the listing in errors, such as `thread/list`.
  ///   - cursor: The place where the sequence starts. `nil` for the beginning of the listing.
  ///   - pageSize: The number of elements to request at once, at least 1. `nil` for the server's default.
  ///   - maximum: The number of elements after which the sequence ends. `nil` for all elements.
  ///   - fetch: Requests one page.
  public init(
    of method: String,
    startingAt cursor: String? = nil,
    pageSize: Int? = nil,
    maximum: Int? = nil,
    fetch: @escaping Fetch
  ) {
    self.method = method
    start = cursor
    self.pageSize = pageSize
    self.maximum = maximum
    self.fetch = fetch
  }

  /// The pages themselves, for programs that show a listing page by page, such as a list that loads more when the user scrolls.
  ///
  /// The pages have the same elements, limits and errors as the sequence.
  public var pages: Pages { Pages(sequence: self) }

  public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

  /// One page of the listing.
  public struct Page: Sendable {
    /// The elements of the page, in the order of the listing.
    public var elements: [Element]
    /// The cursor of the next page. `nil` for the last page.
    public var nextCursor: String?
    /// The cursor with which the listing can be read in the other direction, beginning with the first element of this page. `nil`
    /// when the method has only one direction, or when the page is empty.
    public var backwardsCursor: String?

    /// Makes a page from the response to a request.
    public init(_ elements: [Element], next nextCursor: String?, backwards backwardsCursor: String? = nil) {
      self.elements = elements
      self.nextCursor = nextCursor
      self.backwardsCursor = backwardsCursor
    }
  }

  /// Reads the elements. See `PagedSequence`.
  public struct Iterator: AsyncIteratorProtocol {
    private var pages: Pages.Iterator
    private var elements: ArraySlice<Element> = []

    fileprivate init(pages: Pages.Iterator) { self.pages = pages }

    /// The next element, for which a page is requested if necessary. `nil` after the last element.
    public mutating func next() async throws -> Element? {
      while elements.isEmpty {
        guard let page = try await pages.next() else { return nil }
        elements = page.elements[...]
      }
      do {
        try Task.checkCancellation()
      } catch {
        elements = []
        pages.end()
        throw error
      }
      return elements.removeFirst()
    }
  }
}

extension PagedSequence.Page: Equatable where Element: Equatable {}
extension PagedSequence.Page: Hashable where Element: Hashable {}

extension PagedSequence {
  /// The pages of a listing. See `PagedSequence.pages`.
  public struct Pages: AsyncSequence, Sendable {
    public typealias Element = Page

    fileprivate let sequence: PagedSequence

    public func makeAsyncIterator() -> Iterator { Iterator(sequence: sequence) }

    /// Reads the pages. See `PagedSequence`.
    public struct Iterator: AsyncIteratorProtocol {
      /// The number of pages without an element that are accepted in a row. A server that filters a long listing may return some.
      private static var emptyPageLimit: Int { 1_000 }

      private let sequence: PagedSequence
      private var cursor: String?
      private var isAtEnd = false
      /// Thrown instead of the next page. The elements of the page before it are delivered first.
      private var failure: CodexError?
      private var count = 0
      private var emptyPages = 0
      /// The hash values of the cursors that were used. A cursor itself can be long.
      private var cursors: Set<Int> = []

      fileprivate init(sequence: PagedSequence) {
        self.sequence = sequence
        cursor = sequence.start
        if let cursor { cursors.insert(cursor.hashValue) }
        isAtEnd = sequence.maximum == 0
      }

      /// Requests the next page. `nil` after the last page.
      public mutating func next() async throws -> Page? {
        if isAtEnd { return nil }
        do {
          return try await nextPage()
        } catch {
          end()
          throw error
        }
      }

      fileprivate mutating func end() {
        isAtEnd = true
        cursors = []
      }

      private mutating func nextPage() async throws -> Page {
        try sequence.checkArguments()
        try Task.checkCancellation()
        if let failure { throw failure }
        let rest = sequence.maximum.map { $0 - count }
        let limit = sequence.pageSize.map { Swift.min($0, rest ?? $0) }
        var page = try await sequence.fetch(cursor, limit)
        if let rest, page.elements.count > rest {
          page.elements.removeSubrange(rest...)
          // The cursor belongs to the end of the server's page, not to the last element that is delivered.
          page.nextCursor = nil
        }
        count += page.elements.count
        cursor = page.nextCursor
        guard let cursor, sequence.maximum != count else {
          end()
          return page
        }
        emptyPages = page.elements.isEmpty ? emptyPages + 1 : 0
        if !cursors.insert(cursor.hashValue).inserted {
          failure = sequence.endless("the server has returned the same cursor twice")
        } else if emptyPages >= Self.emptyPageLimit {
          failure = sequence.endless("the server has returned \(emptyPages) pages in a row without an element")
        }
        return page
      }
    }
  }

  fileprivate func checkArguments() throws {
    if let pageSize, pageSize < 1 {
      throw CodexError.invalidInput(
        "The page size of \(method) is \(pageSize), but must be at least 1. Nothing was sent."
      )
    }
    if let maximum, maximum < 0 {
      throw CodexError.invalidInput(
        "The maximum for \(method) is \(maximum), but must not be negative. Nothing was sent."
      )
    }
  }

  fileprivate func endless(_ reason: String) -> CodexError { .endlessListing(method: method, reason: reason) }
}
