import Foundation

/// The first line in which two files differ.
struct LineDifference: Hashable {
  /// From 1.
  var line: Int
  /// The line in each file, cut to the part that differs. `nil` when the file ends before it.
  var old: String?
  var new: String?
}

extension LineDifference {
  /// How much of a line is shown.
  private static let width = 100
  /// How much of what comes before the difference is shown.
  private static let lead = 40

  /// `nil` when the files are the same.
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

  /// By bytes: as characters, a carriage return and a line feed are one.
  private static func lines(_ bytes: Data) -> [Data.SubSequence] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// Control characters are spelled out, so that a line that differs only in its line ending looks different too, and
  /// no file can steer the terminal.
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
