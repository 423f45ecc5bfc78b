/// One calendar day.
struct DateField: Component {
  var name: String
  var label: String
  /// ISO 8601 `2026-03-31`, or what was typed where the browser has no date control.
  var value = ""
  var notes: FieldNotes = .none
  /// The first and last day that may be chosen, ISO 8601.
  var earliest: String?
  var latest: String?
  var isRequired = false
  var autocomplete: String?
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(id: id, label: label, notes: notes, hidesLabel: hidesLabel, control: control).html
  }

  private var control: HTML {
    """
    <input class="w-date" type="date" id="\(id)" name="\(name)" value="\(value)"\
    \(attribute: "min", earliest)\(attribute: "max", latest)\
    \(attribute: "required", if: isRequired)\(attribute: "autocomplete", autocomplete)\
    \(attribute: "aria-describedby", notes.describedBy(id))\
    \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>
    """
  }
}

/// A file to upload.
struct FileField: Component {
  var name: String
  var label: String
  var notes: FieldNotes = .none
  /// Media types and endings the browser offers first: `.csv,.xlsx`.
  var accept: String?
  var allowsSeveral = false
  var isRequired = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(id: id, label: label, notes: notes, control: control).html
  }

  private var control: HTML {
    """
    <input type="file" id="\(id)" name="\(name)"\(attribute: "accept", accept)\
    \(attribute: "multiple", if: allowsSeveral)\(attribute: "required", if: isRequired)\
    \(attribute: "aria-describedby", notes.describedBy(id))\
    \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>
    """
  }
}

/// A value the form carries unseen.
struct HiddenField: Component {
  var name: String
  var value: String

  var html: HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
}
