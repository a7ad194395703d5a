/// A report as one HTML page that needs no other file: its style and its program are in the page, and it loads nothing.
///
/// The page works without its program, too, and then shows everything. With the program, a reader searches, and chooses which entries are
/// shown. Elements with the attribute `data-entry` are the entries; the program reads their text and their attributes `data-…`.
struct HTMLPage: Sendable {
  var title: String
  /// The contents above the search: what the page is about.
  var introduction: [HTML]
  /// The filters beside the search.
  var filters: [HTMLFilter]
  /// What an entry is called, such as "changes", for the label of the search and the number of the entries that are shown.
  var entries: String
  /// A list of links to the entries, beside them. `nil` for a page without one.
  var index: HTML?
  var contents: [HTML]

  /// The whole page, without a newline at its end.
  var text: String {
    // The browser refuses any other program, style or file, even if a text should ever become markup.
    let policy =
      "default-src 'none'; script-src 'sha256-\(Self.scriptHash)'; style-src 'sha256-\(Self.styleHash)'; base-uri 'none'; "
      + "form-action 'none'"
    let head: [HTML] = [
      .void("meta", ["charset": "utf-8"]),
      .void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .void("meta", ["name": "generator", "content": "codexgen"]),
      .void("meta", ["name": "referrer", "content": "no-referrer"]),
      .element("title", [:], title),
    ]
    let main = HTML.element("main", ["id": "entries", "tabindex": "-1"], [.lines(contents), empty])
    let body: [HTML] = [
      .element("a", ["class": "skip", "href": "#entries"], "To the \(entries)"),
      .element("header", [:], introduction),
      controls,
      .element("div", ["class": index == nil ? "page" : "page indexed"], [index ?? .empty, main]),
    ]
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      \(HTML.lines(head).markup)<style>\(Self.style)</style>
      </head>
      <body>
      \(HTML.lines(body).markup)<script>\(Self.script)</script>
      </body>
      </html>
      """
  }

  /// The search and the filters. They are hidden until the program runs, since they do nothing without it.
  private var controls: HTML {
    let search: [HTML] = [
      .element("label", ["for": "query"], "Search"),
      .void(
        "input",
        [
          "type": "search", "id": "query", "autocomplete": "off", "spellcheck": "false",
          "placeholder": "Search the \(entries) (press /)",
        ]
      ),
    ]
    let count = HTML.element(
      "output",
      ["id": "count", "for": "query", "data-noun": entries, "aria-live": "polite"],
      ""
    )
    return .element(
      "form",
      ["id": "controls", "role": "search", "hidden": ""],
      search + filters.map(\.html) + [count, .element("button", ["type": "reset"], "Show all")]
    )
  }

  private var empty: HTML {
    .element("p", ["id": "nothing", "hidden": ""], "No entry fits the search and the filters.")
  }
}

/// A choice of entries by one of their attributes.
struct HTMLFilter: Sendable {
  enum Control: Sendable {
    /// A box for each value. Entries with a checked value are shown.
    case boxes
    /// A menu. Entries with the chosen value are shown, or all entries.
    case menu
  }

  var control: Control
  /// The name of the attribute without `data-`. The attribute of an entry can have several values, with spaces between.
  var attribute: String
  var label: String
  /// The values, which contain no spaces, and what readers call them.
  var values: [(value: String, label: String)]

  fileprivate var html: HTML {
    switch control {
    case .boxes:
      let boxes = values.map { value, label in
        HTML.element(
          "label",
          ["class": "box"],
          [
            .void("input", ["type": "checkbox", "data-filter": attribute, "value": value, "checked": ""]),
            .text(" " + label),
          ]
        )
      }
      return .element("fieldset", [:], [.element("legend", [:], label)] + boxes)
    case .menu:
      let options = values.map { HTML.element("option", ["value": $0.value], $0.label) }
      let all = HTML.element("option", ["value": "*"], "all")
      return .element(
        "label",
        ["class": "menu"],
        [.text(label + " "), .element("select", ["data-filter": attribute], [all] + options)]
      )
    }
  }
}
