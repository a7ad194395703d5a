/// What the app asks the server first.
let firstCall = RPC.ModelList(ModelListParams(limit: 10))
