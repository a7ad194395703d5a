#if os(macOS) || os(Linux)
import CodexProtocol
import CodexWire
import Foundation

/// Decodes or encodes one large response. A pass that decodes also reads the file.
enum HistoryWork {
  /// Only reads the file, which is a part of the passes that decode.
  static func read(_ file: String) -> Work { Work { Output(units: 1, bytes: try text(file).count) } }

  static func decodeDirect(_ file: String) -> Work {
    Work {
      let text = try text(file)
      return output(try WireDecoder().decode(ThreadResumeResponse.self, from: text), text)
    }
  }

  static func decodeFoundation(_ file: String) -> Work {
    Work {
      let text = try text(file)
      return output(try JSONDecoder().decode(ThreadResumeResponse.self, from: text), text)
    }
  }

  static func encodeDirect(_ file: String) throws -> Work {
    let response = try WireDecoder().decode(ThreadResumeResponse.self, from: text(file))
    return Work { output(response, try WireEncoder.encode(response)) }
  }

  static func encodeFoundation(_ file: String) throws -> Work {
    let response = try WireDecoder().decode(ThreadResumeResponse.self, from: text(file))
    return Work {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      return output(response, try encoder.encode(response))
    }
  }

  private static func output(_ response: ThreadResumeResponse, _ text: Data) -> Output {
    Output(units: response.thread.turns.reduce(0) { $0 + $1.items.filter(\.isRecognized).count }, bytes: text.count)
  }

  private static func text(_ file: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }
}
#endif
