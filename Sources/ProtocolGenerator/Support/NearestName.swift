/// The end of a message about an unknown name: `; did you mean "x"?` with the candidate that is nearest to `name`, or an
/// empty text when no candidate is near.
func suggestion(for name: String, among candidates: some Sequence<String>) -> String {
  didYouMean(name, among: candidates).map { "; \($0)" } ?? ""
}

/// The question `did you mean "x"?` with the candidate that is nearest to `name`; `nil` when no candidate is near.
func didYouMean(_ name: String, among candidates: some Sequence<String>) -> String? {
  nearestName(to: name, in: candidates).map { "did you mean \"\($0)\"?" }
}

/// The candidate that the author of `name` most likely meant; `nil` when no candidate is near.
///
/// A candidate is near when at most a third of the longer name differs, regardless of case. The result does not depend on
/// the order of the candidates: of two equally near candidates, the candidate with fewer differences in case is returned,
/// then the first in alphabetical order.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  let exact = Array(name)
  let folded = Array(name.lowercased())
  var best: (foldedDistance: Int, exactDistance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    let allowed = max(folded.count, other.count) / 3
    // The distance is at least the difference in length, so most candidates need no table.
    guard abs(folded.count - other.count) <= allowed else { continue }
    guard let foldedDistance = editDistance(folded, other, limit: min(allowed, best?.foldedDistance ?? allowed)),
      let exactDistance = editDistance(exact, Array(candidate))
    else { continue }
    let found = (foldedDistance, exactDistance, candidate)
    if best.map({ found < $0 }) ?? true { best = found }
  }
  return best?.candidate
}

/// The number of insertions, deletions, replacements and swaps of neighbors that turn `left` into `right`.
///
/// A swap counts as one change, since swapped letters, as in `--stabel`, are the most common typing error.
///
/// - Returns: `nil` when the number is greater than the limit. For most pairs of names, that is known before all letters are compared.
private func editDistance(_ left: [Character], _ right: [Character], limit: Int = .max) -> Int? {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1]
    for column in right.indices {
      let replacement = previous[column] + (left[row] == right[column] ? 0 : 1)
      var distance = min(replacement, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        distance = min(distance, beforePrevious[column - 1] + 1)
      }
      current.append(distance)
    }
    beforePrevious = previous
    previous = current
    // Each further distance grows from those of the last two rows.
    if (previous.min() ?? 0) > limit, (beforePrevious.min() ?? 0) > limit { return nil }
  }
  let distance = previous[right.count]
  return distance > limit ? nil : distance
}
