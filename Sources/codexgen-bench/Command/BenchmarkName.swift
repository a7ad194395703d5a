import CommandLineSupport

/// A benchmark, which is a command of this program.
enum BenchmarkName: String, CaseIterable {
  case decode
  case encode
  case history
  case stream
  case state
  case generate

  /// Whether the benchmark measures the Python SDK too.
  var hasPythonRow: Bool {
    switch self {
    case .decode, .encode, .history: true
    case .stream, .state, .generate: false
    }
  }
}

// MARK: Help

extension BenchmarkName {
  var description: CommandDescription {
    let options = (hasPythonRow ? [Options.python.description] : []) + [Options.passes.description]
    return CommandDescription(
      name: rawValue,
      summary: summary,
      discussion: discussion,
      usage: [options.map(\.optional)],
      options: options
    )
  }

  private var summary: String {
    switch self {
    case .decode: "Measures how fast the notifications of a turn are decoded."
    case .encode: "Measures how fast notifications and requests are encoded."
    case .history: "Measures decoding and encoding of a thread history of 20 MB."
    case .stream: "Measures turns of 5,000 deltas, and 1,000 concurrent requests, through the whole SDK."
    case .state: "Measures how fast deltas change the state of a thread."
    case .generate: "Measures the generator, in this process and as the program codexgen."
    }
  }

  private var discussion: String {
    switch self {
    case .decode:
      """
      Decodes 20,000 notifications that are made from the recorded session: 9 of 10 are deltas of an
      agent message, and the others have the same proportions as in the session. Each line is one
      message, and is decoded to one ServerNotification.
      """
    case .encode:
      """
      Encodes the 20,000 notifications of 'decode', and 20,000 turn/start requests that each have a
      different text. Python encodes only the parameters, with model_dump_json(by_alias=True).
      """
    case .history:
      """
      Decodes and encodes a ThreadResumeResponse of 20 MB, with thousands of items of all kinds. The
      peak memory is that of the row's process: the text, the value and, for encoding, the new text.
      """
    case .stream:
      """
      Runs turns of 5,000 deltas through Codex, which talks to a child process that plays a prepared
      stream. Then sends 1,000 requests, to which the child responds only after it has received the last
      one. The CPU time is that of the client alone. The rows without Codex read the same bytes from the
      same child process.
      """
    case .state:
      """
      Applies decoded deltas of one agent message to a ThreadState. The time per delta must not grow with
      the number of deltas. A kept snapshot makes the next delta copy the text once.
      """
    case .generate:
      """
      Runs the generator with both bundles of schema/ in this process, and runs the program codexgen:
      'generate' into an empty folder, and 'check' of files that are up to date. The program codexgen
      must be in the same folder as this program: swift build -c release --product codexgen
      """
    }
  }
}
