/// The error for a decision that the server did not offer.
struct DecisionNotOffered: Error {
  var decision: String
  var offered: [String]
}
