/// A version such as `0.163.0` or `0.164.0-alpha.2`. A pre-release is older than its release.
struct ReleaseVersion: Comparable {
  let numbers: [Int]
  let preRelease: [String]

  init?(_ text: String) {
    let withoutBuild = text.split(separator: "+", maxSplits: 1).first ?? ""
    let parts = withoutBuild.split(separator: "-", maxSplits: 1)
    let components = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = components.compactMap { $0 }
    guard !numbers.isEmpty, numbers.count == components.count else { return nil }
    self.numbers = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
    preRelease = parts.count > 1 ? parts[1].split(separator: ".").map(String.init) : []
  }

  /// Whether the server was built from source. Such a server sends `0.0.0`, which says nothing about what it has.
  var isDevelopment: Bool { numbers.allSatisfy { $0 == 0 } }

  static func < (left: Self, right: Self) -> Bool {
    if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
    if left.preRelease.isEmpty || right.preRelease.isEmpty {
      return !left.preRelease.isEmpty && right.preRelease.isEmpty
    }
    return left.preRelease.lexicographicallyPrecedes(right.preRelease) { left, right in
      switch (Int(left), Int(right)) {
      case (let left?, let right?): left < right
      case (nil, nil): left < right
      case (let left, _): left != nil
      }
    }
  }
}
