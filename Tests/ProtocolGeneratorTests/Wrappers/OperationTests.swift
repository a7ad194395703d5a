import Testing

@testable import ProtocolGenerator

@Suite("The section operations of the customization")
struct OperationTests {
  private static let bundle = ##"""
    {"definitions": {
      "JobStartParams": {"properties": {"jobId": {"type": "string"}, "name": {"type": "string"}},
        "required": ["jobId", "name"]},
      "JobStartResponse": {"properties": {"place": {"type": "string"}}, "required": ["place"]},
      "JobStopParams": {"properties": {"jobId": {"type": "string"}}, "required": ["jobId"]},
      "JobStopResponse": {"type": "object"},
      "JobMoveParams": {"properties": {"jobId": {"type": "string"}, "place": {"type": "string"}},
        "required": ["jobId", "place"]},
      "JobMoveResponse": {"type": "object"},
      "JobOutput": {"properties": {"jobId": {"type": "string"}, "text": {"type": "string"}}, "required": ["jobId"]},
      "JobEnded": {"properties": {"jobId": {"type": "string"}}, "required": ["jobId"]},
      "ClientRequest": {"oneOf": [
        {"properties": {"method": {"const": "job/start"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/JobStartParams"}}, "required": ["method", "id", "params"]},
        {"properties": {"method": {"const": "job/stop"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/JobStopParams"}}, "required": ["method", "id", "params"]},
        {"properties": {"method": {"const": "job/move"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/JobMoveParams"}}, "required": ["method", "id", "params"]}]},
      "ServerNotification": {"oneOf": [
        {"properties": {"method": {"const": "job/output"}, "params": {"$ref": "#/definitions/JobOutput"}},
          "required": ["method", "params"]},
        {"properties": {"method": {"const": "job/ended"}, "params": {"$ref": "#/definitions/JobEnded"}},
          "required": ["method", "params"]}]}
    }}
    """##

  private static let whole = #"""
    {"job/start": {"handle": "Job", "id": "jobId", "events": ["job/output"], "end": "job/ended", "stop": "job/stop",
      "documentation": "A job."}}
    """#

  private func customization(_ operations: String, _ others: String = "") -> SourceFile {
    Stage.file(
      #"""
      {"owners": {"Job": {"jobId": "id"}}, "wrappers": {"job/start": [{"returns": "Job"}]}, "operations": \#(operations)
        \#(others)}
      """#,
      path: "customization.json"
    )
  }

  private func generated(_ operations: String, _ others: String = "") throws(GeneratorError) -> [String: String] {
    let input = GeneratorInput(
      stable: Stage.file(Self.bundle, path: "stable.json"),
      customization: customization(operations, others)
    )
    let files = try Generator.generate(input).files
    return Dictionary(files.map { ($0.path, $0.contents) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("becomes a handle with the events, a function that waits for the end, and the functions that have the ID")
  func handle() throws {
    let files = try generated(Self.whole)
    let handle = try #require(files["CodexSDK/Operations.swift"])
    for part in [
      "public struct Job: Identifiable, Sendable {", "public let response: JobStartResponse",
      "let operation: StartedOperation<JobEnded>", "public var events: OperationEvents",
      "public func wait() async throws -> JobEnded",
      "case .jobOutput(let message): OperationMessage(id: message.params.jobID)",
      "case .jobEnded(let message): OperationMessage(id: message.params.jobID, end: message.params)",
      "RPC.JobStop(JobStopParams(jobID: id))",
    ] { #expect(handle.contains(part), "\(part)\nin\n\(handle)") }
    let functions = files.values.joined()
    #expect(functions.contains("public func start(name: String, timeout: Duration? = nil) async throws -> Job"))
    #expect(functions.contains("JobStartParams(jobID: Codex._newID(), name: name)"))
    #expect(functions.contains("extension Job {"))
    #expect(functions.contains("public func stop(timeout: Duration? = nil) async throws {"))
    #expect(!functions.contains("operation.finish()"))
  }

  @Test("makes a handle without an end, whose events end when it is stopped")
  func openEnded() throws {
    let files = try generated(
      #"{"job/start": {"handle": "Job", "id": "jobId", "events": ["job/output"], "stop": "job/stop", "documentation": "d"}}"#
    )
    let handle = try #require(files["CodexSDK/Operations.swift"])
    #expect(handle.contains("let operation: StartedOperation<Never>"))
    #expect(!handle.contains("func wait()"))
    #expect(files.values.joined().contains("operation.finish()"))
  }

  @Test("says what becomes of each method that starts something and of each notification that tells an end")
  func undecided() throws {
    func undecided(_ operations: String, _ others: String = "") throws -> [String] {
      let file = customization(operations, others)
      let input = GeneratorInput(stable: Stage.file(Self.bundle, path: "stable.json"), customization: file)
      let model = try ModelPipeline.model(of: input)
      let customization = try CustomizationReader.read(file)
      let wrappers = try WrapperBuilder.build(model, customization).wrappers
      return OperationForms.undecided(model, customization.wrappers, wrappers)
    }
    #expect(try undecided(Self.whole) == [])
    #expect(try undecided("{}") == ["job/move", "job/start", "job/stop", "job/ended"])
    let reasons = #"{"job/start": {"reason": "r"}, "job/move": {"reason": "r"}, "job/stop": {"reason": "r"}}"#
    #expect(try undecided(reasons) == ["job/ended"])
    #expect(try undecided(reasons, #", "serverOperations": {"job/ended": "r"}"#) == [])
  }

  @Test(
    "is refused when an entry does not fit the schema or the functions",
    arguments: [
      (
        #"{"job/strat": {"reason": "r"}}"#,
        #"/operations/job~1strat: error: clients cannot call a method "job/strat", so this entry has no effect; did you mean "job/start"?"#
      ),
      (
        #"{"job/start": {"reason": "r", "end": "job/ended"}}"#,
        "/operations/job~1start/reason: error: a method with a reason has neither an end nor a handle; remove the other members"
      ),
      (
        #"{"job/start": {"events": ["job/output"], "end": "job/ended"}}"#,
        #"/operations/job~1start: error: "id", "events", "stop" and "documentation" belong to a "handle""#
      ),
      (
        #"{"job/start": {"handle": "Job", "id": "jobId", "documentation": "d"}}"#,
        #"/operations/job~1start: error: a "handle" needs "id", "stop" and "documentation""#
      ),
      (
        #"{"job/start": {"handle": "Work", "id": "jobId", "stop": "job/stop", "documentation": "d"}}"#,
        #"/operations/job~1start/handle: error: no function of "job/start" has "Work" in its "returns""#
      ),
      (
        #"{"job/start": {"handle": "Job", "id": "job", "stop": "job/stop", "documentation": "d"}}"#,
        #"/operations/job~1start/id: error: "job/start" has no property "job" that is a string"#
      ),
      (
        #"{"job/start": {"handle": "Job", "id": "jobId", "stop": "job/move", "documentation": "d"}}"#,
        #"/operations/job~1start/stop: error: "job/move" requires other properties than "jobId", so a handle cannot call the method"#
      ),
      (
        #"{"job/start": {"handle": "Job", "id": "jobId", "stop": "job/stop", "end": "job/end", "documentation": "d"}}"#,
        #"/operations/job~1start/end: error: the server sends no notification "job/end"; did you mean "job/ended"?"#
      ),
      (
        #"{"job/move": {"end": "job/ended"}}"#,
        #"/operations/job~1move: error: the function move returns before "job/ended" comes; name in its "returns" a type of the SDK that waits"#
      ),
    ]
  )
  func errors(operations: String, error: String) {
    let errors = Stage.errors { _ = try generated(operations) }
    #expect(errors.contains("customization.json#\(error)"), "\(errors)")
  }

  @Test("has no method of the pinned release left out, and treats each as the table says")
  func pinnedRelease() throws {
    let file = try Stage.repositoryFile("schema/customization.json")
    let input = GeneratorInput(
      stable: try Stage.pinned("stable"),
      experimental: try Stage.pinned("experimental"),
      customization: file
    )
    let model = try ModelPipeline.model(of: input)
    let customization = try CustomizationReader.read(file)
    let wrappers = try WrapperBuilder.build(model, customization).wrappers
    #expect(OperationForms.undecided(model, customization.wrappers, wrappers) == [])

    let treatments = customization.wrappers.operations.sorted { $0.subject < $1.subject }.map { entry in
      let returned = wrappers.filter { $0.method.name == entry.subject }.map { wrapper in
        if case .handle(let type) = wrapper.returns { "\(wrapper.name) -> \(type)" } else { wrapper.name }
      }
      return "\(entry.subject): \(returned.joined(separator: ", "))" + (entry.value.reason == nil ? "" : ", excused")
    }
    #expect(
      treatments == [
        "account/gatewayOAuth/login: logInWithGatewayOAuth -> GatewayLogin",
        "account/login/cancel: cancelLogin, excused",
        "account/login/start: startLogin -> AccountLogin",
        "command/exec: run -> CommandExecResponse, start -> RunningCommand",
        "externalAgentConfig/import: import -> ExternalAgentImport",
        "fs/watch: watch -> FileWatch",
        "fuzzyFileSearch/sessionStart: startSession -> FileSearchSession",
        "mcpServer/event/stream/start: startMCPEventStream -> MCPEventStream",
        "mcpServer/oauth/login: startOAuthLogin -> MCPServerLogin",
        "process/spawn: spawn -> SpawnedProcess",
        "project/import: import, excused",
        "remoteControl/pairing/start: startPairing, excused",
        "review/start: startReview -> CodexTurn",
        "thread/compact/start: compact -> TurnResult",
        "thread/prediction/request: requestPrediction -> ThreadPredictionResult",
        "thread/queue/start: startQueuedSubmission -> CodexTurn",
        "thread/realtime/start: startRealtime -> RealtimeSession",
        "thread/shellCommand: runShellCommand -> ShellCommandResult",
        "thread/start: startThread -> CodexThread, excused",
        "turn/start: startTurn -> CodexTurn, run -> TurnResult",
        "windowsSandbox/setupStart: startSetup -> WindowsSandboxSetup",
      ]
    )
  }
}
