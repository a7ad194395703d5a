/// The first request that the app sends.
let firstCall = RPC.ModelList(ModelListParams(limit: 10))
