import CodexSDK
import Foundation
import MainActorModule
import OlderCodex
import StrictMemoryModule
import Swift5Module

@main
struct Modes {
  static func main() throws {
    // With the namespace, the names without one mean the types of the SDK.
    let item = #"{"type": "agentMessage", "id": "i", "text": "hello"}"#
    let ofTheSDK = try WireDecoder().decode(ThreadItem.self, from: Data(item.utf8))
    let older = try WireDecoder().decode(Older.ThreadItem.self, from: Data(item.utf8))
    print(text(of: ofTheSDK), older.agentText ?? "")
    print(RPC.ModelList.name, Older.RPC.ModelList.name)
    print(MainActorModule.methodName, methodNames(), Swift5Module.methodName())
    print(try qualified(item))
  }

  static func text(of item: ThreadItem) -> String {
    if case .agentMessage(let message) = item { message.text } else { "" }
  }
}
