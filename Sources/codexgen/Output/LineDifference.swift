#if os(macOS) || os(Linux)
import Foundation

/// The first line that differs between two files.
struct LineDifference: Hashable {
  /// The number of the line. The first line of a file is 1.
  var line: Int
  /// The line in each file, shortened to the part that differs. `nil` if the file ends before this line.
  var old: String?
  var new: String?
}

extension LineDifference {
  /// The number of characters of a line that are shown.
  private static let width = 100
  /// The number of characters that are shown before the first difference.
  private static let lead = 40

  /// Finds the first difference. The result is `nil` if the files are equal.
  init?(old: Data, new: Data) {
    let oldLines = Self.lines(old)
    let newLines = Self.lines(new)
    let count = max(oldLines.count, newLines.count)
    func line(_ lines: [Data.SubSequence], _ index: Int) -> Data.SubSequence? {
      index < lines.count ? lines[index] : nil
    }
    guard let index = (0..<count).first(where: { line(oldLines, $0) != line(newLines, $0) }) else { return nil }
    let oldLine = line(oldLines, index).map(Self.characters)
    let newLine = line(newLines, index).map(Self.characters)
    let common = zip(oldLine ?? [], newLine ?? []).prefix { $0 == $1 }.count
    self.line = index + 1
    self.old = oldLine.map { Self.excerpt($0, around: common) }
    self.new = newLine.map { Self.excerpt($0, around: common) }
  }

  /// Splits the bytes, not the characters, since a carriage return and a line feed together are one `Character`.
  private static func lines(_ bytes: Data) -> [Data.SubSequence] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The characters of a line, with control characters escaped. So two lines that differ only in their line ending look
  /// different, and no file can send control sequences to the terminal.
  private static func characters(_ line: Data.SubSequence) -> [Character] {
    String(decoding: line, as: UTF8.self).unicodeScalars.flatMap { scalar -> [Character] in
      scalar.properties.generalCategory == .control ? Array(scalar.escaped(asASCII: true)) : [Character(scalar)]
    }
  }

  private static func excerpt(_ line: [Character], around difference: Int) -> String {
    guard line.count > width else { return String(line) }
    let start = max(0, min(difference - lead, line.count - width))
    let end = min(line.count, start + width)
    return (start > 0 ? "…" : "") + String(line[start..<end]) + (end < line.count ? "…" : "")
  }
}
#endif
