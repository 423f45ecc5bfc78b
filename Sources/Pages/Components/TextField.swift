/// One line of text.
struct TextField: Component {
  enum Kind: String { case text, email, password, search, url, tel }

  /// How much text is expected; the field is as wide.
  enum Width: String { case code, short, medium, full }

  var name: String
  var label: String
  var value = ""
  var notes: FieldNotes = .none
  var kind: Kind = .text
  var width: Width = .full
  var isRequired = false
  /// A token of the HTML standard: `name`, `email`, `current-password`, `one-time-code`.
  var autocomplete: String?
  var maxLength: Int?
  /// The language the text is written in, when it is not the page's.
  var language: String?
  /// The keyboard a phone shows: `numeric` for codes.
  var inputMode: String?
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(id: id, label: label, notes: notes, hidesLabel: hidesLabel, control: control).html
  }

  private var control: HTML {
    """
    <input class="w-\(width.rawValue)" type="\(kind.rawValue)" id="\(id)" name="\(name)" \
    value="\(value)"\(attribute: "required", if: isRequired)\
    \(attribute: "autocomplete", autocomplete)\(attribute: "maxlength", maxLength)\
    \(attribute: "lang", language)\(attribute: "inputmode", inputMode)\
    \(attribute: "aria-describedby", notes.describedBy(id))\
    \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>
    """
  }
}

/// Several lines of text.
struct TextArea: Component {
  var name: String
  var label: String
  var value = ""
  var notes: FieldNotes = .none
  var rows = 5
  var isRequired = false
  var maxLength: Int?
  var language: String?
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(id: id, label: label, notes: notes, hidesLabel: hidesLabel, control: control).html
  }

  /// The line break after the tag is dropped by browsers; without it they would drop the text's own.
  private var control: HTML {
    """
    <textarea id="\(id)" name="\(name)" rows="\(rows)"\(attribute: "required", if: isRequired)\
    \(attribute: "maxlength", maxLength)\(attribute: "lang", language)\
    \(attribute: "aria-describedby", notes.describedBy(id))\
    \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>\n\(value)</textarea>
    """
  }
}
