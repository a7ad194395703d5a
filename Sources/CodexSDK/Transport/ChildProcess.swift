#if os(macOS) || os(Linux)
import Foundation

/// A running child process, and this process's ends of the child's three standard streams.
///
/// The child is started with `posix_spawn`. `Foundation.Process` installs its own monitoring of child processes, and does not
/// let the caller control inherited descriptors and signal masks.
struct ChildProcess: Sendable {
  let identifier: pid_t
  /// The processes that are ended together with the child.
  let group: ProcessGroup
  let standardInput: Descriptor
  let standardOutput: Descriptor
  let standardError: Descriptor
  /// Removes the secrets in the command from what the child writes to its standard error.
  let secrets: SecretText

  /// - Throws: `CodexError.launchFailed`. In that case all descriptors are closed.
  init(_ command: StdioTransport.Command) throws {
    secrets = SecretText(environment: command.environment, arguments: command.arguments)
    var opened: [Descriptor] = []
    do {
      let input = try Descriptor.socketPair()
      opened += [input.ours, input.theirs]
      let output = try Descriptor.pipe()
      opened += [output.read, output.write]
      let error = try Descriptor.pipe()
      opened += [error.read, error.write]
      let session = UUID().uuidString
      var marked = command
      marked.environment[ProcessGroup.markerName] = session
      identifier = try Self.spawn(marked, streams: [input.theirs, output.write, error.write])
      group = ProcessGroup(leader: identifier, marker: "\(ProcessGroup.markerName)=\(session)")
      for theirs in [input.theirs, output.write, error.write] { theirs.close() }
      standardInput = input.ours
      standardOutput = output.read
      standardError = error.read
      for ours in [standardInput, standardOutput, standardError] { ours.makeNonBlocking() }
    } catch {
      for descriptor in opened { descriptor.close() }
      throw CodexError.launchFailed(executable: command.executable, reason: "\(error)")
    }
  }

  private static func spawn(_ given: StdioTransport.Command, streams: [Descriptor]) throws -> pid_t {
    var command = given
    command.executable = ProgramPath.absolute(given.executable)
    #if canImport(Darwin)
    var actions = posix_spawn_file_actions_t(bitPattern: 0)
    var attributes = posix_spawnattr_t(bitPattern: 0)
    #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }

    for (number, stream) in streams.enumerated() {
      try check("dup2", posix_spawn_file_actions_adddup2(&actions, stream.number, Int32(number)))
    }
    try SpawnExtensions.closeOtherDescriptors(&actions)
    if let directory = command.workingDirectory {
      guard FileManager.default.fileExists(atPath: directory) else {
        throw SystemError("working directory \(directory)", code: ENOENT)
      }
      let result = SpawnExtensions.changeDirectory(&actions, to: directory)
      if result == ENOSYS {
        command = try DirectoryChange.byShell(command, to: directory)
      } else {
        try check("chdir", result)
      }
    }

    // A child process inherits the signal mask and the ignored signals. They are reset, so that SIGTERM reaches the child and
    // the child can wait for its own children. SIGINT and SIGHUP are not reset, because `nohup` and shells set them on purpose.
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    for signal in [SIGPIPE, SIGTERM, SIGCHLD] { sigaddset(&mask, signal) }
    posix_spawnattr_setsigdefault(&attributes, &mask)
    try check("spawn flags", posix_spawnattr_setflags(&attributes, SpawnExtensions.flags))

    // The child gets a process group of its own, so that the processes that it starts can be ended together with it.
    posix_spawnattr_setpgroup(&attributes, 0)

    let environment = command.environment.map { "\($0.key)=\($0.value)" }.sorted()
    var identifier: pid_t = 0
    let result = withCStrings([command.executable] + command.arguments) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&identifier, command.executable, &actions, &attributes, arguments, environment)
      }
    }
    try check("posix_spawn", result)
    return identifier
  }

  private static func check(_ call: String, _ code: Int32) throws {
    guard code == 0 else { throw SystemError(call, code: code) }
  }

  /// Calls `body` with a null-terminated array of C strings, and frees the array afterwards.
  private static func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { pointers.initializeElement(at: index, to: strdup(string)) }
    pointers.initializeElement(at: strings.count, to: nil)
    defer {
      for pointer in pointers { free(pointer) }
      pointers.deallocate()
    }
    // The buffer contains at least the terminator, so `baseAddress` is not nil.
    return withExtendedLifetime(pointers) { body(pointers.baseAddress.unsafelyUnwrapped) }
  }
}
#endif
