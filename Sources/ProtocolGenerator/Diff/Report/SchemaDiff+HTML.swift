/// The report as a page for a browser, with the Swift declarations of both releases beside each change.
extension SchemaDiff {
  /// The most changes that the page shows, so that a browser can show the page. The page says how many it leaves out, and the most
  /// severe changes come first.
  static let mostChangesOnPage = 3000
  /// The most members that the page shows of a declaration.
  private static let mostMembers = 24

  /// The page, without a newline at its end.
  var htmlReport: String {
    let sorted = Severity.allCases.sorted(by: >).flatMap { changes($0) }
    let shown = sorted.prefix(Self.mostChangesOnPage)
    let types = shown.compactMap(\.declaration?.types)
    let interfaces = models.map { models in
      (old: models.old.interface(of: types.compactMap(\.old)), new: models.new.interface(of: types.compactMap(\.new)))
    }
    let places = Dictionary(zip(changes, places), uniquingKeysWith: { first, _ in first })
    let areas = Dictionary(shown.map { ($0, area(of: $0)) }, uniquingKeysWith: { first, _ in first })
    let sections = Severity.allCases.sorted(by: >).compactMap { severity -> HTML? in
      let changes = shown.enumerated().filter { self.severity(of: $0.element) == severity }
      if changes.isEmpty { return nil }
      let entries = changes.map { number, change in
        entry(change, number, areas[change] ?? "", places[change], interfaces)
      }
      let title = "\(severity.rawValue.capitalizedFirst) (\(self.changes(severity).count))"
      return .element("section", ["data-section": ""], [.element("h2", [:], title), .lines(entries)])
    }
    var introduction = self.introduction
    if sorted.count > shown.count {
      let note =
        "This page shows \(shown.count) of \(sorted.count) changes. The formats text and json list all of them."
      introduction.append(.element("p", [:], [.element("strong", [:], note)]))
    }
    let usedAreas = Set(areas.values).sorted().map { ($0, $0) }
    return HTMLPage(
      title: "\(old) → \(new)",
      introduction: introduction,
      filters: [
        HTMLFilter(
          control: .boxes,
          attribute: "severity",
          label: "Verdict",
          values: Severity.allCases.sorted(by: >).map { ($0.rawValue, $0.rawValue) }
        ),
        HTMLFilter(
          control: .menu,
          attribute: "verdicts",
          label: "Verdict on",
          values: [("wire", "the wire"), ("source", "source code")]
        ),
        HTMLFilter(control: .menu, attribute: "area", label: "Area", values: usedAreas),
      ],
      entries: "changes",
      index: nil,
      contents: sections
    ).text
  }

  private var introduction: [HTML] {
    let counts = Severity.allCases.sorted(by: >).map { severity in
      HTML.element(
        "li",
        [:],
        [.element("strong", [:], "\(changes(severity).count)"), .text(severity.rawValue)]
      )
    }
    let acceptedCount =
      accepted == 0
      ? [] : [HTML.element("li", [:], [.element("strong", [:], "\(accepted)"), .text("accepted")])]
    let bumps = versionBumps.map { bump in
      HTML.element(
        "li",
        [:],
        [.element("strong", [:], bump.level.rawValue), .text("version for the \(bump.subject.rawValue)")]
      )
    }
    let meaning =
      "Breaking: a message is refused or cannot be read, or a program does not compile. Risky: existing clients work, but may "
      + "miss data or behave in another way. Safe: everything that worked still works."
    return [
      .element("h1", [:], "\(old) → \(new)"),
      .element("ul", ["class": "facts"], counts + acceptedCount + bumps),
      .element("p", ["class": "faint"], isEmpty ? "The two releases do not differ." : meaning),
    ]
  }

  private typealias Interfaces = (old: GeneratedInterface, new: GeneratedInterface)

  private func entry(
    _ change: Change,
    _ number: Int,
    _ area: String,
    _ place: Place?,
    _ interfaces: Interfaces?
  ) -> HTML {
    let severity = severity(of: change)
    var badges = [HTML.element("span", ["class": "badge \(severity.rawValue)"], severity.rawValue)]
    if change.availability == .experimental {
      badges.append(.element("span", ["class": "badge experimental"], "experimental"))
    }
    badges.append(.element("span", ["class": "badge"], change.rule.rawValue))
    let subject = HTML.element("h3", [:], [.element("code", [:], change.subject)])
    var parts: [HTML] = [
      .element("div", ["class": "heading"], [subject] + badges), .element("p", [:], change.message),
      .element("dl", [:], facts(about: change, place)),
    ]
    let sides = interfaces.map { self.sides(of: change, $0) } ?? (old: [], new: [])
    if !sides.old.isEmpty || !sides.new.isEmpty { parts.append(self.html(of: sides)) }
    let lines = sides.old.count + sides.new.count
    return .element(
      "article",
      [
        "class": "entry \(severity.rawValue)\(lines > 60 ? " long" : "")", "id": "change-\(number + 1)",
        "data-entry": "", "data-severity": severity.rawValue, "data-area": area,
        "data-verdicts": change.verdicts(in: scope).map(\.name).joined(separator: " "),
      ],
      parts
    )
  }

