import Civic
import Exact

/// One sheet to be read, with how.
struct SheetTask: Sendable {
  let table: Civic.Table
  /// The number of the sheet in the file.
  let number: Int
  let header: SheetHeader
  let settings: WorkbookSettings

  /// The rows below the headings that say something and are not left out.
  var rows: [Int] {
    table.rows.indices.dropFirst(header.row + 1).filter { row in
      !isLeftOut(row) && table.rows[row].contains { !$0.isBlank }
    }
  }

  func isLeftOut(_ row: Int) -> Bool {
    settings.leftOut.contains(cell(row, 0))
  }

  func cell(_ row: Int, _ column: Int) -> WorkbookCell {
    WorkbookCell(sheet: number, address: CellAddress(row: row, column: column))
  }

  func content(_ row: Int, _ column: Int) -> Cell {
    table[CellAddress(row: row, column: column)]
  }

  func heading(_ column: Int) -> String { content(header.row, column).text.tidied }

  /// The column of the sheet for a known column.
  func column(at place: Int) -> Int? { header.columns.first { $0.value == place }?.key }
}

/// A list of the plan or the city, as sheets are read into it.
protocol SheetKind: Sendable {
  /// The name for programs.
  var name: String { get }
  func title(_ texts: Texts) -> String
  func names(_ state: WorkbookState) -> SheetHeader.Names
  func read(_ task: SheetTask, into state: inout WorkbookState) -> SheetOutcome
}

/// A list of the plan.
struct PlanSheetKind<Record: EditableRecord>: SheetKind {
  var name: String { Record.entityName }

  func title(_ texts: Texts) -> String { texts(Record.words.plural) }

  private func sheet(_ state: WorkbookState, reads: Bool = false) -> RecordSheet<Record> {
    Record.sheet(
      Record.all(in: state.document), in: state.context,
      catalogue: reads ? state.contexts : [], earlier: reads ? state.earlier : [],
      everyLanguage: true)
  }

  func names(_ state: WorkbookState) -> SheetHeader.Names {
    sheet(state).names(state.contexts)
  }

  func read(_ task: SheetTask, into state: inout WorkbookState) -> SheetOutcome {
    var reader = RecordReader<Record>(
      task: task, title: title(state.texts),
      list: .init(
        records: { Record.all(in: $0.document) },
        sheet: { sheet($0, reads: true) },
        blank: { state, parent in
          Record.blank(id: Exact.ID(rawValue: state.newKey()), parent: parent, in: state.document)
        },
        put: { $1.document.put($0) },
        problems: { $0.problems(in: $1.document) },
        needsAction: Record.self is any PartOfAction.Type,
        isNamed: { record, state in record.title(in: state.context) }))
    return reader.read(into: &state)
  }
}

/// A list of the city.
struct EntrySheetKind<Entry: EditableEntry>: SheetKind {
  var name: String { Entry.entityName }

  func title(_ texts: Texts) -> String { texts(Entry.entryKind.title) }

  private func entries(_ state: WorkbookState) -> [Entry] {
    Entry.entryKind.entries(of: state.register).compactMap { $0 as? Entry }
  }

  private func sheet(_ state: WorkbookState, reads: Bool = false) -> RecordSheet<Entry> {
    Entry.sheet(
      entries(state), city: state.document.city, in: state.context.ofCity,
      catalogue: reads ? state.contexts.map(\.ofCity) : [],
      earlier: reads ? state.earlier.map(\.ofCity) : [], everyLanguage: true)
  }

  func names(_ state: WorkbookState) -> SheetHeader.Names { sheet(state).names(state.contexts) }

  func read(_ task: SheetTask, into state: inout WorkbookState) -> SheetOutcome {
    var reader = RecordReader<Entry>(
      task: task, title: title(state.texts),
      list: .init(
        records: { entries($0) },
        sheet: { sheet($0, reads: true) },
        blank: { state, _ in
          Entry.blank(
            id: Exact.ID(rawValue: state.newKey()), city: state.document.city,
            in: state.context.ofCity)
        },
        put: { $1.register.put($0) },
        problems: { Entry.form.rules($0, $1.context.ofCity) },
        needsAction: false,
        isNamed: { entry, state in entry.name(in: state.context) }))
    return reader.read(into: &state)
  }
}

extension FormContext {
  /// For entries of the city's register, whose amounts are in its country's currency.
  var ofCity: FormContext {
    var city = document
    city.plan.currency = .usual(in: document.city.country)
    var copy = FormContext(document: city, texts: texts, contentLanguage: contentLanguage)
    copy.atlas = atlas
    copy.register = register
    copy.practices = practices
    copy.feeds = feeds
    return copy
  }
}

extension RecordSheet {
  /// By what its columns are known.
  func names(_ contexts: [FormContext]) -> SheetHeader.Names {
    SheetHeader.Names(
      names: columns.map(\.name), titles: ([context] + contexts).map { titles(in: $0) },
      identifiers: contexts.map { $0.texts(.exportIdentifier) })
  }
}
