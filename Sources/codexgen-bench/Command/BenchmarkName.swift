#if os(macOS) || os(Linux)
import CommandLineSupport

/// A benchmark, which is a command of this program.
enum BenchmarkName: String, CaseIterable {
  case decode
  case encode
  case history
  case stream
  case turn
  case transports
  case masking
  case resume
  case state
  case generate

  /// Whether the benchmark measures the Python SDK too.
  var hasPythonRow: Bool {
    switch self {
    case .decode, .encode, .history, .turn: true
    case .stream, .transports, .masking, .resume, .state, .generate: false
    }
  }

  /// Whether the benchmark measures one transport, which the user chooses.
  var hasTransport: Bool { self == .turn }
}

// MARK: Help

extension BenchmarkName {
  var description: CommandDescription {
    let options =
      (hasPythonRow ? [Options.python.description] : []) + (hasTransport ? [Options.transport.description] : [])
      + [Options.passes.description]
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
    case .stream: "Measures turns of 5,000 deltas, 1,000 concurrent requests and 1,000 concurrent turns."
    case .turn: "Measures what a turn of the real app-server costs the client, beside the Python SDK."
    case .transports: "Measures turns of 5,000 deltas over each transport, with the real app-server."
    case .masking: "Measures the masking of WebSocket messages."
    case .resume: "Measures resuming a thread of 100,000 items, with and without its history."
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
      same child process, and are the base of the ratios.

      The last rows run 1,000, 100 and 1 turns at once over one connection, with 20,000 deltas of all turns
      together, and read all of their events. The base of their ratios is the row with one turn.
      """
    case .turn:
      """
      Runs turns of 5,000 deltas with the real app-server and a scripted model, and reads all events, only the
      result, or the states of the thread. The line reader does what no client can avoid: it reads each line, and
      decodes nothing. The CPU time, the context switches (switches) and the system calls (calls) are those of the
      client's process alone: the app-server and the model are other processes. Each turn has a thread of its own,
      and starting it is part of the figures. The system calls are counted in one more turn, by 'perf' on Linux
      (a dash where perf is missing or not allowed).

      The delays are measured in other turns, over standard input and output: a process between the app-server and
      the client writes into each delta when it passes the delta on, and the client compares this time with the
      time at which its loop gets the delta. 'paced' is one delta per millisecond, which is faster than models
      write; 'full' is as fast as the app-server writes.

      Without '--python' the table has no rows of the Python SDK. The Python SDK and the line reader have rows only
      over standard input and output. The first run downloads Codex.
      """
    case .transports:
      """
      Runs turns of 5,000 deltas with the real app-server and a scripted model: over standard input and
      output, and as a WebSocket over a Unix socket and over TCP. The CPU time is that of the client alone.
      The time contains that of the server and of the model, and the start of a thread for each turn. The
      first run downloads Codex.
      """
    case .masking:
      """
      Masks messages as clients must do before they send them over a WebSocket, and copies the same bytes
      without a mask. One pass processes 256 MB.
      """
    case .resume:
      """
      Resumes a thread of 100,000 items on a child process that plays the server: with the history in the
      response, without it, and without it and then reading all items page by page through
      CodexThread.history. The peak memory is that of the client alone.
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
#endif
