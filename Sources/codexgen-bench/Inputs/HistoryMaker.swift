#if os(macOS) || os(Linux)
/// Makes the response to `thread/resume` for a long thread, with turns that have items of all kinds. The text is the same in
/// each run.
struct HistoryMaker {
  private var texts = TextMaker()
  private var number = 0
  private var rareCount = 0

  /// The result of `thread/resume`.
  ///
  /// - Parameter size: The least size of the turns, in bytes.
  static func response(size: Int) -> String {
    var maker = HistoryMaker()
    var turns: [String] = []
    var count = 0
    while count < size {
      turns.append(maker.turn())
      count += turns.last?.utf8.count ?? 0
    }
    return maker.response(turns)
  }

  /// The result of `thread/resume`.
  ///
  /// - Parameter items: The least number of items of all turns.
  static func response(items: Int) -> String {
    var maker = HistoryMaker()
    var turns: [String] = []
    var count = 0
    while count < items {
      let id = maker.id("turn")
      let items = maker.items()
      turns.append(maker.turn(id, items))
      count += items.count
    }
    return maker.response(turns)
  }

  /// The entries of a page of `thread/items/list`: the items of the next turns.
  ///
  /// - Parameter count: The least number of entries.
  mutating func entries(atLeast count: Int) -> [String] {
    var entries: [String] = []
    while entries.count < count {
      let id = id("turn")
      entries += items().map { #"{"turnId":"\#(id)","item":\#($0)}"# }
    }
    return entries
  }

  private func response(_ turns: [String]) -> String {
    #"{"thread":\#(thread(turns)),"model":"gpt-5","modelProvider":"openai","serviceTier":null,"#
      + #""cwd":"/workspace","instructionSources":["/workspace/AGENTS.md"],"approvalPolicy":"on-request","#
      + #""approvalsReviewer":"auto_review","sandbox":{"type":"workspaceWrite","writableRoots":["/workspace"],"#
      + #""networkAccess":false,"excludeTmpdirEnvVar":false,"excludeSlashTmp":false},"reasoningEffort":"high"}"#
  }

  private func thread(_ turns: [String]) -> String {
    #"{"id":"thread-1","sessionId":"thread-1","forkedFromId":null,"parentThreadId":null,"preview":"Fix the test.","#
      + #""ephemeral":false,"section":null,"sectionEnteredAt":null,"projectId":null,"modelProvider":"openai","#
      + #""createdAt":1795163432,"updatedAt":1795163432,"status":{"type":"idle"},"path":"/home/rollout.jsonl","#
      + #""cwd":"/workspace","cliVersion":"0.163.0","source":"vscode","gitInfo":null,"name":null,"turns":["#
      + turns.joined(separator: ",") + "]}"
  }

  private mutating func id(_ prefix: String) -> String {
    number += 1
    return "\(prefix)-0a1b2c3d-\(number)"
  }

  private mutating func turn() -> String {
    let id = id("turn")
    return turn(id, items())
  }

  private func turn(_ id: String, _ items: [String]) -> String {
    #"{"id":"\#(id)","rootTurnId":"\#(id)","items":[\#(items.joined(separator: ","))],"itemsView":"full","#
      + #""status":"completed","error":null,"startedAt":1795163432,"completedAt":1795163444,"durationMs":12345}"#
  }

  /// The items of one turn.
  private mutating func items() -> [String] {
    var items = [userMessage(), reasoning()]
    for step in 0..<6 {
      items.append(commandExecution())
      if step.isMultiple(of: 2) { items.append(fileChange()) }
      if step.isMultiple(of: 3) { items += [agentMessage(), reasoning()] }
    }
    return items + [mcpToolCall(), webSearch(), rare(), agentMessage()]
  }
}

// MARK: Items

extension HistoryMaker {
  private mutating func userMessage() -> String {
    #"{"type":"userMessage","id":"\#(id("item"))","clientId":null,"content":[{"type":"text","text":"#
      + #"\#(texts.prose(3)),"text_elements":[]}]}"#
  }

  private mutating func agentMessage() -> String {
    #"{"type":"agentMessage","id":"\#(id("msg"))","text":\#(texts.prose(12)),"phase":null,"memoryCitation":null,"#
      + #""delivery":null,"questions":null}"#
  }

