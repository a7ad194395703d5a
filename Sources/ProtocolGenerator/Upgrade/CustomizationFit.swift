import CodexWire

/// How a customization fits a release: the entries that fit nothing in the schema, and what is generated without them.
public struct CustomizationFit: Sendable {
  /// The text of the customization without the entries in `unused`. Equal to the original text if there are none.
  public var customization: SourceFile?
  /// The entries that fit nothing in the schema, with their places in the original text, sorted by place.
  public var unused: [Diagnostic]
  /// The code that is generated with `customization`; `nil` if there are errors.
  public var generation: Generation?
  /// The errors that remain without the entries in `unused`.
  public var errors: [Diagnostic]

  /// Removes entries that fit nothing in the schema from the customization of `input`, until the generator reports no others.
  /// Some entries are checked only after others, so the generator runs several times.
  ///
  /// - Parameters:
  ///   - input: The bundles of the release, and the customization.
  ///   - generate: The generator.
  public init(
    _ input: GeneratorInput,
    generate: (GeneratorInput) throws(GeneratorError) -> Generation
  ) {
    customization = input.customization
    unused = []
    errors = []
    var input = input
    var removed = RemovedPlaces()
    while true {
      do throws(GeneratorError) {
        generation = try generate(input)
        break
      } catch {
        guard let original = self.customization, let file = input.customization else {
          errors = error.diagnostics
          break
        }
        let found = error.diagnostics.filter { $0.isUnusedEntry && $0.file == file.path }
        if found.isEmpty {
          // The places in the messages are those of the shortened text.
          errors = error.diagnostics.map { diagnostic in
            guard diagnostic.file == file.path, let pointer = diagnostic.pointer else { return diagnostic }
            var diagnostic = diagnostic
            diagnostic.pointer = removed.original(pointer)
            return diagnostic
          }
          break
        }
        let places = found.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.pointer = removed.original(diagnostic.pointer ?? "")
          return diagnostic
        }
        let count = removed.pointers.count
        removed.add(places.compactMap(\.pointer))
        unused += places
        // Each round removes at least one entry, so the loop ends.
        guard removed.pointers.count > count else {
          errors = error.diagnostics
          break
        }
        let bytes = JSONRemoval.removing(removed.pointers, from: original.bytes)
        input.customization = SourceFile(path: file.path, bytes: bytes)
      }
    }
    customization = input.customization
    unused = Self.sorted(unused, in: input.customization?.path)
  }

  private static func sorted(_ diagnostics: [Diagnostic], in path: String?) -> [Diagnostic] {
    var seen: Set<String> = []
    return diagnostics.filter { seen.insert($0.pointer ?? "").inserted }.sorted()
  }
}

/// Places that were removed from a JSON text.
private struct RemovedPlaces {
  /// The pointers of the places in the original text.
  private(set) var pointers: Set<String> = []
  /// The numbers of the removed elements of each array, by the pointer of the array.
  private var elements: [String: Set<Int>] = [:]

  mutating func add(_ places: [String]) {
    for pointer in places where pointers.insert(pointer).inserted {
      guard let slash = pointer.lastIndex(of: "/") else { continue }
      guard let number = Int(pointer[pointer.index(after: slash)...]) else { continue }
      elements[String(pointer[..<slash]), default: []].insert(number)
    }
  }

  /// The pointer in the original text of a place in the shortened text, in which the elements after a removed one have other
  /// numbers.
  func original(_ pointer: String) -> String {
    var result = ""
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      if let removed = elements[result], var number = Int(part) {
        for other in removed.sorted() where other <= number { number += 1 }
        result += "/\(number)"
      } else {
        result += "/\(part)"
      }
    }
    return result
  }
}
