#if os(macOS) || os(Linux)
import CodexSDK

/// The loop of the program: takes keys and states, and draws the screen.
@MainActor
final class ChatLoop {
  enum Event: Sendable {
    case terminal(TerminalEvent)
    case state(ThreadState)
    case problem(String)
  }

  private let codex: Codex
  private let desk: ApprovalDesk
  private let terminal: Terminal
  private let events: AsyncStream<Event>
  private let send: AsyncStream<Event>.Continuation
  private var frame: [String] = []
  private var screen = Screen(state: ThreadState(id: ""))
  private var chooser: ThreadChooser?
  private var thread: CodexThread?
  private var states: ThreadStates?
  private var following: Task<Void, Never>?

  init(_ codex: Codex, _ desk: ApprovalDesk, _ terminal: Terminal) {
    self.codex = codex
    self.desk = desk
    self.terminal = terminal
    (events, send) = AsyncStream.makeStream(of: Event.self)
  }

  /// The end of the loop by a signal.
  struct Signalled: Error {
    var number: Int32
  }

  /// Runs until the user quits.
  ///
  /// - Throws: `Signalled`, or an error of the SDK.
  func run() async throws {
    terminal.enter { [send] in send.yield(.terminal($0)) }
    defer { terminal.leave() }
    try await showThreads(orNewIfNone: true)
    draw()
    for await event in events {
      switch event {
      case .state(let state): screen.state = state
      case .problem(let text): screen.message = text
      case .terminal(.resized): frame = []
      case .terminal(.key(.end)): return stop()
      case .terminal(.signal(let number)): throw Signalled(number: number)
      case .terminal(.key(let key)):
        do {
          if chooser == nil { try await press(key) } else { try await choose(key) }
        } catch {
          screen.message = "\(error)"
        }
      }
      draw()
    }
  }

  // MARK: Threads

  private func showThreads(orNewIfNone: Bool) async throws {
    let threads = try await codex.threads.list(limit: 50).data
    if threads.isEmpty, orNewIfNone { return try await open(nil) }
    chooser = ThreadChooser(threads: threads)
  }

  private func choose(_ key: Key) async throws {
    guard var chooser else { return }
    switch key {
    case .up: chooser.selection = max(0, chooser.selection - 1)
    case .down: chooser.selection = min(chooser.threads.count, chooser.selection + 1)
    case .enter:
      try await open(chooser.selection == 0 ? nil : chooser.threads[chooser.selection - 1].id)
      self.chooser = nil
      return
    case .escape where thread != nil:
      self.chooser = nil
      return
    default: break
    }
    self.chooser = chooser
  }

  /// Starts or resumes a thread, and follows its states.
  private func open(_ id: String?) async throws {
    let thread: CodexThread
    if let id {
      thread = try await codex.resumeThread(id, options: .init(excludeTurns: true))
    } else {
      thread = try await codex.startThread(approvalMode: .askUser, sandbox: .workspaceWrite)
    }
    stop()
    self.thread = thread
    screen = Screen(state: ThreadState(id: thread.id))
    let states = thread.states()
    self.states = states
    following = Task { [send] in
      do {
        for try await state in states { send.yield(.state(state)) }
      } catch is CancellationError {
      } catch {
        send.yield(.problem("\(error)"))
      }
    }
  }

  private func stop() {
    following?.cancel()
    following = nil
    states = nil
  }

  // MARK: Keys

  private func press(_ key: Key) async throws {
    screen.message = nil
    switch key {
    case .interrupt:
      if let turn = screen.state.runningTurn, let thread {
        _ = try await codex.send(RPC.TurnInterrupt(TurnInterruptParams(threadID: thread.id, turnID: turn.id)))
      } else {
        screen.message = "Ctrl-D quits"
      }
    case .threads: try await showThreads(orNewIfNone: false)
    case .tab: screen.isUnfolded.toggle()
    case .up: screen.scroll += 1
    case .down: screen.scroll = max(0, screen.scroll - 1)
    case .pageUp:
      screen.scroll += terminal.size.height / 2
      if screen.state.hasEarlierTurns { try await states?.loadEarlierTurns() }
    case .pageDown: screen.scroll = max(0, screen.scroll - terminal.size.height / 2)
    case .enter: try await submit()
    case .backspace: if !screen.input.isEmpty { screen.input.removeLast() }
    case .escape: screen.input = ""
    case .character(let character):
      if screen.input.isEmpty, await decide(character) { return }
      screen.input.append(character)
    case .end: break
    }
  }

  /// Takes a key as the decision about the first request that waits.
  private func decide(_ character: Character) async -> Bool {
    for request in screen.state.openRequests {
      guard let approval = screen.state.approval(for: request) else { continue }
      guard let choice = approval.choices.first(where: { $0.key == character }) else { return false }
      await desk.answer(request.id, choice.decision)
      return true
    }
    return false
  }

  private func submit() async throws {
    let text = screen.input
    guard !text.isEmpty, let thread else { return }
    screen.input = ""
    screen.scroll = 0
    // The states show what the turn does, so its handle is not needed.
    _ = try await thread.startTurn(text)
  }

  // MARK: Drawing

  /// Draws the lines that have changed.
  private func draw() {
    let (width, height) = terminal.size
    let lines = chooser?.lines(width: width, height: height) ?? screen.lines(width: width, height: height)
    let new = lines.map { $0.rendered(width: width) }
    var output = frame.count == new.count ? "" : "\u{1B}[2J"
    let old = frame.count == new.count ? frame : []
    for (index, line) in new.enumerated() where index >= old.count || old[index] != line {
      output += "\u{1B}[\(index + 1);1H\u{1B}[2K\(line)"
    }
    frame = new
    if !output.isEmpty { terminal.write(output) }
  }
}
#endif
