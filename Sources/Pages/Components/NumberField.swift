/// A number as people type it: a text field with the right keyboard, read by the page's locale.
///
/// `type=number` loses what it cannot read and changes values under the mouse wheel.
struct NumberField: Component {
  var name: String
  var label: String
  var value = ""
  var notes: FieldNotes = .none
  /// Shown after the field and read with its label: "%", "t CO₂".
  var unit: String?
  var allowsFraction = false
  var isRequired = false
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(
      id: id, label: label, notes: notes, hidesLabel: hidesLabel,
      control: AffixedInput(
        id: id, name: name, value: value, describedBy: describedBy,
        isInvalid: notes.error != nil, isRequired: isRequired,
        inputMode: allowsFraction ? "decimal" : "numeric", suffix: unit
      ).html
    ).html
  }

  private var describedBy: String? {
    let ids = [notes.describedBy(id), unit == nil ? nil : "\(id)-unit"].compactMap(\.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }
}

/// An amount of money as people type it, with its currency beside the field.
struct MoneyField: Component {
  var name: String
  var label: String
  var value = ""
  /// The code or sign, as the page's locale writes it.
  var currency: String
  var notes: FieldNotes = .none
  var isRequired = false
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    let ids = [notes.describedBy(id), "\(id)-unit"].compactMap(\.self)
    return Field(
      id: id, label: label, notes: notes, hidesLabel: hidesLabel,
      control: AffixedInput(
        id: id, name: name, value: value, describedBy: ids.joined(separator: " "),
        isInvalid: notes.error != nil, isRequired: isRequired, inputMode: "decimal",
        suffix: currency
      ).html
    ).html
  }
}

/// A short numeric input with its unit after it.
struct AffixedInput: Component {
  var id: String
  var name: String
  var value: String
  var describedBy: String?
  var isInvalid: Bool
  var isRequired: Bool
  var inputMode: String
  var suffix: String?

  var html: HTML {
    """
    <span class="affixed"><input class="w-short number" type="text" id="\(id)" name="\(name)" \
    value="\(value)" inputmode="\(inputMode)" autocomplete="off" spellcheck="false"\
    \(attribute: "required", if: isRequired)\(attribute: "aria-describedby", describedBy)\
    \(attribute: "aria-invalid", isInvalid ? "true" : nil)>\
    \(suffix.map { "<span class=\"affix\" id=\"\(id)-unit\">\($0)</span>" as HTML })</span>
    """
  }
}
