import Civic
import Exact
import Exchange

/// The records of one kind as a table, as it goes out and comes in: their identifier, then a column
/// for each field of their form.
struct RecordSheet<Record: Entity>: Sendable {
  let context: FormContext
  let columns: [SheetColumn<Record>]
  /// What can be chosen, by the name of the field.
  let books: [String: ChoiceBook]
  private let sample: Record?
  private let written: [Language: FormContext]

  /// - Parameters:
  ///   - fields: What stands in the table beside the identifier.
  ///   - sample: A record from which the choices can be asked; none where none can be made.
  ///   - primary: The language whose columns have no language in their heading.
  ///   - catalogue: The context in every language, to find choices by any name of theirs.
  ///   - earlier: The same before what comes in changed any of those names.
  ///   - everyLanguage: Whether a text has a column for each language, not only for those in which
  ///     one of the records has it: so that translations can come in.
  init(
    _ fields: [FormField<Record>], records: [Record], sample: Record?, primary: Language,
    in context: FormContext, catalogue: [FormContext] = [], earlier: [FormContext] = [],
    everyLanguage: Bool = false
  ) {
    let sample = sample ?? records.first
    self.context = context
    self.sample = sample
    var contexts: [Language: FormContext] = [:]
    for language in [primary] + Language.interface {
      contexts[language] = context.writing(language)
    }
    written = contexts
    let languages = Language.interface.filter { $0 != primary }
    columns = fields.flatMap { field in
      Self.columns(
        of: field, records + [sample].compactMap(\.self), primary, contexts, context,
        among: languages, all: everyLanguage)
    }
    var books: [String: ChoiceBook] = [:]
    for field in fields {
      guard let sample, let choices = field.choices else { continue }
      books[field.name] = ChoiceBook(
        choices(sample, context), others: catalogue.map { choices(sample, $0) },
        earlier: field.cell.keys == nil ? [] : earlier.map { choices(sample, $0) })
    }
    self.books = books
  }

  private static func columns(
    of field: FormField<Record>, _ records: [Record], _ primary: Language,
    _ contexts: [Language: FormContext], _ context: FormContext, among languages: [Language],
    all: Bool
  ) -> [SheetColumn<Record>] {
    let column = { (name: String, input: String, language: Language?) in
      SheetColumn(
        name: name, field: field, input: input, language: language,
        namesLanguage: language != nil && language != primary)
    }
    if field.cell.isTranslated {
      let present = { (language: Language) -> Bool in
        guard let context = contexts[language] else { return false }
        return records.contains { field.read($0, context).contains { !$0.value.isEmpty } }
      }
      let others = all ? languages : languages.filter(present)
      return [column(field.name, field.name, primary)]
        + others.map { column("\(field.name).\($0.rawValue)", field.name, $0) }
    }
    guard let parts = field.cell.parts else { return [column(field.name, field.name, nil)] }
    var names: [String] = []
    for record in records {
      for part in parts(record, context) where !names.contains(part.name) {
        names.append(part.name)
      }
    }
    return names.map { column($0, $0, primary) }
  }

  /// The context in which a column's content is read and written.
  func context(of column: SheetColumn<Record>) -> FormContext {
    column.language.flatMap { written[$0] } ?? context
  }

  /// The headings, each its own.
  func titles(in context: FormContext) -> [String] {
    var taken: Set<String> = [Fold.folded(context.texts(.exportIdentifier))]
    return columns.map { column in
      let title = column.title(sample, in: context)
      let own = taken.insert(Fold.folded(title)).inserted ? title : "\(title) [\(column.name)]"
      taken.insert(Fold.folded(own))
      return own
    }
  }

  /// What a cell holds.
  func value(_ column: SheetColumn<Record>, of record: Record) -> ExportValue {
    let field = column.field
    let values: [String]
    if let keys = field.cell.keys {
      values = keys(record).filter { books[field.name]?.labels[$0] != nil }
    } else {
      values = field.read(record, context(of: column)).filter { $0.name == column.input }
        .map(\.value)
    }
    if let book = books[field.name] { return chosen(values.filter { !$0.isEmpty }, book, field) }
    guard let text = values.first, !text.isEmpty else { return .empty }
    let formats = context.texts.formats
    switch field.cell.kind {
    case .text, .flag: return .text(text)
    case .whole, .decimal: return formats.parseDecimal(text).map { .number($0) } ?? .text(text)
    case .day: return Day(text).map { .day($0) } ?? .text(text)
    case .money:
      return formats.parseMoney(text, context.document.plan.currency).map { .money($0) }
        ?? .text(text)
    }
  }

  private func chosen(
    _ keys: [String], _ book: ChoiceBook, _ field: FormField<Record>
  ) -> ExportValue {
    if field.cell.kind == .flag { return .words(book.labels[keys.first ?? ""] ?? "") }
    let labels = keys.map { book.labels[$0] ?? $0 }
    if book.isNumeric, labels.count == 1, let number = Int64(labels[0]) {
      return .number(ExactDecimal(number))
    }
    return .words(labels.joined(separator: labels.contains { $0.contains(";") } ? "\n" : "; "))
  }

  /// The table with its records.
  ///
  /// - Parameter isPublic: Without what never leaves the city's own tables.
  func table(_ records: [Record], title: String, isPublic: Bool) -> ExportTable {
    let shown = columns.indices.filter { index in
      !isPublic || !(columns[index].field.cell.isInternal || columns[index].name == "isPublic")
    }
    let titles = titles(in: context)
    return ExportTable(
      name: Record.entityName, title: title,
      columns: [
        ExportColumn(name: "id", title: context.texts(.exportIdentifier), kind: .text)
      ]
        + shown.map { index in
          ExportColumn(name: columns[index].name, title: titles[index], kind: kind(columns[index]))
        },
      rows: records.map { record in
        [.text(record.id.rawValue)] + shown.map { value(columns[$0], of: record) }
      })
  }

  private func kind(_ column: SheetColumn<Record>) -> ExportKind {
    if let book = books[column.field.name] { return book.isNumeric ? .whole : .text }
    switch column.field.cell.kind {
    case .text, .flag: return .text
    case .whole: return .whole
    case .decimal: return .decimal
    case .day: return .day
    case .money: return .money(context.document.plan.currency)
    }
  }
}

extension FormContext {
  /// The same for content in another language.
  func writing(_ language: Language) -> FormContext {
    var copy = FormContext(document: document, texts: texts, contentLanguage: language)
    copy.atlas = atlas
    copy.register = register
    copy.frameworks = frameworks
    copy.practices = practices
    copy.feeds = feeds
    copy.origins = origins
    copy.thisYear = thisYear
    return copy
  }
}
