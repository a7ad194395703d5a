/// Compares the table of what notifications do to the state of a thread, which is written by hand, with the notifications of a
/// release.
public enum NotificationRows {
  /// The steps that bring the table up to date.
  ///
  /// - Parameters:
  ///   - table: The Swift file with the table, in which each row has the form `"thread/started": .changes(…),`.
  ///   - input: The release.
  /// - Throws: `GeneratorError` if a file of the input is not valid.
  public static func steps(for table: SourceFile, in input: GeneratorInput) throws(GeneratorError) -> [UpgradeStep] {
    let sent = Set(try ModelPipeline.model(of: input).serverNotifications.map(\.method))
    let rows = Set(String(decoding: table.bytes, as: UTF8.self).split(separator: "\n").compactMap(method))
    var steps: [UpgradeStep] = []
    let missing = sent.subtracting(rows).sorted()
    if !missing.isEmpty {
      let task = """
        The server sends new notifications. Say for each of them what it does to the state of a thread, or why it does nothing. If \
        it changes the state, also change Sources/CodexSDK/ThreadState/ThreadState+Apply.swift.
        """
      let entry = missing.map { "\"\($0.printable)\": .ignored(\"…\")," }.joined(separator: "\n")
      steps.append(UpgradeStep(task: task, file: table.path, entry: entry))
    }
    let unknown = rows.subtracting(sent).sorted()
    if !unknown.isEmpty {
      let names = unknown.map { "\"\($0.printable)\"" }.joined(separator: ", ")
      let task = "The server no longer sends these notifications. Remove their rows from the table: \(names)."
      steps.append(UpgradeStep(task: task, file: table.path))
    }
    return steps
  }

  /// The method in a line such as `"thread/started": .changes(…),`.
  private static func method(_ line: Substring) -> String? {
    let line = String(line).trimmed
    guard line.hasPrefix("\""), let end = line.dropFirst().firstIndex(of: "\"") else { return nil }
    let rest = line[line.index(after: end)...]
    guard rest.hasPrefix(": .") else { return nil }
    return String(line[line.index(after: line.startIndex)..<end])
  }
}
