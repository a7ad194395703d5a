import CodexSDK

public func methodNames() -> [String] { [RPC.ModelList.name, RPC.FsReadFile.name] }
