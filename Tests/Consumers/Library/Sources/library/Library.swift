import CodexSDK

@main
struct Library {
  static func main() {
    // What the program would send. `threadSource` every client may give, `historyMode` only with the trait.
    var params = ThreadStartParams(cwd: "/tmp")
    params.model = "gpt-5"
    #if ExperimentalAPI
    params.ephemeral = true
    print("experimental:", RPC.CollaborationModeList.name)
    #else
    print("stable:", RPC.ThreadStart(params).params.cwd ?? "")
    #endif
  }
}
