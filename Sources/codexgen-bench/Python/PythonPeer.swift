#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// The official Python SDK, which runs the same passes as the rows of this program.
struct PythonPeer {
  let interpreter: String
  private let script: String
  private let turnScript: String

  init(interpreter given: String, in folder: TemporaryFolder) throws {
    interpreter = try Self.program(given)
    script = try folder.write([Self.text], to: "peer.py")
    turnScript = try folder.write([Self.turns], to: "peer-turns.py")
  }

  /// - Parameter work: The name of the work in the script, such as `decode`.
  func row(_ label: String, _ work: String, _ input: String) -> Row { row(label, [script, work, input]) }

  /// A row that runs turns with the real app-server.
  ///
  /// - Parameter work: `events` or `result`.
  func turnRow(_ label: String, _ work: String) throws -> Row { row(label, [turnScript, work, try OwnProgram.path()]) }

  private func row(_ label: String, _ arguments: [String]) -> Row {
    Row(
      label,
      program: interpreter,
      arguments: arguments,
      remedy: "it must be a Python that has the official SDK: "
        + "'\(interpreter) -m pip install openai-codex==\(Codex.release)'"
    )
  }

  /// The program that `--python` names, by its path or, if it has no folder, by its name in `PATH`.
  private static func program(_ given: String) throws -> String {
    var path = URL(fileURLWithPath: given).path
    if !given.contains("/") {
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .filter { $0.hasPrefix("/") }
      path = folders.map { "\($0)/\(given)" }.first { FileManager.default.isExecutableFile(atPath: $0) } ?? path
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("'\(given)' does not exist; '--python' takes the path of a Python interpreter")
    }
    guard !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure("'\(given)' is not an executable file; '--python' takes the path of a Python interpreter")
    }
    return path
  }

  private static let text = """
    import json, sys, time, warnings

    # Pydantic prints a thousand warnings about default values that are not enum values.
    warnings.simplefilter("ignore")

    try:
        from openai_codex.generated import v2_all
        from openai_codex.generated.notification_registry import NOTIFICATION_MODELS
    except ImportError as error:
        sys.exit(f"{sys.executable}: {error}")


    def peak():
        try:
            with open("/proc/self/status") as status:
                return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
        except OSError:
            import resource
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


    work, path = sys.argv[1:]
    with open(path, "rb") as file:
        text = file.read()
    lines = [line for line in text.split(b"\\n") if line]
    size = len(text) - len(lines)


    def typed(line):
        message = json.loads(line)
        model = NOTIFICATION_MODELS.get(message.get("method"))
        return None if model is None else model.model_validate(message.get("params"))


    def decode():
        return sum(typed(line) is not None for line in lines), size


    def encode():
        return len(values), sum(len(value.model_dump_json(by_alias=True)) for value in values)


    def items(response):
        return sum(len(turn.items) for turn in response.thread.turns)


    def decode_history():
        with open(path, "rb") as file:
            text = file.read()
        return items(v2_all.ThreadResumeResponse.model_validate(json.loads(text))), len(text)


    def encode_history():
        return items(values), len(values.model_dump_json(by_alias=True))


    if work == "decode":
        run = decode
    elif work == "encode":
        run, values = encode, [value for value in map(typed, lines) if value is not None]
    elif work == "encode-requests":
        run = encode
        values = [v2_all.TurnStartParams.model_validate(json.loads(line)["params"]) for line in lines]
    elif work == "decode-history":
        del text, lines
        run = decode_history
    else:
        run, values = encode_history, v2_all.ThreadResumeResponse.model_validate(json.loads(text))
        del text, lines

    def repeated(duration):
        start, processor, count = time.perf_counter(), time.process_time(), 0
        while True:
            units, size = run()
            count += 1
            elapsed = time.perf_counter() - start
            if elapsed >= duration:
                return elapsed / count, (time.process_time() - processor) / count, units, size, peak()


    print("ready", flush=True)
    for _ in sys.stdin:
        # The same durations as in the rows of codexgen-bench.
        repeated(0.1)
        print(*repeated(0.2), flush=True)
    """
}
#endif
