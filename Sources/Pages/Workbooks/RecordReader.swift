import Civic
import Exact
import Exchange

/// Reads the rows of one sheet into records of one kind.
///
/// A row finds its record by the identifier, else by the code, else by what names it; what finds none
/// is new. Only cells that say something else than the record count, so that a table that went out
/// and comes back unchanged changes nothing.
struct RecordReader<Record: Entity> {
  /// What a reader has to know of a list.
  struct List {
    let records: (WorkbookState) -> [Record]
    let sheet: (WorkbookState) -> RecordSheet<Record>
    let blank: (WorkbookState, String?) -> Record?
    let put: (Record, inout WorkbookState) -> Void
    let problems: (Record, WorkbookState) -> [(field: String, message: Message)]
    /// Whether a record needs to know its action from the start.
    let needsAction: Bool
    /// Whether a record that a sheet leaves out stays in any case.
    var staysWhenAbsent = false
    let isNamed: (Record, WorkbookState) -> String
  }

  /// A row with the record it is about.
  private struct Line {
    let row: Int
    let original: Record?
    var record: Record
  }

  let task: SheetTask
  let list: List
  private var outcome: SheetOutcome
  private var lines: [Line] = []
  private var seen: [String: Int] = [:]
  private var marks: [Int: AmountText.DecimalMark] = [:]

  init(task: SheetTask, title: String, list: List) {
    self.task = task
    self.list = list
    outcome = SheetOutcome(sheet: task.table.name, title: title)
    outcome.otherColumns = task.header.otherColumns(of: task.table)
    for column in task.header.columns.keys {
      let texts = task.rows.map { task.content($0, column) }.compactMap { cell -> String? in
        if case .text(let text) = cell.content { text } else { nil }
      }
      marks[column] = AmountText.decimalMark(in: texts)
    }
  }

  mutating func read(into state: inout WorkbookState) -> SheetOutcome {
    let existing = list.records(state)
    var sheet = list.sheet(state)
    var finder = RecordFinder(existing, sheet, task)
    for row in task.rows { begin(row, &finder, sheet, &state) }
    for index in lines.indices { apply(index, sheet, references: false) }
    for line in lines { list.put(line.record, &state) }
    // Now rows can refer to each other.
    sheet = list.sheet(state)
    for index in lines.indices { apply(index, sheet, references: true) }
    for line in lines { list.put(line.record, &state) }
    conclude(existing, sheet, finder, state)
    return outcome
  }

  /// Finds the record that a row is about.
  private mutating func begin(
    _ row: Int, _ finder: inout RecordFinder<Record>, _ sheet: RecordSheet<Record>,
    _ state: inout WorkbookState
  ) {
    switch finder.find(row) {
    case .record(let record):
      if let earlier = seen[record.id.rawValue] {
        fail(row, finder.column, Message("tablesProblemTwice", ["row": .text(String(earlier + 1))]))
      } else {
        seen[record.id.rawValue] = row
        lines.append(Line(row: row, original: record, record: record))
      }
    case .unknown(let text):
      fail(row, task.header.identifier, Message("tablesProblemRecord", ["text": .text(text)]))
    case .twice(let earlier):
      fail(row, finder.column, Message("tablesProblemTwice", ["row": .text(String(earlier + 1))]))
    case .new:
      let parent = parent(row, sheet)
      guard let blank = list.blank(state, list.needsAction ? parent : nil) else {
        let place = sheet.columns.firstIndex { $0.name == "action" }
        let choices = sheet.books["action"]?.labels.values.sorted()
        fail(
          row, place.flatMap { task.column(at: $0) }, Message("tablesProblemAction"),
          choices: choices)
        return
      }
      // The next new one stands after it.
      list.put(blank, &state)
      lines.append(Line(row: row, original: nil, record: blank))
    }
  }

  /// The identifier of the action that a row names.
  private func parent(_ row: Int, _ sheet: RecordSheet<Record>) -> String? {
    guard let place = sheet.columns.firstIndex(where: { $0.name == "action" }),
      let column = task.column(at: place)
    else { return nil }
    let text = task.content(row, column).text
    return text.isEmpty ? nil : sheet.books["action"]?.key(text)
  }

  private mutating func fail(
    _ row: Int, _ column: Int?, _ message: Message, choices: [String]? = nil
  ) {
    let column = column ?? task.header.columns.keys.min() ?? 0
    let problem = WorkbookProblem(
      cell: task.cell(row, column), heading: task.heading(column), message: message,
      choices: choices)
    guard !outcome.problems.contains(where: { $0.cell == problem.cell }) else { return }
    outcome.problems.append(problem)
  }

