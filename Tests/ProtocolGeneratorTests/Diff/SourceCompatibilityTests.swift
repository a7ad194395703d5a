import Foundation
import Testing

@testable import ProtocolGenerator

/// Compares the diff's source verdicts with the compiler: programs for the old code are compiled with the new code.
@Suite("A source verdict")
struct SourceCompatibilityTests {
  @Test("agrees with the compiler about programs in another module")
  func mutations() async throws {
    let old = try MutatedRelease.input { ($0.old, $0.methods.old, $0.notifications.old) }
    let new = try MutatedRelease.input { ($0.new, $0.methods.new, $0.notifications.new) }
    let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
    let programs = SourceMutation.all.reduce(into: [String: String]()) { programs, mutation in
      programs[mutation.name] = Self.program(mutation.name, mutation.program)
      programs["\(mutation.name)Unaffected"] = mutation.unaffected.map { Self.program("\(mutation.name)2", $0) }
    }

    let compiler = try Compiler()
    async let before = Self.check(programs, old, "old", compiler)
    async let after = Self.check(programs, new, "new", compiler)
    let (oldProblems, newProblems) = try await (before, after)

    #expect(SourceMutation.all.count >= 20)
    for mutation in SourceMutation.all {
      let own = changes.filter(mutation.contains)
      let verdict = own.compactMap { $0.source?.severity }.max() ?? .safe
      #expect(verdict == mutation.verdict, "\(mutation.name): \(own.map(\.summary))")
      #expect(oldProblems[mutation.name] == [], "the program for \(mutation.name) is wrong")
      let problems = newProblems[mutation.name] ?? []
      switch verdict {
      // The only allowed warning is that of `@unknown default` about new cases.
      case .safe: #expect(problems.allSatisfy { $0.hasSuffix("warning: switch must be exhaustive") }, "\(problems)")
      case .risky: #expect(!problems.isEmpty, "\(mutation.name) compiles without a warning")
      case .breaking: #expect(problems.contains { $0.contains(" error: ") }, "\(mutation.name) compiles")
      }
      if mutation.unaffected != nil {
        #expect(oldProblems["\(mutation.name)Unaffected"] == [])
        #expect(newProblems["\(mutation.name)Unaffected"] == [], "\(mutation.name)")
      }
    }
    let told = changes.filter { change in !SourceMutation.all.contains { $0.contains(change) } }
    #expect(told.map(\.summary) == [], "changes that no mutation made")
  }

  @Test(
    "agrees with the compiler about two updates to real releases",
    arguments: [
      (
        "0.133.0", "0.144.4",
        [
          RealUse("ReasoningEffort", #"_ = ReasoningEffort.low"#, .breaking),
          RealUse(
            "feedback/upload params.includeLogs",
            "_ = { (it: FeedbackUploadParams) -> Bool in it.includeLogs }",
            .breaking
          ),
          RealUse("AskForApproval.on-failure", "_ = AskForApproval.onFailure", .breaking),
          RealUse(
            "ThreadItem",
            "_ = { (it: ThreadItem) in if case .agentMessage(let m) = it { print(m.text) } }",
            .safe
          ),
          RealUse("turn/start params", #"_ = TurnStartParams(input: [], threadID: "")"#, .safe),
        ]
      ),
      (
        "0.144.4", "0.147.0",
        [
          RealUse("ReviewDecision.denied", "_ = ReviewDecision.denied as ReviewDecision", .breaking),
          RealUse(
            "Account.amazonBedrock.credentialSource",
            "_ = { (it: Account.AmazonBedrock) in it.credentialSource }",
            .breaking
          ),
          RealUse("thread/start params", #"_ = ThreadStartParams(cwd: "", model: "")"#, .safe),
          RealUse("turn/interrupt", #"_ = RPC.TurnInterrupt(TurnInterruptParams(threadID: "", turnID: ""))"#, .safe),
        ]
      ),
    ]
  )
  func realSteps(oldRelease: String, newRelease: String, uses: [RealUse]) async throws {
    let (old, new) = (try Release.input(oldRelease, stableOnly: true), try Release.input(newRelease, stableOnly: true))
    let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
    let programs = Dictionary(
      uses.enumerated().map { ("Use\($0)", Self.program("Use\($0)", $1.program, sdk: false)) },
      uniquingKeysWith: { first, _ in first }
    )

    let compiler = try Compiler()
    async let before = Self.check(programs, old, "old", compiler)
    async let after = Self.check(programs, new, "new", compiler)
    let (oldProblems, newProblems) = try await (before, after)

    for (index, use) in uses.enumerated() {
      let verdict = changes.filter { $0.subject == use.subject }.compactMap { $0.source?.severity }.max() ?? .safe
      #expect(verdict == use.verdict, "\(use.subject)")
      #expect(oldProblems["Use\(index)"] == [], "\(use.subject)")
      #expect(newProblems["Use\(index)"]?.isEmpty == (verdict == .safe), "\(use.subject)")
    }
  }

  struct RealUse: Sendable {
    var subject: String
    var program: String
    var verdict: Severity

    init(_ subject: String, _ program: String, _ verdict: Severity) {
      (self.subject, self.program, self.verdict) = (subject, program, verdict)
    }
  }

  // MARK: Compiling

  private static func check(
    _ programs: [String: String],
    _ input: GeneratorInput,
    _ release: String,
    _ compiler: Compiler
  ) async throws -> [String: [String]] {
    let files = try Generator.generate(input).files
    let hasSDK = files.contains { $0.path.hasPrefix("CodexSDK/") }
    // The wait for the compiler's process blocks a thread. That must not be one of the few threads of Swift concurrency, which
    // all other tests need.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            try compiler.build(files, runtime: hasSDK ? runtime : nil, release: release)
            return try compiler.check(programs, release: release)
          }
        )
      }
    }
  }

  private static func program(_ name: String, _ body: String, sdk: Bool = true) -> String {
    """
    import CodexProtocol
    \(sdk ? "import CodexSDK\n" : "")import CodexWire

    func use\(name)() {
      \(body)
    }

    """
  }

  /// The part of the SDK's runtime that the generated functions extend.
  private static let runtime = """
    import CodexWire

    public struct Codex: Sendable {
      public func send<Method: ClientMethod>(_ method: Method, timeout: Duration? = nil) async throws -> Method.Response {
        fatalError()
      }
    }

    public struct CodexThread: Sendable {
      public let id: String
      let codex: Codex
    }

    """
}
