import Foundation

/// What processes have used so far.
enum Usage {
  /// Seconds of the processor that this process had, over all threads.
  static var processor: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that this process had, in bytes.
  static var peak: Int {
    #if os(Linux)
    // Not getrusage: there, a process begins with the peak of the one that started it.
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }
    return 0
    #else
    return rusage(of: itself).peak
    #endif
  }

  /// Seconds of the processor that ended child processes had, and the most memory that one of them had.
  static var children: (processor: Double, peak: Int) { rusage(of: endedChildren) }

  // RUSAGE_SELF and RUSAGE_CHILDREN, which have another type in each C library.
  private static let itself: Int32 = 0
  private static let endedChildren: Int32 = -1

  private static func rusage(of who: Int32) -> (processor: Double, peak: Int) {
    var usage = Foundation.rusage()
    getrusage(who, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    #if canImport(Darwin)
    let unit = 1
    #else
    let unit = 1024
    #endif
    return (seconds(usage.ru_utime) + seconds(usage.ru_stime), Int(usage.ru_maxrss) * unit)
  }
}
