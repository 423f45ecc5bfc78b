/// Something to press: a link that looks like a button, or a button that sends its form.
struct Button: Component {
  enum Kind: String { case primary, secondary, quiet, danger }

  enum Act {
    /// Leads to an address.
    case link(String)
    /// Sends the form; the pair says which button it was.
    case submit(name: String? = nil, value: String? = nil)
  }

  var label: String
  var act: Act = .submit()
  var kind: Kind = .primary
  var icon: Icon?
  /// Read instead of the label where the label alone is ambiguous ("Edit" → "Edit action A1").
  var spoken: String?
  /// Sends the form without the browser's checks first (going back, adding a row).
  var skipsChecks = false
  /// The id of the ``RowTemplate`` of which a script adds a copy in place of sending the form.
  var adds: String?

  var html: HTML {
    switch act {
    case .link(let address):
      """
      <a class="button \(kind.rawValue)" href="\(address)"\(attribute: "aria-label", spoken)>\
      \(icon)<span>\(label)</span></a>
      """
    case .submit(let name, let value):
      """
      <button class="button \(kind.rawValue)" type="submit"\(attribute: "name", name)\
      \(attribute: "value", value)\(attribute: "aria-label", spoken)\
      \(attribute: "formnovalidate", if: skipsChecks)\(attribute: "data-adds", adds)>\(icon)<span>\(label)</span></button>
      """
    }
  }
}

/// Buttons side by side, the main one first.
struct ButtonRow: Component {
  var buttons: [Button]
  var trailing: HTML = .empty

  var html: HTML {
    "<div class=\"buttons\">\(buttons)\(trailing)</div>"
  }
}
