#if os(macOS) || os(Linux)
extension PythonPeer {
  /// The script that runs turns with the real app-server. Its arguments are the work, `events` or `result`, and the path of this program,
  /// which starts the scripted model and prints how to start the app-server.
  static let turns = """
    import json, resource, subprocess, sys, time, warnings

    # Pydantic prints a thousand warnings about default values that are not enum values.
    warnings.simplefilter("ignore")

    try:
        from openai_codex import Codex, CodexConfig
    except ImportError as error:
        sys.exit(f"{sys.executable}: {error}")

    work, program = sys.argv[1:]
    MANY, SLOWLY = "\(ServerHost.input)", "\(ServerHost.slowInput)"
    COUNT, SLOW_COUNT = \(Stream.deltas), \(ServerHost.slowDeltas)
    host = subprocess.Popen(
        [program, "worker", "\(WorkerName.serverHost.rawValue)", "\(BenchTransport.stdio.rawValue)"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    server = json.loads(host.stdout.readline())
    command = [server["executable"], *server["arguments"]]
    relay = [program, "worker", "\(WorkerName.timestampRelay.rawValue)", json.dumps(command)]
    DELTA = "item/agentMessage/delta"


    def connect(command):
        return Codex(
            CodexConfig(launch_args_override=tuple(command), env=server["environment"], cwd=server["workspace"])
        )


    codex = connect(command)
    stamped = connect(relay) if work == "events" else None


    def run():
        thread = codex.thread_start()
        if work == "result":
            size = len(thread.run(MANY).final_response)
        else:
            size = 0
            for event in thread.turn(MANY).stream():
                if event.method == DELTA:
                    size += len(event.payload.delta)
        expected = sum(len(f"token {i}") + \(TimestampRelay.placeholder.utf8.count) for i in range(COUNT))
        if size != expected:
            sys.exit(f"the turn has a text of {size} instead of {expected} characters")
        return COUNT, size


    def delays(text, count):
        result = []
        for event in stamped.thread_start().turn(text).stream():
            if event.method == DELTA:
                result.append((time.monotonic_ns() - int(event.payload.delta[-20:-1])) / 1e3)
        if len(result) != count:
            sys.exit(f"{len(result)} of {count} deltas had a time")
        result.sort()
        return result[len(result) // 2], result[len(result) * 99 // 100]


    def peak():
        try:
            with open("/proc/self/status") as status:
                return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
        except OSError:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


    def switches():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_nvcsw + usage.ru_nivcsw


    def repeated(duration):
        start, processor, before, count = time.perf_counter(), time.process_time(), switches(), 0
        while True:
            units, size = run()
            count += 1
            elapsed = time.perf_counter() - start
            if elapsed >= duration:
                used = time.process_time() - processor
                return elapsed / count, used / count, units, size, peak(), (switches() - before) / count


    print("\(WorkerProcess.ready)", flush=True)
    for request in sys.stdin:
        if request.strip() == "\(WorkerProcess.once)":
            print(*repeated(0), flush=True)
            continue
        # The same durations as in the rows of codexgen-bench.
        repeated(0.1)
        pass_ = repeated(0.2)
        print(*pass_, *([*delays(SLOWLY, SLOW_COUNT), *delays(MANY, COUNT)] if stamped else []), flush=True)
    codex.close()
    if stamped:
        stamped.close()
    host.stdin.close()
    host.wait()
    """
}
#endif
