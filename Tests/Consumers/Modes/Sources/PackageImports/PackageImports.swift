import CodexSDK

/// An import without an access level is internal here, beside generated imports with the access level package.
func models(_ codex: Codex) async throws -> ModelListResponse { try await CodexAPI(codex).model.list(limit: 1) }

package func limit(_ params: ModelListParams) -> Bool { params.limit != nil }
