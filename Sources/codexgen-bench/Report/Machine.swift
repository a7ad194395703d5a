#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// A description of the machine, without which measurements cannot be compared.
struct Machine: CustomStringConvertible {
  var model: String
  var cores: Int
  var system: String
  var swift: String
  var load: String

  /// - Note: The load is that of this moment, so this function is called before the work begins.
  static func current() -> Machine {
    Machine(
      model: processorModel() ?? "unknown processor",
      cores: ProcessInfo.processInfo.activeProcessorCount,
      system: ProcessInfo.processInfo.operatingSystemVersionString,
      swift: output(of: ["swift", "--version"])?.firstMatch(of: /Swift version ([^ \n]+)/).map { String($0.1) }
        ?? "unknown",
      load: loadAverage()
    )
  }

  var description: String {
    """
    Machine: \(model), \(cores) cores, \(system)
    Swift:   \(swift), \(Self.build)
    Load:    \(load) at the start
    """
  }

  private static var build: String {
    #if DEBUG
    let mode = "debug: these measurements are not useful, build with '-c release'"
    #else
    let mode = "release"
    #endif
    return mode + (CodexConfiguration.isBuiltWithExperimentalAPI ? ", with ExperimentalAPI" : "")
  }

  private static func processorModel() -> String? {
    #if os(Linux)
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let line = lines.first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    #else
    return output(of: ["sysctl", "-n", "machdep.cpu.brand_string"])?.trimmingCharacters(in: .whitespacesAndNewlines)
    #endif
  }

  private static func loadAverage() -> String {
    var loads = [Double](repeating: 0, count: 3)
    let count = getloadavg(&loads, 3)
    return count == 3 ? loads.map { String(format: "%.2f", $0) }.joined(separator: " ") : "unknown"
  }

  private static func output(of command: [String]) -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // `env` would also search empty and relative entries of PATH, which name folders in the working directory.
    var environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    environment["PATH"] = folders.isEmpty ? "/usr/bin:/bin" : folders.joined(separator: ":")
    process.environment = environment
    process.arguments = command
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? text : nil
  }
}
#endif
