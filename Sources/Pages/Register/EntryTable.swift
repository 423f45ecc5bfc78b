public import Civic
public import Exact

/// Reads a table of entries as cities keep it: each column is a field of the entry's form, found by
/// its heading in any language; each row is typed into that form.
public struct EntryTable<Entry: EditableEntry>: Sendable {
  /// What can be brought in at once.
  public static var largestRowCount: Int { 2_000 }

  /// A cell that cannot be taken.
  public struct Problem: Hashable, Sendable {
    public let row: Int
    public let column: Int
    public let field: String
    public let message: Message
  }

  /// The rows below the heading, as text; corrections are already in.
  public let rows: [[String]]
  public let heading: [String]
  /// The field of each column, where it is understood.
  let fields: [Int: FormField<Entry>]
  let context: FormContext
  let catalogue: [FormContext]
  let city: City

  /// - Parameters:
  ///   - rows: With the heading among the first; what stands above it is left out.
  ///   - context: The form in the reader's language; texts are written in its content language.
  ///   - catalogue: The same in every language, for headings and choices.
  public init(_ rows: [[String]], city: City, context: FormContext, catalogue: [FormContext]) {
    let matches = rows.prefix(20).map { Self.match($0, catalogue) }
    let best = matches.indices.max { (matches[$0].count, -$0) < (matches[$1].count, -$1) }
    let start = best ?? 0
    heading = rows.indices.contains(start) ? rows[start] : []
    fields = matches.isEmpty ? [:] : matches[start]
    self.rows = rows.dropFirst(start + 1).filter { row in
      row.contains { !$0.allSatisfy(\.isWhitespace) }
    }
    self.context = context
    self.catalogue = catalogue
    self.city = city
  }

  private static func match(
    _ row: [String], _ catalogue: [FormContext]
  ) -> [Int: FormField<Entry>] {
    var found: [Int: FormField<Entry>] = [:]
    var taken = Set<String>()
    for (column, text) in row.enumerated() {
      let words = Fold.folded(text.tidied)
      guard !words.isEmpty else { continue }
      let field = Entry.form.fields.first { field in
        words == Fold.folded(field.name)
          || catalogue.contains { Fold.folded($0.texts(field.label)) == words }
      }
      guard let field, taken.insert(field.name).inserted else { continue }
      found[column] = field
    }
    return found
  }

  public var hasNames: Bool { fields.values.contains { $0.name == "name" } }

  /// The headings that are understood, and those that are not.
  public var understood: [String] { fields.keys.sorted().map { heading[$0] } }
  public var leftOut: [String] {
    heading.indices.filter { fields[$0] == nil && !heading[$0].isEmpty }.map { heading[$0] }
  }

  /// Every row as an entry, and the cells that cannot be taken.
  ///
  /// - Parameter id: Makes the identifiers.
  /// - Complexity: O(rows × fields × languages) for choices.
  public func read(_ id: () -> ID<Entry>) -> (entries: [Entry], problems: [Problem]) {
    var entries: [Entry] = []
    var problems: [Problem] = []
    for (number, row) in rows.enumerated() {
      var blank = Entry.blank(id: id(), city: city, in: context)
      blank.revision = 1
      let values = Entry.form.input(of: blank, in: context)
      var pairs = Set(values.names).filter { name in !fields.values.contains { $0.name == name } }
        .flatMap { name in values.all(name).map { (name: name, value: $0) } }
      for (column, field) in fields {
        let text = row.indices.contains(column) ? row[column].tidied : ""
        pairs += typed(text, field, blank).map { (name: field.name, value: $0) }
      }
      if !fields.values.contains(where: { $0.name == "isPublic" }) {
        pairs.append((name: "isPublic", value: "yes"))
      }
      let (entry, found) = Entry.form.read(FormInput(pairs), into: blank, in: context)
      entries.append(entry)
      problems += found.map { problem in
        let column = fields.first { $0.value.name == problem.field }?.key ?? -1
        return Problem(
          row: number, column: column, field: problem.field, message: problem.message)
      }
    }
    return (entries, problems)
  }

  /// A cell as the form would send it: a choice by its key, whichever language names it.
  private func typed(_ text: String, _ field: FormField<Entry>, _ blank: Entry) -> [String] {
    guard field.choices != nil else { return [text] }
    guard !text.isEmpty else { return [""] }
    if let key = key(text, field, blank) { return [key] }
    let parts = text.split { ",;/".contains($0) }.map { String($0).tidied }
    let keys = parts.map { key($0, field, blank) ?? $0 }
    return keys
  }

  private func key(_ text: String, _ field: FormField<Entry>, _ blank: Entry) -> String? {
    let words = Fold.folded(text)
    for context in catalogue {
      for choice in field.choices?(blank, context) ?? [] {
        if Fold.folded(choice.label) == words || choice.key == text { return choice.key }
      }
    }
    guard let number = Int(text), let choices = field.choices?(blank, context),
      field.name == "digitalLevel", choices.indices.contains(number)
    else { return nil }
    return choices[number].key
  }

  /// The choices of a column, to mend a cell with; none where one types.
  func choices(of column: Int) -> [(key: String, label: String)]? {
    guard let field = fields[column] else { return nil }
    let blank = Entry.blank(id: ID(rawValue: ""), city: city, in: context)
    return field.choices?(blank, context)
  }
}
