import CodexProtocol
import CodexWire
import Foundation

extension Codex.FileSystemAPI {
  /// Reads a file of the server's file system.
  ///
  /// - Note: This is the method `fs/readFile`.
  /// - Parameters:
  ///   - path: The absolute path of the file.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Returns: The contents of the file.
  /// - Throws: `CodexError`. `CodexError.decoding` when the server sends contents that are not valid Base64.
  public func readFile(at path: String, timeout: Duration? = nil) async throws -> Data {
    let response = try await codex.send(
      RPC.FileSystemReadFile(FileSystemReadFileParams(path: path)),
      timeout: timeout
    )
    guard let data = response.data else {
      throw CodexError.decoding(
        method: RPC.FileSystemReadFile.name,
        failure: DecodingFailure(pointer: "/result/dataBase64", reason: "the text is not valid Base64")
      )
    }
    return data
  }
}
