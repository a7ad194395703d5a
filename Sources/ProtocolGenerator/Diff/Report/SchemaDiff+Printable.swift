/// What the reports show of a comparison. The names and messages contain texts of a schema, whose author may be somebody
/// else than the reader of the report.
extension SchemaDiff {
  /// The comparison with all texts in printable form, for the formats that people read.
  var printable: SchemaDiff {
    var result = self
    result.old = old.printable
    result.new = new.printable
    result.changes = changes.map(\.printable)
    result.oldFile?.path = oldFile?.path.printable ?? ""
    result.newFile?.path = newFile?.path.printable ?? ""
    return result
  }
}

extension Change {
  /// The change with all texts in printable form.
  fileprivate var printable: Change {
    var result = self
    result.subject = subject.printable
    result.pointer = pointer.printable
    result.wire = wire?.printable
    result.source = source?.printable
    result.old = old?.printable
    result.new = new?.printable
    result.message = message.printable
    result.affectedMessages = affectedMessages.map(\.printable)
    return result
  }
}

extension Verdict {
  fileprivate var printable: Verdict { Verdict(severity, reasons.map(\.printable)) }
}
