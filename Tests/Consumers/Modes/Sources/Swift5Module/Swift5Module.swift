import CodexSDK

public func methodName() -> String { RPC.ThreadNameSet.name }

func text(of item: ThreadItem) -> String? {
  switch item {
  case .agentMessage(let message): return message.text
  default: return nil
  }
}
