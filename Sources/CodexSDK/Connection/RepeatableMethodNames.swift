/// The methods whose requests are sent again when the connection was lost before their response. The generated list `reads` names
/// them.
enum RepeatableMethods {
  static let names = Set(reads)
}
