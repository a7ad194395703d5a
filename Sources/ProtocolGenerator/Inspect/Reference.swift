/// The protocol as one page for a browser: every message and every type, with links between those that use each other.
struct Reference {
  let index: ModelIndex
  let entries: [ModelIndex.Match]
  /// The anchors of the types on the page, by the dotted Swift names.
  private var anchorsOfTypes: [String: String] = [:]
  private var anchors: [ModelIndex.Match: String] = [:]

  /// - Parameter entries: What the page shows. `nil` shows all messages and types.
  init(_ index: ModelIndex, entries: [ModelIndex.Match]? = nil) {
    self.index = index
    let types = index.types.sorted {
      index.spelling.path(of: $0.declaration.id) < index.spelling.path(of: $1.declaration.id)
    }
    self.entries = entries ?? index.messages.map(ModelIndex.Match.message) + types.map(ModelIndex.Match.type)
    for (number, entry) in self.entries.enumerated() {
      switch entry {
      case .type(let type):
        let anchor = "type-\(number + 1)"
        anchors[entry] = anchor
        anchorsOfTypes[index.spelling.path(of: type.declaration.id)] = anchor
      case .message: anchors[entry] = "message-\(number + 1)"
      }
    }
  }

  /// The page, without a newline at its end.
  var html: String {
    let groups = Group.allCases.compactMap { group -> (group: Group, entries: [ModelIndex.Match])? in
      let members = entries.filter { Group($0) == group }
      return members.isEmpty ? nil : (group, members)
    }
    let sections = groups.map { group, members in
      HTML.element(
        "section",
        ["data-section": ""],
        [.element("h2", [:], "\(group.title) (\(members.count))"), .lines(members.map { html(of: $0, group) })]
      )
    }
    let sources = index.model.sources.joined(separator: " and ")
    return HTMLPage(
      title: "Protocol reference",
      introduction: introduction(sources, groups.map { ($0.group, $0.entries.count) }),
      filters: [
        HTMLFilter(
          control: .menu,
          attribute: "kind",
          label: "Kind",
          values: groups.map { ($0.group.rawValue, $0.group.title.lowercased()) }
        ),
        HTMLFilter(
          control: .boxes,
          attribute: "stability",
          label: "Stability",
          values: Stability.allCases.map { ($0.rawValue, $0.rawValue) }
        ),
      ],
      entries: "entries",
      index: contents(groups),
      contents: sections
    ).text
  }

  private func introduction(_ sources: String, _ counts: [(Group, Int)]) -> [HTML] {
    let facts = counts.map { group, count in
      HTML.element("li", [:], [.element("strong", [:], "\(count)"), .text(group.title.lowercased())])
    }
    return [
      .element("h1", [:], "Protocol reference"),
      .element("ul", ["class": "facts"], facts),
      .element("p", ["class": "faint"], "Made by codexgen from \(sources)."),
    ]
  }

  /// The list of all entries beside the page.
  private func contents(_ groups: [(group: Group, entries: [ModelIndex.Match])]) -> HTML {
    let lists = groups.map { group, members in
      let links = members.map { HTML.element("li", [:], [link(to: $0, title(of: $0))]) }
      return HTML.element("div", ["data-section": ""], [.element("h2", [:], group.title), .element("ul", [:], links)])
    }
    return .element("nav", ["aria-label": "Messages and types"], lists)
  }

  // MARK: Links

  private func title(of entry: ModelIndex.Match) -> String {
    switch entry {
    case .type(let type): index.spelling.path(of: type.declaration.id)
    case .message(let message): message.name
    }
  }

  private func link(to entry: ModelIndex.Match, _ title: String) -> HTML {
    guard let anchor = anchors[entry] else { return .element("code", [:], title) }
    return .element("a", ["href": "#\(anchor)"], title)
  }

  /// A Swift type with links to the types that it names.
  private func code(_ type: String) -> HTML {
    var parts: [HTML] = []
    var word = ""
    var other = ""
    func endWord() {
      guard !word.isEmpty else { return }
      if let anchor = anchorsOfTypes[word] {
        if !other.isEmpty { parts.append(.text(other)) }
        parts.append(.element("a", ["href": "#\(anchor)"], word))
        other = ""
      } else {
        other += word
      }
      word = ""
    }
    for character in type {
      if character.isLetter || character.isNumber || character == "_" || character == "." {
        word.append(character)
      } else {
        endWord()
        other.append(character)
      }
    }
    endWord()
    if !other.isEmpty { parts.append(.text(other)) }
    return .element("code", [:], parts)
  }

  // MARK: Entries

  private func html(of entry: ModelIndex.Match, _ group: Group) -> HTML {
    let stabilities: [Stability]
    let parts: [HTML]
    switch entry {
    case .type(let type):
      let facts = TypeFacts(type, in: index)
      stabilities = Stability.of(facts.documentation, facts.availability)
      parts = html(of: facts, stabilities)
    case .message(let message):
      stabilities = Stability.of(message.documentation, message.availability)
      parts = html(of: message, stabilities)
    }
    return .element(
      "article",
      [
        "class": "entry", "id": anchors[entry], "data-entry": "", "data-kind": group.rawValue,
        "data-stability": stabilities.map(\.rawValue).joined(separator: " "),
      ],
      parts
    )
  }

