/// The candidate that `name` was most likely meant to be, or `nil` when none is near enough to suggest.
///
/// Near means: a third of the longer name may differ, capital letters aside. The same input gives the same answer
/// whatever the order of the candidates: a tie goes to the one with fewer differences in capitals, then to the first
/// in alphabetical order.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  let exact = Array(name)
  let folded = Array(name.lowercased())
  var best: (foldedDistance: Int, exactDistance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    let allowed = max(folded.count, other.count) / 3
    // The distance is at least the difference in length: most of a thousand type names need no table.
    guard abs(folded.count - other.count) <= allowed else { continue }
    let foldedDistance = editDistance(folded, other)
    guard foldedDistance <= allowed else { continue }
    let found = (foldedDistance, editDistance(exact, Array(candidate)), candidate)
    if best.map({ found < $0 }) ?? true { best = found }
  }
  return best?.candidate
}

/// How many insertions, deletions, replacements and swaps of neighbours turn `left` into `right`.
///
/// Swaps count once, since `--stabel` is the most common kind of typing error.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
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
  }
  return previous[right.count]
}
