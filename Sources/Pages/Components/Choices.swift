/// One thing to choose.
struct Choice: Sendable {
  var value: String
  var label: String
  var hint: String?
  var isChosen = false
  /// What this choice asks further, shown beneath it.
  var reveals: HTML?
  /// The language of the label, when it is not the page's.
  var language: String?
  /// In a list that opens: the heading that it stands under with its neighbours of the same one.
  var group: String?
}

/// One of many, in a list that opens.
struct Select: Component {
  var name: String
  var label: String
  var choices: [Choice]
  var notes: FieldNotes = .none
  /// The first, empty entry: "Choose…". Without it the first choice stands from the start.
  var placeholder: String?
  var isRequired = false
  var hidesLabel = false

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Field(id: id, label: label, notes: notes, hidesLabel: hidesLabel, control: control).html
  }

  private var control: HTML {
    """
    <select id="\(id)" name="\(name)"\(attribute: "required", if: isRequired)\
    \(attribute: "aria-describedby", notes.describedBy(id))\
    \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>\
    \(placeholder.map { "<option value=\"\">\($0)</option>" as HTML })\(options)</select>
    """
  }

  private var options: [HTML] {
    var groups: [(name: String?, options: [HTML])] = []
    for choice in choices {
      if groups.last?.name != choice.group || groups.isEmpty { groups.append((choice.group, [])) }
      groups[groups.count - 1].options.append(option(choice))
    }
    return groups.map { group in
      guard let name = group.name else { return "\(group.options)" }
      return "<optgroup label=\"\(name)\">\(group.options)</optgroup>"
    }
  }

  private func option(_ choice: Choice) -> HTML {
    """
    <option value="\(choice.value)"\(attribute: "lang", choice.language)\
    \(attribute: "selected", if: choice.isChosen)>\(choice.label)</option>
    """
  }
}

/// One of a few, all in sight.
struct Radios: Component {
  var name: String
  var legend: String
  var choices: [Choice]
  var notes: FieldNotes = .none
  var isInline = false
  var isRequired = false
  var isQuestion = false

  var html: HTML {
    ChoiceList(
      type: "radio", name: name, legend: legend, choices: choices, notes: notes,
      isInline: isInline, isRequired: isRequired, isQuestion: isQuestion
    ).html
  }
}

/// Any number of several.
struct Checkboxes: Component {
  var name: String
  var legend: String
  var choices: [Choice]
  var notes: FieldNotes = .none
  var isInline = false
  var isQuestion = false

  var html: HTML {
    ChoiceList(
      type: "checkbox", name: name, legend: legend, choices: choices, notes: notes,
      isInline: isInline, isQuestion: isQuestion
    ).html
  }
}

/// One box to tick, with its label beside it.
struct Checkbox: Component {
  var name: String
  var value = "yes"
  var label: String
  var isChosen = false
  var notes: FieldNotes = .none

  var html: HTML {
    let id = Field.id(for: name)
    return """
      <div class="field\(notes.error == nil ? "" : " invalid")">\(notes.errorHTML(id))\
      <div class="choice"><input type="checkbox" id="\(id)" name="\(name)" value="\(value)"\
      \(attribute: "checked", if: isChosen)\
      \(attribute: "aria-describedby", notes.describedBy(id))\
      \(attribute: "aria-invalid", notes.error == nil ? nil : "true")>\
      <label for="\(id)">\(label)</label>\(notes.hintHTML(id))</div>\(notes.conflictHTML(id))</div>
      """
  }
}

/// Radio buttons or boxes under one legend; the group has the id of the name, for error links.
struct ChoiceList: Component {
  var type: String
  var name: String
  var legend: String
  var choices: [Choice]
  var notes: FieldNotes
  var isInline: Bool
  var isRequired = false
  var isQuestion: Bool

  private var id: String { Field.id(for: name) }

  var html: HTML {
    Fieldset(
      id: id, legend: legend, notes: notes,
      content: """
        <div class="choices\(isInline ? " inline" : "")">\
        \(choices.enumerated().map { item($0.element, number: $0.offset + 1) })</div>
        """,
      isQuestion: isQuestion
    ).html
  }

  private func item(_ choice: Choice, number: Int) -> HTML {
    let item = "\(id)-\(number)"
    return """
      <div class="choice"><input type="\(type)" id="\(item)" name="\(name)" \
      value="\(choice.value)"\(attribute: "checked", if: choice.isChosen)\
      \(attribute: "required", if: isRequired)\
      \(attribute: "aria-describedby", choice.hint == nil ? nil : "\(item)-hint")>\
      <label for="\(item)"\(attribute: "lang", choice.language)>\(choice.label)</label>\
      \(choice.hint.map { "<p class=\"hint\" id=\"\(item)-hint\">\($0)</p>" as HTML })\
      \(choice.reveals.map { "<div class=\"reveals\">\($0)</div>" as HTML })</div>
      """
  }
}
