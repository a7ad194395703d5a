import CodexWire
import Foundation
import NewerThreads
import OlderModels

@main
struct Types {
  static func main() throws {
    let response = #"{"data": [], "nextCursor": "page 2"}"#
    let models = try JSONDecoder().decode(ModelListResponse.self, from: Data(response.utf8))
    print(RPC.ModelList.name, models.isLastPage)

    let call = NewerThreads.RPC.ThreadNameSet(ThreadSetNameParams(name: "Errands", threadID: "t"))
    print(NewerThreads.RPC.ThreadNameSet.name, call.params.name)
    #if ExperimentalAPI
    print(NewerThreads.RPC.ThreadMemoryModeSet.name)
    #endif
  }
}
