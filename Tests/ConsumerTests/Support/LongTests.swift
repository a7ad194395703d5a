import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// Runs a test only when the environment variable `CODEXGEN_LONG_TESTS` is set to 1, as `.ci/run` does. For tests that compile the
  /// whole generator or a whole library again to check one more way to use this package.
  static var long: Self {
    .enabled(
      if: ProcessInfo.processInfo.environment["CODEXGEN_LONG_TESTS"] == "1",
      "the test compiles the generator or a library again; set CODEXGEN_LONG_TESTS=1 to run it, as .ci/run does"
    )
  }
}
