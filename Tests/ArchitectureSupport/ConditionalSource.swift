import Foundation

/// The code of Swift files that the compiler sees on a system: without the inactive parts of `#if`, comments and strings.
///
/// Compilers for other systems than the current one need their SDKs. This reading needs only the sources, so it can check which
/// names they use on those systems, although not whether they compile.
public struct ConditionalSource {
  /// The name of the system as in `os(iOS)`.
  private let system: String

  public init(system: String) { self.system = system }

  /// The names that each file below a folder uses, as `path: name`, of those that are searched. A name after a dot is the name of
  /// a member, and is not found.
  public func uses(of names: Set<String>, in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.sorted()
      .flatMap { path in
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        let used = SourceNames(of: activeLines(of: text).joined(separator: "\n")).used
        return used.intersection(names).sorted().map { "\(path): \($0)" }
      }
  }

  /// The lines that are active.
  public func activeLines(of text: String) -> [String] {
    /// For each open `#if`, whether the current branch is active, and whether a branch was active before or is active.
    var open: [(isActive: Bool, wasActive: Bool)] = []
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if let condition = trimmed.rest(after: "#if ") {
        let isActive = value(of: condition)
        open.append((isActive, isActive))
      } else if let condition = trimmed.rest(after: "#elseif "), let last = open.popLast() {
        let isActive = !last.wasActive && value(of: condition)
        open.append((isActive, last.wasActive || isActive))
      } else if trimmed == "#else", let last = open.popLast() {
        open.append((!last.wasActive, true))
      } else if trimmed == "#endif" {
        _ = open.popLast()
      } else if open.allSatisfy(\.isActive) {
        lines.append(String(line))
      }
    }
    return lines
  }

  // MARK: Conditions

  /// The value of a condition of `||`, `&&`, `!`, parentheses and the tests below.
  private func value(of condition: String) -> Bool {
    var tokens = condition.matches(of: /\|\||&&|!|\(|\)|[\w.<>=]+(?:\([^()]*\))?/)
      .map { String($0.0) }[...]
    return disjunction(&tokens)
  }

  private func disjunction(_ tokens: inout ArraySlice<String>) -> Bool {
    var result = conjunction(&tokens)
    while tokens.first == "||" {
      tokens.removeFirst()
      let next = conjunction(&tokens)
      result = result || next
    }
    return result
  }

  private func conjunction(_ tokens: inout ArraySlice<String>) -> Bool {
    var result = term(&tokens)
    while tokens.first == "&&" {
      tokens.removeFirst()
      let next = term(&tokens)
      result = result && next
    }
    return result
  }

  private func term(_ tokens: inout ArraySlice<String>) -> Bool {
    guard let token = tokens.popFirst() else { return true }
    switch token {
    case "!": return !term(&tokens)
    case "(":
      let result = disjunction(&tokens)
      if tokens.first == ")" { tokens.removeFirst() }
      return result
    case "os(\(system))": return true
    // These systems belong to Apple, and have its modules.
    case "canImport(Darwin)", "canImport(Network)", "canImport(os)": return true
    default: return ["compiler", "swift", "hasAttribute"].contains { token.hasPrefix($0 + "(") }
    }
  }
}

extension String {
  fileprivate func rest(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
