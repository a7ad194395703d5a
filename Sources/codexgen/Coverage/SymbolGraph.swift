#if os(macOS) || os(Linux)
import Foundation

/// The public symbols of a Swift module, as `swift package dump-symbol-graph` writes them. Only what says whether a symbol
/// has documentation is read.
struct SymbolGraph: Decodable {
  struct Module: Decodable {
    var name: String
  }

  struct Symbol: Decodable {
    struct Kind: Decodable {
      /// The kind of the symbol, such as `swift.struct`.
      var identifier: String
    }

    struct Identifier: Decodable {
      var precise: String
    }

    struct Comment: Decodable {
      struct Line: Decodable {
        var text: String
      }

      var lines: [Line]
    }

    struct Place: Decodable {
      struct Position: Decodable {
        /// Counted from zero.
        var line: Int
        /// Counted from zero.
        var character: Int
      }

      var uri: String
      var position: Position
    }

    struct Signature: Decodable {
      struct Parameter: Decodable {
        var name: String
        var internalName: String?
      }

      var parameters: [Parameter]?
    }

    var kind: Kind
    var identifier: Identifier
    /// The names of the types that contain the symbol, and the symbol's own name.
    var pathComponents: [String]
    var docComment: Comment?
    var location: Place?
    var functionSignature: Signature?
  }

  struct Relationship: Decodable {
    struct Origin: Decodable {
      var displayName: String
    }

    var source: String
    /// The requirement of a protocol that the symbol implements, or that its default implementation comes from.
    var sourceOrigin: Origin?
  }

  var module: Module
  var symbols: [Symbol]
  var relationships: [Relationship]
}
#endif
