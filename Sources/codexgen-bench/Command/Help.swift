/// What `--help` and `help` print.
enum Help {
  static func text(_ benchmark: BenchmarkName?) -> String {
    guard let benchmark else { return overview }
    let python = benchmark.hasPythonRow ? " [--python PATH]" : ""
    return """
      \(explanation(benchmark))

      Usage:
        codexgen-bench \(benchmark.rawValue)\(python) [--passes N]

      Options:
      \(benchmark.hasPythonRow ? pythonOption + "\n" : "")\(commonOptions)
      """
  }

  static let overview = """
    codexgen-bench measures this package. It prints the machine and one table, and judges nothing.

    Usage:
      codexgen-bench decode   [--python PATH] [--passes N]
      codexgen-bench encode   [--python PATH] [--passes N]
      codexgen-bench history  [--python PATH] [--passes N]
      codexgen-bench stream   [--passes N]
      codexgen-bench generate [--passes N]

    Commands:
      decode     the notifications of a streaming turn, made into typed values
      encode     the same notifications and requests that start turns, made into JSON
      history    the answer to thread/resume with 20 MB of items, both ways
      stream     turns of 5,000 deltas and 1,000 requests at a time, through the whole SDK
      generate   the generator in this process, and codexgen as a whole
      help       show this, or with a command's name what that command measures

    Options:
    \(pythonOption)
    \(commonOptions)

    Each row of a table runs in a process of its own, which does a pass for each line on its standard input. For a
    profiler it can be started by hand:
      codexgen-bench worker \(WorkerName.messages.rawValue) SESSION.jsonl > messages.jsonl
      yes '' | head -100 | codexgen-bench worker \(WorkerName.decodeDirect.rawValue) messages.jsonl

    Run it inside of the package and with optimization. Exit codes: 0 fine, 2 the command line or an input is wrong.

    Example:
      swift run -c release codexgen-bench decode --python venv/bin/python
    """

  private static func explanation(_ benchmark: BenchmarkName) -> String {
    switch benchmark {
    case .decode:
      """
      Decodes 20,000 notifications made from the recorded session: 9 of 10 are deltas of an agent message, the others
      have their real proportions. One line is one message, and becomes one ServerNotification.
      """
    case .encode:
      """
      Encodes the 20,000 notifications of 'decode', and 20,000 turn/start requests with texts of their own.
      Python encodes the parameters only, with model_dump_json(by_alias=True).
      """
    case .history:
      """
      Decodes and encodes a ThreadResumeResponse of 20 MB, with thousands of items of all kinds. The peak is that of the
      row's process, with the text, the value and, for encoding, the new text.
      """
    case .stream:
      """
      Runs turns of 5,000 deltas through Codex, which talks to a child process that plays a prepared stream, and sends
      1,000 requests that are all answered only when the last has arrived. CPU is that of the client alone. The rows
      without Codex read the same bytes from the same child.
      """
    case .generate:
      """
      Runs the generator on both bundles of schema/ inside of a process, and codexgen as a whole: 'generate' into an
      empty folder, and 'check' on what is up to date. It needs the codexgen next to this program:
      swift build -c release --product codexgen
      """
    }
  }

  private static let pythonOption = """
      --python PATH   a Python interpreter that has openai-codex, to compare with: python3 -m venv venv
                      && venv/bin/pip install openai-codex
    """

  private static let commonOptions = """
      --passes N      how often each row is measured, from 1 to 1000; the median counts (default: 7)
      -h, --help      show this
    """
}
