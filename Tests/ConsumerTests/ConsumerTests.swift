import Testing

/// Builds packages that depend on this package, as users do. The tests run one after the other, since they share one build
/// folder.
@Suite("A consumer", .serialized, .workbench)
struct ConsumerTests {}
