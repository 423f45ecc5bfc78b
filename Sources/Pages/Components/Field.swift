/// The newer value that somebody else saved while this form was open.
struct ConflictNote: Sendable {
  /// "Saved meanwhile by Ana, 12:04".
  var text: String
  var value: String
}

/// What every form field has around its control.
struct FieldNotes: Sendable {
  var hint: String?
  var error: String?
  var conflict: ConflictNote?
  /// Beside the label, lighter: "optional".
  var mark: String?

  static let none = FieldNotes()

  /// The ids of what describes the control, in the order it is read.
  func describedBy(_ id: String) -> String? {
    var ids: [String] = []
    if hint != nil { ids.append("\(id)-hint") }
    if error != nil { ids.append("\(id)-error") }
    if conflict != nil { ids.append("\(id)-conflict") }
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  func hintHTML(_ id: String) -> HTML? {
    hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" }
  }

  func errorHTML(_ id: String) -> HTML? {
    error.map { "<p class=\"error\" id=\"\(id)-error\">\(Icon.late)<span>\($0)</span></p>" }
  }

  func conflictHTML(_ id: String) -> HTML? {
    conflict.map {
      """
      <div class="conflict" id="\(id)-conflict"><p>\(Icon.conflict)<span>\($0.text)</span></p>\
      <blockquote>\($0.value)</blockquote></div>
      """
    }
  }
}

/// Label, hint, error and conflict around one control.
struct Field: Component {
  var id: String
  var label: String
  var notes: FieldNotes = .none
  /// The label is read but not seen, as in a cell of a table.
  var hidesLabel = false
  var control: HTML

  var html: HTML {
    """
    <div class="field\(notes.error == nil ? "" : " invalid")">\
    <label for="\(id)"\(attribute: "class", hidesLabel ? "unseen" : nil)>\(label)\
    \(notes.mark.map { " <span class=\"mark\">\($0)</span>" as HTML })</label>\
    \(notes.hintHTML(id))\(notes.errorHTML(id))\(control)\(notes.conflictHTML(id))</div>
    """
  }

  /// The id of the control of a form value: letters, digits and hyphens alone, so that links and
  /// styles can name it. Indexed names stay distinct: `cost[0].planned` is `cost-0--planned`.
  static func id(for name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
  }
}

/// Fields that belong together under one legend.
struct Fieldset: Component {
  var id: String
  var legend: String
  var notes: FieldNotes = .none
  var content: HTML
  /// The legend is the page's question, set as large as its heading.
  var isQuestion = false

  var html: HTML {
    """
    <fieldset id="\(id)" class="group\(notes.error == nil ? "" : " invalid")" tabindex="-1"\
    \(attribute: "aria-describedby", notes.describedBy(id))>\
    <legend\(attribute: "class", isQuestion ? "question" : nil)>\(legend)\
    \(notes.mark.map { " <span class=\"mark\">\($0)</span>" as HTML })</legend>\
    \(notes.hintHTML(id))\(notes.errorHTML(id))\(content)\(notes.conflictHTML(id))</fieldset>
    """
  }
}

/// Fields side by side where there is room, under each other on a phone.
struct FieldRow: Component {
  var fields: [HTML]

  var html: HTML { "<div class=\"field-row\">\(fields)</div>" }
}