  private mutating func apply(
    _ index: Int, _ sheet: RecordSheet<Record>, references: Bool
  ) {
    let columns = task.header.columns.sorted { $0.key < $1.key }
    for (column, place) in columns where sheet.columns.indices.contains(place) {
      let known = sheet.columns[place]
      guard (known.field.cell.keys != nil) == references else { continue }
      let line = lines[index]
      let cell = task.content(line.row, column)
      if line.original == nil, cell.isBlank { continue }
      guard !CellReading<Record>.isSame(cell, as: sheet.value(known, of: line.record)) else {
        continue
      }
      let reading = CellReading(sheet: sheet, column: known, mark: marks[column])
      switch reading.read(cell) {
      case .problem(let message):
        let choices = sheet.books[known.field.name]?.labels.values.sorted()
        fail(line.row, column, message, choices: choices)
      case .typed(let values):
        if let message = Self.write(values, known, sheet, &lines[index].record) {
          fail(line.row, column, message)
        }
      }
    }
  }

  private static func write(
    _ values: [String], _ column: SheetColumn<Record>, _ sheet: RecordSheet<Record>,
    _ record: inout Record
  ) -> Message? {
    let field = column.field
    let filled = values.filter { !$0.isEmpty }
    if let assign = field.cell.assign, !filled.isEmpty || field.isOptional {
      guard !filled.contains(record.id.rawValue) else { return Message("problemUnknown") }
      let present = field.cell.keys?(record) ?? []
      assign(present.filter(filled.contains) + filled.filter { !present.contains($0) }, &record)
      return nil
    }
    let context = sheet.context(of: column)
    let others = field.read(record, context).filter { $0.name != column.input }
    let input = FormInput(others + values.map { (column.input, $0) })
    return field.write(input, &record, context).first?.message
  }

  /// What the rows come to, with the rules that the records have to keep.
  private mutating func conclude(
    _ existing: [Record], _ sheet: RecordSheet<Record>, _ finder: RecordFinder<Record>,
    _ state: WorkbookState
  ) {
    let titles = sheet.titles(in: sheet.context)
    for line in lines {
      guard line.record != line.original else {
        outcome.unchanged += 1
        continue
      }
      for problem in list.problems(line.record, state) {
        let place = sheet.columns.firstIndex {
          $0.input == problem.field || $0.field.properties.contains(problem.field)
        }
        fail(line.row, place.flatMap { task.column(at: $0) }, problem.message)
      }
      note(line.original, line.record, sheet, titles, state)
    }
    guard task.header.identifier != nil, !list.staysWhenAbsent else { return }
    let left = Set(finder.leftOut)
    let absent = existing.filter {
      seen[$0.id.rawValue] == nil && !left.contains($0.id.rawValue)
    }
    outcome.absent = absent.count
    guard task.settings.removes else { return }
    for record in absent { note(record, nil, sheet, titles, state) }
  }

  private mutating func note(
    _ before: Record?, _ after: Record?, _ sheet: RecordSheet<Record>, _ titles: [String],
    _ state: WorkbookState
  ) {
    guard let present = after ?? before else { return }
    do {
      outcome.writes.append(
        RecordWrite(
          kind: Record.entityName, id: present.id.rawValue,
          before: try before.map { try JSONValue(encoding: $0) },
          after: try after.map { try JSONValue(encoding: $0) }))
    } catch {
      fail(task.header.row, nil, Message("problemUnknown"))
    }
    let fields = sheet.columns.indices.compactMap { index -> RecordDifference.Field? in
      guard let after else { return nil }
      let words = [before, after].map { record in
        record.map { sheet.words(sheet.columns[index], of: $0) } ?? ""
      }
      guard words[0] != words[1] else { return nil }
      return RecordDifference.Field(label: titles[index], before: words[0], after: words[1])
    }
    outcome.differences.append(
      RecordDifference(
        kind: before == nil ? .added : after == nil ? .removed : .changed,
        name: list.isNamed(present, state), fields: fields))
  }
}

extension RecordSheet {
  /// A cell as people read it.
  func words(_ column: SheetColumn<Record>, of record: Record) -> String {
    let formats = context.texts.formats
    switch value(column, of: record) {
    case .empty: return ""
    case .text(let text): return text
    case .number(let number):
      return column.field.cell.kind == .decimal ? formats.number(number) : number.description
    case .money(let money): return formats.money(money)
    case .day(let day): return formats.day(day)
    }
  }
}
