import ProtocolGenerator
import Testing

@Suite("The nearest name")
struct NearestNameTests {
  static let options = ["--stable", "--experimental", "--customization", "--output", "--help"]

  @Test(
    "is the one that was most likely meant",
    arguments: [
      ("--stabel", "--stable"),
      ("--outptu", "--output"),
      ("--experimentl", "--experimental"),
      ("--customisation", "--customization"),
      ("--STABLE", "--stable"),
      ("--stable", "--stable"),
    ]
  )
  func finds(name: String, nearest: String) {
    #expect(nearestName(to: name, in: Self.options) == nearest)
  }

  @Test("is none when nothing is near", arguments: ["", "-", "-x", "--verbose", "Thread", "🧵"])
  func findsNothing(name: String) {
    #expect(nearestName(to: name, in: Self.options) == nil)
    #expect(nearestName(to: name, in: [String]()) == nil)
  }

  @Test("prefers the same capitals, then the alphabet, whatever the order of the candidates")
  func isDeterministic() {
    #expect(nearestName(to: "thread", in: ["THREAD", "Thread"]) == "Thread")
    #expect(nearestName(to: "thread", in: ["Thread", "THREAD"]) == "Thread")
    #expect(nearestName(to: "Item1", in: ["Item3", "Item2"]) == "Item2")
    #expect(nearestName(to: "Item1", in: ["Item2", "Item3"]) == "Item2")
  }

  @Test("is not suggested for a name so short that any other would be near")
  func shortNames() {
    #expect(nearestName(to: "a", in: ["b"]) == nil)
    #expect(nearestName(to: "id", in: ["ids"]) == "ids")
  }
}
