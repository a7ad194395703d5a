import CodexSDK
import Foundation
import MyCodex

/// Beside a module without a namespace, the types of both are written with the names of their modules.
func qualified(_ item: String) throws -> String {
  let mine = try WireDecoder().decode(MyCodex.ThreadItem.self, from: Data(item.utf8))
  let ofTheSDK = try WireDecoder().decode(CodexProtocol.ThreadItem.self, from: Data(item.utf8))
  return "\(type(of: mine) == type(of: ofTheSDK)) \(MyCodex.RPC.ModelList.name)"
}
