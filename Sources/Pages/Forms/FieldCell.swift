import Civic

/// How a field of a form stands in a table: one column, one a language, or one for each of its parts.
struct FieldCell<Record: Sendable>: Sendable {
  /// What is typed, as far as a spreadsheet tells kinds apart.
  enum Kind: Sendable {
    case text, whole, decimal, money, day, flag
  }

  var kind = Kind.text
  /// Written in each language of its own.
  var isTranslated = false
  /// Several can be chosen.
  var isSeveral = false
  /// Never leaves the city's own tables.
  var isInternal = false
  /// The values it is made of, where it has several, by their names in the form.
  var parts: (@Sendable (Record, FormContext) -> [(name: String, label: String)])?
  /// What a reference to other records holds, without asking what can be chosen.
  var keys: (@Sendable (Record) -> [String])?
  /// Sets a reference to records that are known to be there.
  var assign: (@Sendable ([String], inout Record) -> Void)?
}

extension FormField {
  /// The field with what a table has to know of it.
  func cell(_ change: (inout FieldCell<Record>) -> Void) -> FormField {
    var copy = self
    change(&copy.cell)
    return copy
  }
}

extension TypedFormat.Keyboard {
  func kind<Record: Sendable>(for record: Record.Type) -> FieldCell<Record>.Kind {
    switch self {
    case .text, .address: .text
    case .whole: .whole
    case .decimal: .decimal
    case .money: .money
    case .day: .day
    }
  }
}
