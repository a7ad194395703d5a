/// What a notification does to a `ThreadState`.
enum NotificationEffect: Hashable, Sendable {
  /// - Parameter change: What changes.
  case changes(_ change: String)
  /// - Parameter reason: Why the notification has no effect.
  case ignored(_ reason: String)
}

extension NotificationEffect {
  /// The effects of all notifications of the schema, by method. A test fails when a release adds a notification that is not in the table.
  static let table: [String: NotificationEffect] = [
    // Items
    "item/started": .changes("adds a running item"),
    "item/completed": .changes("moves the item to the completed ones, with its final contents"),
    "item/agentMessage/delta": .changes("appends to the text of a running message"),
    "item/plan/delta": .changes("appends to the text of a running plan"),
    "item/reasoning/textDelta": .changes("appends to a part of running reasoning"),
    "item/reasoning/summaryTextDelta": .changes("appends to a part of the summary of running reasoning"),
    "item/reasoning/summaryPartAdded": .changes("adds an empty part to the summary of running reasoning"),
    "item/commandExecution/outputDelta": .changes("appends to the output of a running command"),
    "item/commandExecution/terminalInteraction": .changes("adds a text to the input of a running command"),
    "item/fileChange/outputDelta": .changes("appends to the output of a running file change"),
    "item/fileChange/patchUpdated": .changes("replaces the changes of a running file change"),
    "item/mcpToolCall/progress": .changes("adds a message to a running tool call"),
    // Turns
    "turn/started": .changes("adds a turn"),
    "turn/completed": .changes("sets the final status of the turn, and removes its open requests"),
    "turn/plan/updated": .changes("replaces the plan of the turn"),
    "turn/diff/updated": .changes("replaces the diff of the turn"),
    "item/autoApprovalReview/started": .changes("adds a review to the turn"),
    "item/autoApprovalReview/completed": .changes("sets the outcome of a review"),
    "autoApprovalReview/strictReviewRequired": .changes("notes that each action of the turn is reviewed"),
    "model/rerouted": .changes("sets the model of the turn, and adds a notice"),
    // The thread
    "thread/started": .changes("replaces the description of the thread"),
    "thread/status/changed": .changes("sets the status"),
    "thread/name/updated": .changes("sets the name"),
    "thread/goal/updated": .changes("sets the goal"),
    "thread/goal/cleared": .changes("removes the goal"),
    "thread/tokenUsage/updated": .changes("sets the token usage of the thread and of the turn"),
    "thread/settings/updated": .changes("sets the settings"),
    "thread/readState/changed": .changes("sets where the unread part begins"),
    "thread/prediction/updated": .changes("sets the prediction"),
    "thread/project/updated": .changes("sets the project"),
    "thread/archived": .changes("notes that the thread is archived"),
    "thread/unarchived": .changes("notes that the thread is not archived"),
    "thread/deleted": .changes("notes that the thread is deleted"),
    "thread/closed": .changes("sets the status to not loaded, and removes the open requests"),
    "thread/reverted": .changes("removes the turns, until they are read again"),
    "serverRequest/resolved": .changes("removes an open request"),
    "hook/started": .changes("adds a run of a hook"),
    "hook/completed": .changes("replaces a run of a hook"),
    "warning": .changes("adds a notice"),
    "guardianWarning": .changes("adds a notice"),
    "error": .changes("adds a notice"),
    "modelProvider/authRecoveryStarted": .changes("adds a notice"),
    "modelProvider/authRecoveryCompleted": .changes("adds a notice"),
    // About a thread, but not part of the state
    "thread/compacted": .ignored("an item of the turn shows the compaction"),
    "thread/queue/changed": .ignored(
      "the notification does not contain the queue; CodexThread.queuedSubmissions reads it"
    ),
    "thread/attachment/updated": .ignored(
      "the notification does not contain the attachment; CodexThread.attachments reads it"
    ),
    "thread/environment/connected": .ignored("the environment is not part of the conversation"),
    "thread/environment/disconnected": .ignored("the environment is not part of the conversation"),
    "model/verification": .ignored("the checks of the model are not part of the conversation"),
    "model/safetyBuffering/updated": .ignored("it is about how texts are shown, not about their contents"),
    "turn/moderationMetadata": .ignored("the metadata has no defined form"),
    "thread/realtime/started": .ignored(voice),
    "thread/realtime/itemAdded": .ignored(voice),
    "thread/realtime/item/started": .ignored(voice),
    "thread/realtime/item/transcript/delta": .ignored(voice),
    "thread/realtime/item/completed": .ignored(voice),
    "thread/realtime/transcript/delta": .ignored(voice),
    "thread/realtime/transcript/done": .ignored(voice),
    "thread/realtime/outputAudio/delta": .ignored(voice),
    "thread/realtime/sdp": .ignored(voice),
    "thread/realtime/error": .ignored(voice),
    "thread/realtime/closed": .ignored(voice),
    // Not about a thread
    "skills/changed": .ignored(server),
    "project/changed": .ignored(server),
    "command/exec/outputDelta": .ignored(server),
    "process/outputDelta": .ignored(server),
    "process/exited": .ignored(server),
    "mcpServer/oauthLogin/completed": .ignored(server),
    "mcpServer/startupStatus/updated": .ignored(server),
    "mcpServer/event/stream/notification": .ignored(server),
    "account/updated": .ignored(server),
    "account/gatewayOAuth/changed": .ignored(server),
    "account/rateLimits/updated": .ignored(server),
    "account/login/completed": .ignored(server),
    "app/list/updated": .ignored(server),
    "remoteControl/status/changed": .ignored(server),
    "externalAgentConfig/import/progress": .ignored(server),
    "externalAgentConfig/import/completed": .ignored(server),
    "fs/changed": .ignored(server),
    "deprecationNotice": .ignored(server),
    "configWarning": .ignored(server),
    "fuzzyFileSearch/sessionUpdated": .ignored(server),
    "fuzzyFileSearch/sessionCompleted": .ignored(server),
    "windows/worldWritableWarning": .ignored(server),
    "windowsSandbox/setupCompleted": .ignored(server),
  ]

  private static let voice = "voice sessions are not part of the state"
  private static let server = "it is about the server, not about a thread"
}
