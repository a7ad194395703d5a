#if os(macOS) || os(Linux)
import Foundation

/// The processor time and the memory that processes have used so far.
enum Usage {
  /// The seconds of processor time of this process, over all threads.
  static var processor: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The peak memory of this process, in bytes.
  static var peak: Int {
    #if os(Linux)
    // With getrusage, a process would start with the peak memory of the process that started it.
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }
    return 0
    #else
    return rusage(of: itself).peak
    #endif
  }

  /// The seconds of processor time of all child processes that ended, and the largest peak memory of one of them, in bytes.
  static var children: (processor: Double, peak: Int) { rusage(of: endedChildren) }

  /// The number of times that a thread of this process gave up a processor or lost it.
  static var switches: Int {
    var usage = Foundation.rusage()
    getrusage(itself, &usage)
    return Int(usage.ru_nvcsw) + Int(usage.ru_nivcsw)
  }

  // RUSAGE_SELF and RUSAGE_CHILDREN have a different type in each C library.
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
#endif
