/// What descriptions show in place of secrets, and which names are names of secrets.
package enum Redaction {
  /// The text that descriptions show in place of a secret.
  package static let placeholder = "<redacted>"

  /// Whether a value with this name is probably a secret: the name of a property, of a JSON member, of an environment variable
  /// or of a setting, such as `apiKey`, `GITHUB_TOKEN` or `user_code`.
  ///
  /// A name is judged by its words, so `tokenizer` and `keyboard` are not names of secrets. Some names of harmless values,
  /// such as `sortKey`, are names of secrets by this rule.
  package static func isSecretName(_ name: String) -> Bool {
    let words = words(of: name)
    if words.contains(where: isSecretWord) { return true }
    // Only "code" at the end of a longer name: "userCode", but neither "code" nor "codeActions".
    return words.count > 1 && words.last == "code"
  }

  /// Whether a dictionary with this name contains environment variables or HTTP headers. Their values are often secrets.
  package static func isNameOfSecretValues(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["env", "environment", "variables", "headers"].contains { name.hasSuffix($0) }
  }

  private static func isSecretWord(_ word: String) -> Bool {
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    return secretWords.contains(word) || secretWords.contains(singular)
      || partsOfSecretWords.contains { word.contains($0) }
  }

  private static let secretWords: Set<String> = [
    "auth", "authorization", "bearer", "cookie", "credential", "jwt", "key", "otp", "passcode", "passwd", "secret",
    "signature", "token",
  ]

  /// Parts of words that are not separated from other words: `APIKEY`, `PGPASSWORD`.
  private static let partsOfSecretWords = [
    "accesskey", "apikey", "credential", "passphrase", "password", "privatekey", "secret",
  ]

  /// The words of a name in small letters. A word ends at a character that is no letter, and where the case changes.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousIsLower = false
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let nextIsLower = index + 1 < characters.count && characters[index + 1].isLowercase
      let startsWord = character.isUppercase && (previousIsLower || nextIsLower)
      if startsWord || !character.isLetter, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
      previousIsLower = character.isLowercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
