#if os(macOS) || os(Linux)
import Foundation

/// What systems can do beyond POSIX to start a process, which differs by system.
enum SpawnExtensions {
  #if canImport(Darwin)
  typealias FileActions = posix_spawn_file_actions_t?

  static let flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT)

  /// Nothing to add: POSIX_SPAWN_CLOEXEC_DEFAULT closes what is not named.
  static func closeOtherDescriptors(_ actions: inout FileActions) throws {}

  static func changeDirectory(_ actions: inout FileActions, to directory: String) -> Int32 {
    posix_spawn_file_actions_addchdir_np(&actions, directory)
  }
  #else
  typealias FileActions = posix_spawn_file_actions_t

  static let flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)

  /// Keeps descriptors of the host program, which may not be marked close-on-exec, out of the child.
  static func closeOtherDescriptors(_ actions: inout FileActions) throws {
    typealias CloseFrom = @convention(c) (UnsafeMutablePointer<FileActions>, Int32) -> Int32
    if let closeFrom: CloseFrom = function("posix_spawn_file_actions_addclosefrom_np") {
      _ = closeFrom(&actions, 3)
      return
    }
    // glibc before 2.34 and musl: those that are open now. Our own are close-on-exec anyway, from the moment they exist.
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&actions, number) }
    }
  }

  static func changeDirectory(_ actions: inout FileActions, to directory: String) -> Int32 {
    typealias ChangeDirectory = @convention(c) (UnsafeMutablePointer<FileActions>, UnsafePointer<CChar>) -> Int32
    guard let change: ChangeDirectory = function("posix_spawn_file_actions_addchdir_np") else { return ENOSYS }
    return change(&actions, directory)
  }

  /// `pipe2`, which neither C library shows without _GNU_SOURCE: there is no moment at which the ends could be inherited.
  static func pipeClosedOnExec(_ ends: inout [Int32]) -> Int32 {
    typealias Pipe2 = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
    guard let pipe2: Pipe2 = function("pipe2") else { return pipe(&ends) }
    return pipe2(&ends, O_CLOEXEC)
  }

  /// Looked up when it is needed: linked in, the library would not load beside a C library that does not have it.
  private static func function<Function>(_ name: String) -> Function? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
  }
  #endif
}
#endif
