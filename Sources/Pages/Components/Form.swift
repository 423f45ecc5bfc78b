/// A form that changes something; what only looks something up is a ``FilterBar``.
struct Form: Component {
  var action: String
  /// The hidden name and value that prove the form is ours.
  var token: HiddenField?
  var content: HTML
  var buttons: [Button]
  var hasFiles = false
  /// Asked before leaving with unsaved changes, where scripts run.
  var warnsUnsaved: String?
  var id: String?

  /// The browser's own checks are off: they speak the browser's language, ours the page's.
  var html: HTML {
    """
    <form method="post" action="\(action)" novalidate\(attribute: "id", id)\
    \(attribute: "enctype", hasFiles ? "multipart/form-data" : nil)\
    \(attribute: "data-warns-unsaved", warnsUnsaved)>\(token)\(content)\
    \(buttons.isEmpty ? .empty : ButtonRow(buttons: buttons).html)</form>
    """
  }
}

/// The markup of one more row, directly after the table or list it belongs to.
///
/// In its ids and names `NUMBER` stands for the row's number, from zero.
struct RowTemplate: Component {
  var id: String
  var row: HTML

  var html: HTML { "<template id=\"\(id)\">\(row)</template>" }
}

/// A form of one button, as for "publish" or "restore".
struct ActionForm: Component {
  var action: String
  var token: HiddenField?
  var button: Button
  var fields: [HiddenField] = []

  var html: HTML {
    """
    <form class="act" method="post" action="\(action)">\(token)\(fields)\(button)</form>
    """
  }
}

/// Looks something up: a form whose answers stand in the address.
struct FilterBar: Component {
  var action: String
  /// Names the group for screen readers: "Filter actions".
  var label: String
  var fields: [HTML]
  var submit: String
  var clear: Anchor?
  /// What was found: "12 of 48 actions".
  var count: String?

  var html: HTML {
    """
    <form class="filter" method="get" action="\(action)" role="search" aria-label="\(label)" \
    data-autosubmit>\(fields)<div class="filter-act">\
    \(Button(label: submit, kind: .secondary))\(clear)</div>\
    \(count.map { "<p class=\"count\" role=\"status\">\($0)</p>" as HTML })</form>
    """
  }
}

/// What went wrong, at the top of the page, each linked to its field.
struct ErrorSummary: Component {
  struct Item: Sendable {
    var message: String
    /// The form value to mend; without it the message stands alone.
    var field: String?
  }

  var title: String
  var items: [Item]

  var html: HTML {
    guard !items.isEmpty else { return .empty }
    return """
      <div class="error-summary" role="alert" tabindex="-1" id="errors" data-focus>\
      <h2>\(Icon.late)<span>\(title)</span></h2><ul>\(items.map(line))</ul></div>
      """
  }

  private func line(_ item: Item) -> HTML {
    guard let field = item.field else { return "<li>\(item.message)</li>" }
    return "<li><a href=\"#\(Field.id(for: field))\">\(item.message)</a></li>"
  }
}
