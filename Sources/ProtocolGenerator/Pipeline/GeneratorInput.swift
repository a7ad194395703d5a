/// An input file: its path as messages should show it, and its bytes.
public struct SourceFile: Hashable, Sendable {
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A file to be written: its path below the output folder, such as `CodexProtocol/Threads.swift`, and its text.
public struct GeneratedFile: Hashable, Sendable {
  public var path: String
  public var contents: String

  public init(path: String, contents: String) {
    self.path = path
    self.contents = contents
  }
}

/// What the generator reads. At least one bundle is given; with both, what only the experimental one has is gated.
public struct GeneratorInput: Hashable, Sendable {
  public var stable: SourceFile?
  public var experimental: SourceFile?
  public var customization: SourceFile?
  /// Which Codex release the bundles are of, for generated code to compare with a server's.
  public var pin: SourceFile?
  /// The module that the code is for; `nil` for this package's own two.
  public var module: ModuleInput?

  public init(
    stable: SourceFile? = nil,
    experimental: SourceFile? = nil,
    customization: SourceFile? = nil,
    pin: SourceFile? = nil,
    module: ModuleInput? = nil
  ) {
    self.stable = stable
    self.experimental = experimental
    self.customization = customization
    self.pin = pin
    self.module = module
  }
}