  private func facts(about change: Change, _ place: Place?) -> [HTML] {
    var facts = change.verdicts(in: scope).flatMap { name, verdict in
      [
        HTML.element(
          "dt",
          ["class": verdict.severity.rawValue],
          "\(name.capitalizedFirst): \(verdict.severity.rawValue)"
        ),
        HTML.element("dd", [:], verdict.reasons.joined(separator: "; ")),
      ]
    }
    func add(_ label: String, _ text: String) {
      facts += [.element("dt", [:], label), .element("dd", [:], text)]
    }
    if severity(of: change) > .safe { add("What to do", change.rule.definition.remedy) }
    if let affected = change.affectedMessagesText(atMost: 12) { add("Affects", affected) }
    if let place { add("Schema", "\(place.file)\(place.line.map { ":\($0)" } ?? "")") }
    return facts
  }

  // MARK: Swift declarations

  private func html(of sides: (old: [String], new: [String])) -> HTML {
    let (oldLines, newLines) = (Set(sides.old), Set(sides.new))
    func side(_ title: String, _ lines: [String], _ others: Set<String>, _ style: String) -> HTML {
      let spans = lines.map { line in
        HTML.element("span", ["class": others.contains(line) ? nil : style], line)
      }
      let code = lines.isEmpty ? [HTML.element("span", ["class": "faint"], "// not in this release")] : spans
      return .element(
        "figure",
        [:],
        [.element("figcaption", [:], title), .element("pre", [:], [.element("code", [:], code)])]
      )
    }
    return .element(
      "div",
      ["class": "sides"],
      [side("Old", sides.old, newLines, "old"), side("New", sides.new, oldLines, "new")]
    )
  }

  /// The Swift declarations to which a change belongs, in both releases. A side without a declaration is empty.
  private func sides(of change: Change, _ interfaces: Interfaces) -> (old: [String], new: [String]) {
    switch change.declaration {
    case .type(let old, let new, let part):
      func lines(_ id: TypeID?, _ interface: GeneratedInterface, _ names: Set<String>) -> [String] {
        guard let id, let outline = interface.outline(of: id) else { return [] }
        // A member that this release does not have shows as the empty declaration.
        return outline.lines(of: part == nil ? nil : names, limit: Self.mostMembers)
      }
      let oldNames = part.flatMap { part in old.map { interfaces.old.names(of: part, in: $0) } } ?? []
      let newNames = part.flatMap { part in new.map { interfaces.new.names(of: part, in: $0) } } ?? []
      return (lines(old, interfaces.old, oldNames), lines(new, interfaces.new, newNames))
    case .message(let message): return (interfaces.old.lines(of: message), interfaces.new.lines(of: message))
    case .functions(let method):
      return (interfaces.old.functionLines(of: method), interfaces.new.functionLines(of: method))
    case nil: return ([], [])
    }
  }

  /// The area of a change: the group of generated files that has the declaration.
  private func area(of change: Change) -> String {
    switch change.declaration {
    case .type(let old, let new, _):
      let name = (new.flatMap { models?.new.rootName(of: $0) } ?? old.flatMap { models?.old.rootName(of: $0) }) ?? ""
      return FileLayout.file(ofType: name)
    case .message(let message): return FileLayout.file(ofMethod: message.name)
    case .functions(let method): return FileLayout.file(ofMethod: method)
    case nil: return "Other"
    }
  }
}

extension ReleaseModel {
  fileprivate func interface(of types: [TypeID]) -> GeneratedInterface {
    GeneratedInterface(model, wrappers, messages, types: types)
  }
}

extension ChangedDeclaration {
  /// The type in both releases. `nil` for a declaration that is no type.
  fileprivate var types: (old: TypeID?, new: TypeID?)? {
    if case .type(let old, let new, _) = self { (old, new) } else { nil }
  }
}
