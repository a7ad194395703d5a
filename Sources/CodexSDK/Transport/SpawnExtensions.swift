#if os(macOS) || os(Linux)
import Foundation

/// Extensions of `posix_spawn` and `pipe` beyond POSIX, which differ between systems.
enum SpawnExtensions {
  #if canImport(Darwin)
  typealias FileActions = posix_spawn_file_actions_t?

  static let flags = Int16(
    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_CLOEXEC_DEFAULT
  )

  /// Does nothing, because POSIX_SPAWN_CLOEXEC_DEFAULT closes all other descriptors.
  static func closeOtherDescriptors(_ actions: inout FileActions) throws {}

  static func changeDirectory(_ actions: inout FileActions, to directory: String) -> Int32 {
    posix_spawn_file_actions_addchdir_np(&actions, directory)
  }
  #else
  typealias FileActions = posix_spawn_file_actions_t

  static let flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP)

  /// Closes all descriptors except the standard streams in the child process. Descriptors of the host program may not be marked
  /// as close-on-exec.
  static func closeOtherDescriptors(_ actions: inout FileActions) throws {
    typealias CloseFrom = @convention(c) (UnsafeMutablePointer<FileActions>, Int32) -> Int32
    if let closeFrom: CloseFrom = function("posix_spawn_file_actions_addclosefrom_np") {
      _ = closeFrom(&actions, 3)
      return
    }
    // glibc before 2.34 and musl do not have the function. The descriptors that are open now are closed one by one. Those of this
    // module are marked as close-on-exec when they are made.
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&actions, number) }
    }
  }

  static func changeDirectory(_ actions: inout FileActions, to directory: String) -> Int32 {
    typealias ChangeDirectory = @convention(c) (UnsafeMutablePointer<FileActions>, UnsafePointer<CChar>) -> Int32
    guard let change: ChangeDirectory = function("posix_spawn_file_actions_addchdir_np") else { return ENOSYS }
    return change(&actions, directory)
  }

  /// Calls `pipe2`, so that there is no moment at which a child process could inherit the ends of the pipe. The C libraries
  /// declare `pipe2` only with _GNU_SOURCE.
  static func pipeClosedOnExec(_ ends: inout [Int32]) -> Int32 {
    typealias Pipe2 = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
    guard let pipe2: Pipe2 = function("pipe2") else { return pipe(&ends) }
    return pipe2(&ends, O_CLOEXEC)
  }

  /// Looks a function up at run time. If the library were linked with the function, it could not be loaded with a C library that
  /// does not have it.
  private static func function<Function>(_ name: String) -> Function? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
  }
  #endif
}
#endif
