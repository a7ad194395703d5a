import Foundation

@testable import ProtocolGenerator

/// Runs the compiler on generated files, on a thread that no other test needs.
struct HostileCompiler: Sendable {
  private let compiler: Compiler

  private static let shared = Task { try await onOwnThread { HostileCompiler(compiler: try Compiler()) } }

  /// The compiler with the module CodexWire, which is built once.
  static func make() async throws -> HostileCompiler { try await shared.value }

  /// What the compiler's parser finds declared in the files.
  func declarations(_ files: [GeneratedFile]) async throws -> DeclaredNames {
    try await Self.onOwnThread { DeclaredNames(dump: try compiler.dump(files)) }
  }

  /// The errors and warnings of the compiler about files of the module CodexProtocol.
  func errors(_ files: [GeneratedFile]) async throws -> String {
    try await Self.onOwnThread { try compiler.typecheck(files) }
  }

  private static func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
  }
}
