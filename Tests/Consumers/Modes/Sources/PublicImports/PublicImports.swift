public import CodexSDK

/// Public code of this module uses the generated code and the SDK.
public func models(_ codex: Codex) async throws -> ModelListResponse { try await CodexAPI(codex).model.list(limit: 1) }
