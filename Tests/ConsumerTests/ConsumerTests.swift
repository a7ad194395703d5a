import Testing

/// Real packages that depend on ours, built as their users would. One after another: they share what they compile, and a
/// build takes all processors anyway.
@Suite("A consumer", .serialized, .workbench)
struct ConsumerTests {}