  private func heading(_ title: String, _ kind: String, _ stabilities: [Stability]) -> HTML {
    let notes = stabilities.filter { $0 != .stable }.map {
      HTML.element("span", ["class": "badge \($0.rawValue)"], $0.rawValue)
    }
    let name = HTML.element("h3", [:], [.element("code", [:], title)])
    return .element("div", ["class": "heading"], [name, .element("span", ["class": "badge"], kind)] + notes)
  }

  private func prose(_ documentation: Documentation) -> [HTML] {
    HTML.paragraphs(documentation.text)
      + (documentation.deprecation.map { [.element("p", [:], HTML.prose(line: $0.deprecationSentence))] } ?? [])
  }

  private func facts(_ facts: [(label: String, value: HTML?)]) -> HTML {
    .element(
      "dl",
      [:],
      facts.flatMap { label, value in
        value.map { [HTML.element("dt", [:], label), .element("dd", [:], [$0])] } ?? []
      }
    )
  }

  private func html(of message: ProtocolMessage, _ stabilities: [Stability]) -> [HTML] {
    func type(_ reference: TypeReference) -> HTML { code(index.spelling.text(reference)) }
    return [heading(message.name, message.kind.rawValue, stabilities)] + prose(message.documentation) + [
      facts([
        ("Sent by", .text("the \(message.sender.rawValue)")),
        ("Parameters", message.params.map(type) ?? .text("none")),
        ("Response", message.response.map(type)),
        ("Swift", .element("code", [:], (message.kind == .method ? "RPC." : "") + message.swiftName)),
        ("Schema", pointer(message.documentation)),
      ])
    ]
  }

  private func html(of type: TypeFacts, _ stabilities: [Stability]) -> [HTML] {
    var parts = [heading(type.swiftName, type.kind, stabilities)] + prose(type.documentation)
    parts.append(
      facts([
        ("Definition", .element("code", [:], type.path)), ("Kind", type.kindDetail.map { code($0) }),
        ("Schema", pointer(type.documentation)),
      ])
    )
    if !type.members.isEmpty {
      parts += [
        .element("h4", [:], "\(type.membersTitle.capitalizedFirst) (\(type.members.count))"), table(type.members),
      ]
    }
    if type.referrers.isEmpty {
      parts.append(.element("p", ["class": "faint"], "No type and no message refers to this type."))
    } else {
      let users = type.referrers.map { HTML.element("li", [:], [user($0)]) }
      parts += [
        .element("h4", [:], "Used by (\(type.referrers.count))"), .element("ul", ["class": "users"], users),
      ]
    }
    return parts
  }

  private func user(_ referrer: TypeFacts.Referrer) -> HTML {
    if referrer.kind == "type" { return code(referrer.swiftName) }
    let message = index.messages.first { $0.name == referrer.name && $0.swiftName == referrer.swiftName }
    return message.map { link(to: .message($0), $0.name) } ?? .element("code", [:], referrer.name)
  }

  private func pointer(_ documentation: Documentation) -> HTML? {
    documentation.pointer.isEmpty ? nil : .element("code", ["class": "faint"], "#" + documentation.pointer)
  }

  private func table(_ members: [TypeFacts.Member]) -> HTML {
    let header = ["Name", "Swift", "Description"].map { HTML.element("th", ["scope": "col"], $0) }
    let rows = members.map { member in
      let swift = member.type.map { [HTML.element("code", [:], member.swiftName + ": "), code($0)] }
      let notes =
        member.notes.isEmpty ? [] : [HTML.element("p", ["class": "faint"], member.notes.joined(separator: ", "))]
      return HTML.element(
        "tr",
        [:],
        [
          .element("td", ["class": "name"], [.element("code", [:], member.name)]),
          .element("td", ["class": "type"], swift ?? [.element("code", [:], member.swiftName)]),
          .element("td", [:], prose(member.documentation) + notes),
        ]
      )
    }
    return .element(
      "table",
      [:],
      [.element("thead", [:], [.element("tr", [:], header)]), .element("tbody", [:], [.lines(rows)])]
    )
  }
}

extension Reference {
  /// The groups of entries, in the order of the page.
  fileprivate enum Group: String, CaseIterable {
    case methods, serverRequests, serverNotifications, clientNotifications, types

    init(_ entry: ModelIndex.Match) {
      switch entry {
      case .type: self = .types
      case .message(let message):
        self =
          switch (message.kind, message.sender) {
          case (.method, .client): .methods
          case (.method, .server): .serverRequests
          case (.notification, .server): .serverNotifications
          case (.notification, .client): .clientNotifications
          }
      }
    }

    var title: String {
      switch self {
      case .methods: "Methods"
      case .serverRequests: "Requests of the server"
      case .serverNotifications: "Notifications of the server"
      case .clientNotifications: "Notifications of the client"
      case .types: "Types"
      }
    }
  }

  /// What the page says about the stability of an entry. An entry can have several of these values, but `stable` only alone.
  fileprivate enum Stability: String, CaseIterable {
    case stable, experimental, unstable, deprecated

    static func of(_ documentation: Documentation, _ availability: Availability) -> [Stability] {
      var result: [Stability] = []
      if availability == .experimental || documentation.stability == .experimental { result.append(.experimental) }
      if documentation.stability == .unstable { result.append(.unstable) }
      if documentation.deprecation != nil { result.append(.deprecated) }
      return result.isEmpty ? [.stable] : result
    }
  }
}
