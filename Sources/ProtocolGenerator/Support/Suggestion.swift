/// A question that suggests the candidate nearest to `name`, such as `did you mean "thread/start"?`, for the end of an error
/// message.
///
/// - Returns: `nil` if no candidate is near enough.
func didYouMean(_ name: String, among candidates: some Sequence<String>) -> String? {
  nearestName(to: name, in: candidates).map { "did you mean \"\($0)\"?" }
}
