import Civic

/// The way to a property that a form may read and write.
typealias Property<Record, Value> = any WritableKeyPath<Record, Value> & Sendable

/// One question of a form: how its record is shown as typed text, and how what is typed gets there.
public struct FormField<Record: Sendable>: Sendable {
  /// The name of the value in the form; fields of several values begin theirs with it.
  let name: String
  let label: TextKey
  var hint: TextKey?
  var isOptional = true
  /// The properties of the record's coded form that the field holds.
  var properties: [String]
  /// What can be chosen, by what the form sends and what people read; none where one types.
  var choices: (@Sendable (Record, FormContext) -> [(key: String, label: String)])?
  /// The record's values as they would be typed.
  let read: @Sendable (Record, FormContext) -> [(name: String, value: String)]
  /// Takes over what was typed, or says what is wrong with it and leaves the record as it is.
  let write: @Sendable (FormInput, inout Record, FormContext) -> [FieldProblem]
  /// The record's value for people to read; empty when there is none.
  let shown: @Sendable (Record, FormContext) -> String
  let control: @Sendable (FieldState<Record>) -> HTML
  /// How the field stands in a table.
  var cell = FieldCell<Record>()

  func optional(_ isOptional: Bool = true) -> FormField {
    var copy = self
    copy.isOptional = isOptional
    return copy
  }
}

/// A form with what was typed into it, as it is drawn.
struct FieldState<Record: Sendable>: Sendable {
  /// The field being drawn.
  var field: FormField<Record>
  let record: Record
  let values: FormInput
  let problems: [FieldProblem]
  /// The record as somebody else saved it meanwhile, and what to say of that.
  let conflict: (saved: Record, words: String)?
  let context: FormContext

  var texts: Texts { context.texts }
  var label: String { texts(field.label) }
  var value: String { values[field.name] ?? "" }

  /// Hint, problem and conflict of the field.
  func notes(hint: String? = nil) -> FieldNotes {
    FieldNotes(
      hint: hint ?? field.hint.map { texts($0) }, error: problem(at: field.name),
      conflict: conflictNote, mark: field.isOptional ? texts(.fieldOptional) : nil)
  }

  func problem(at name: String) -> String? {
    problems.first { $0.field == name }.map { texts.sentence($0.message) }
  }

  /// What the other saved, where it is not what stands in this form.
  var conflictNote: ConflictNote? {
    guard let conflict else { return nil }
    let saved = field.read(conflict.saved, context)
    let typed = Set(saved.map(\.name) + values.names.filter(isMine))
    let isSame = typed.allSatisfy { name in
      Set(saved.filter { $0.name == name }.map(\.value).filter { !$0.isEmpty })
        == Set(values.all(name).filter { !$0.isEmpty })
    }
    guard !isSame else { return nil }
    let shown = field.shown(conflict.saved, context)
    return ConflictNote(
      text: conflict.words, value: shown.isEmpty ? texts(.fieldEmpty) : shown)
  }

  private func isMine(_ name: String) -> Bool {
    name == field.name || name.hasPrefix(field.name + "-")
  }
}