  private mutating func reasoning() -> String {
    #"{"type":"reasoning","id":"\#(id("rs"))","summary":[\#(texts.prose(2)),\#(texts.prose(2))],"content":[]}"#
  }

  private mutating func commandExecution() -> String {
    let command = texts.command()
    return #"{"type":"commandExecution","id":"\#(id("call"))","pluginId":null,"scriptPath":null,"command":\#(command),"#
      + #""cwd":"/workspace","processId":"51470","source":"unifiedExecStartup","status":"completed","#
      + #""commandActions":[{"type":"read","command":\#(command),"name":"Router.swift","path":"/workspace/Router.swift"},"#
      + #"{"type":"search","command":\#(command),"query":"TODO","path":null}],"#
      + #""aggregatedOutput":\#(texts.output(24)),"exitCode":0,"durationMs":\#(number)}"#
  }

  private mutating func fileChange() -> String {
    #"{"type":"fileChange","id":"\#(id("call"))","changes":[{"path":"/workspace/Router.swift","#
      + #""kind":{"type":"update","move_path":null},"diff":\#(texts.diff(10))},"#
      + #"{"path":"/workspace/New.swift","kind":{"type":"add"},"diff":\#(texts.diff(6))}],"status":"completed"}"#
  }

  private mutating func mcpToolCall() -> String {
    #"{"type":"mcpToolCall","id":"\#(id("call"))","server":"issues","tool":"search","status":"completed","#
      + #""arguments":{"query":\#(texts.prose(1)),"limit":20,"labels":["bug","help wanted"],"score":0.75},"#
      + #""mcpAppResourceUri":null,"result":{"content":[{"type":"text","text":\#(texts.prose(4))}],"#
      + #""structuredContent":{"total":\#(number),"isComplete":true}},"error":null,"durationMs":321}"#
  }

  private mutating func webSearch() -> String {
    #"{"type":"webSearch","id":"\#(id("ws"))","query":"swift unsafe pointers","#
      + #""action":{"type":"search","query":"swift unsafe pointers","queries":["pointers","unsafe"]}}"#
  }

  /// An item of a kind that is rare in a thread. Each call takes the next kind.
  private mutating func rare() -> String {
    let id = id("item")
    let kinds = [
      #"{"type":"hookPrompt","id":"\#(id)","fragments":[{"text":"Run the linter first.","hookRunId":"hook-1"}]}"#,
      #"{"type":"functionCallOutput","id":"\#(id)","name":"clock","namespace":null,"output":"It is noon."}"#,
      #"{"type":"plan","id":"\#(id)","text":"1. Read.\n2. Change.\n3. Test."}"#,
      #"{"type":"dynamicToolCall","id":"\#(id)","namespace":null,"tool":"clock","arguments":{"zone":"UTC"},"#
        + #""status":"completed","contentItems":[{"type":"inputText","text":"noon"}],"success":true,"durationMs":3}"#,
      #"{"type":"collabAgentToolCall","id":"\#(id)","tool":"spawnAgent","status":"completed","senderThreadId":"t-1","#
        + #""receiverThreadIds":["t-2"],"prompt":"Look.","model":null,"reasoningEffort":null,"#
        + #""agentsStates":{"t-2":{"status":"running","message":null}}}"#,
      #"{"type":"subAgentActivity","id":"\#(id)","agentPath":"/root/a","agentThreadId":"t-2","kind":"started"}"#,
      #"{"type":"imageView","id":"\#(id)","path":"/workspace/diagram.png"}"#,
      #"{"type":"sleep","id":"\#(id)","durationMs":1000}"#,
      #"{"type":"imageGeneration","id":"\#(id)","status":"completed","revisedPrompt":null,"result":"aGVsbG8="}"#,
      #"{"type":"enteredReviewMode","id":"\#(id)","review":"current changes"}"#,
      #"{"type":"exitedReviewMode","id":"\#(id)","review":"Nothing to add."}"#,
      #"{"type":"contextCompaction","id":"\#(id)"}"#,
    ]
    rareCount += 1
    return kinds[rareCount % kinds.count]
  }
}
#endif
