import Civic
import Exact
import Exchange

/// Finds the record that a row is about.
struct RecordFinder<Record: Entity> {
  enum Found {
    case record(Record)
    case new
    /// An identifier that no record has.
    case unknown(String)
    /// A new record that an earlier row brings already.
    case twice(Int)
  }

  private let byID: [String: Record]
  /// Records by what names them; none where several are named so.
  private var byName: [String: Record?] = [:]
  /// Rows with a new record, by what names it.
  private var newNames: [String: Int] = [:]
  /// The columns that name a record, by their place in the sheet.
  private let keys: [(column: Int, known: SheetColumn<Record>)]
  private let sheet: RecordSheet<Record>
  private let task: SheetTask

  /// Where a record that stands twice is pointed at.
  var column: Int? { keys.first?.column }

  init(_ records: [Record], _ sheet: RecordSheet<Record>, _ task: SheetTask) {
    self.sheet = sheet
    self.task = task
    byID = Dictionary(records.map { ($0.id.rawValue, $0) }) { first, _ in first }
    let names = sheet.columns.enumerated().filter {
      Self.naming.contains($0.element.name)
    }
    let present = names.compactMap { place, known in
      task.column(at: place).map { (column: $0, known: known) }
    }
    // A code is enough by itself.
    let own = present.first { names in
      names.known.name == "code" && Self.hasCode || names.known.name == "name" && Self.hasOwnName
    }
    keys = own.map { [$0] } ?? present
    let tells = keys.contains { Self.telling.contains($0.known.name) }
    guard tells else { return }
    for record in records {
      let name = Self.joined(keys.map { Self.plain(sheet.value($0.known, of: record).plain) })
      guard !name.isEmpty else { continue }
      byName.updateValue(byName[name] == nil ? record : nil, forKey: name)
    }
  }

  /// Columns that together name a record.
  private static var naming: Set<String> {
    ["code", "title", "name", "action", "year", "kind", "category", "source", "heldOn", "version"]
  }

  /// Without one of these nothing is found by its name.
  private static var telling: Set<String> { ["code", "title", "name", "source", "year", "heldOn"] }

  /// Kinds whose name is each record's own.
  private static var hasOwnName: Bool { Record.self == Organisation.self }

  /// Kinds whose code is each record's own.
  private static var hasCode: Bool {
    [
      Action.entityName, Objective.entityName, CityIndicator.entityName,
      PublicService.entityName,
    ].contains(Record.entityName)
  }

  private static func joined(_ parts: [String]) -> String {
    parts.allSatisfy(\.isEmpty) ? "" : parts.joined(separator: "\u{1F}")
  }

  private static func plain(_ text: String) -> String {
    if let number = ExactDecimal(text) { return "\(number.rational)" }
    return Fold.folded(text.tidied)
  }

  mutating func find(_ row: Int) -> Found {
    if let column = task.header.identifier {
      let text = task.content(row, column).text.tidied
      if !text.isEmpty { return byID[text].map { .record($0) } ?? .unknown(text) }
    }
    let name = Self.joined(keys.map { key in plain(task.content(row, key.column), key.known) })
    guard !name.isEmpty else { return .new }
    if let found = byName[name], let record = found { return .record(record) }
    // What has a column of identifiers and none in it is meant to be new.
    guard keys.count == 1, keys[0].known.name == "code" || Self.hasOwnName else { return .new }
    if let earlier = newNames[name] { return .twice(earlier) }
    newNames[name] = row
    return .new
  }

  /// A cell as the same record's own would be.
  private func plain(_ cell: Cell, _ known: SheetColumn<Record>) -> String {
    if let book = sheet.books[known.field.name], let key = book.key(cell.text),
      let label = book.labels[key]
    {
      return Self.plain(label)
    }
    return Self.plain(cell.text)
  }

  /// The records whose rows were left out: they are there, and not to be touched.
  var leftOut: [String] {
    guard let column = task.header.identifier else { return [] }
    return task.table.rows.indices.filter { task.isLeftOut($0) }.map {
      task.content($0, column).text.tidied
    }
  }
}
