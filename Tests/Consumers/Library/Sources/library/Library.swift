import CodexSDK

@main
struct Library {
  static func main() {
    // A call as `codex.send` takes it. Calls of the experimental API are declared only with the trait.
    #if ExperimentalAPI
    let call = RPC.CollaborationModeList(CollaborationModeListParams())
    print("experimental:", type(of: call).name)
    #else
    let call = RPC.ThreadStart(ThreadStartParams(cwd: "/tmp"))
    print("stable:", type(of: call).name, "in", call.params.cwd ?? "nowhere")
    #endif
  }
}
