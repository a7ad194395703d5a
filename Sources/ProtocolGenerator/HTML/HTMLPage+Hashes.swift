/// The SHA-256 hashes, in Base64, by which a page allows its own program and its own style, and no other. A test compares them with the
/// texts, and prints the right values.
extension HTMLPage {
  static let scriptHash = "nCnr7mimmXMPOZ5Th74rQic4+3+wRwGkDLal9VobK1A="
  static let styleHash = "3cHm7w3amKYr3eOE84qTfd8nCny/sDPKrZSOg4bFLuk="
}
