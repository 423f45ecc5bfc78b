import Civic
import Exact
import Exchange

/// Reads the cells of one column as the field of a form would have them typed.
struct CellReading<Record: Entity>: Sendable {
  let sheet: RecordSheet<Record>
  let column: SheetColumn<Record>
  /// The mark that the amounts of the column use, where they tell.
  let mark: AmountText.DecimalMark?

  /// What would be typed, or why the cell cannot be taken.
  enum Reading: Sendable {
    case typed([String])
    case problem(Message)
  }

  private var field: FormField<Record> { column.field }

  /// Whether a cell says what a record has already.
  static func isSame(_ cell: Cell, as value: ExportValue) -> Bool {
    switch value {
    case .empty: return cell.isBlank
    case .text(let text):
      let (own, other) = (text.tidied, cell.text.tidied)
      return own == other || "'" + own == other
    case .number(let number): return isSame(cell, as: number, value.plain)
    case .money: return ExactDecimal(value.plain).map { isSame(cell, as: $0, value.plain) } ?? false
    case .day(let day): return cell.content == .date(day) || cell.text.tidied == value.plain
    }
  }

  private static func isSame(_ cell: Cell, as number: ExactDecimal, _ plain: String) -> Bool {
    if case .number(let text) = cell.content {
      return ExactDecimal(text).map { $0.rational == number.rational } ?? false
    }
    return cell.text.tidied == plain
  }

  func read(_ cell: Cell) -> Reading {
    if case .formulaError(let text) = cell.content {
      return .problem(Message("importProblemFormula", ["text": .text(text)]))
    }
    guard !cell.isBlank else { return .typed([""]) }
    if let book = sheet.books[field.name] { return choice(cell, book) }
    switch field.cell.kind {
    case .text, .flag: return .typed([Self.freed(cell.text)])
    case .day: return day(cell)
    case .whole, .decimal: return number(cell)
    case .money: return money(cell)
    }
  }

  /// Without the apostrophe that keeps a text from being run as a formula.
  private static func freed(_ text: String) -> String {
    guard text.first == "'", let next = text.dropFirst().first, "=+-@\t\r".contains(next) else {
      return text
    }
    return String(text.dropFirst())
  }

  private func choice(_ cell: Cell, _ book: ChoiceBook) -> Reading {
    let unknown = { (text: String) in
      Reading.problem(Message("tablesProblemChoice", ["text": .text(text)]))
    }
    let text = cell.text.tidied
    if field.cell.kind == .flag {
      if case .boolean(let value) = cell.content { return .typed([value ? "yes" : ""]) }
      if ["1", "x", "+"].contains(text.lowercased()) { return .typed(["yes"]) }
      if ["0", "-"].contains(text) { return .typed([""]) }
      return book.key(text).map { .typed([$0]) } ?? unknown(text)
    }
    if let key = book.key(text) { return .typed([key]) }
    guard field.cell.isSeveral else { return digitalLevel(text, book) ?? unknown(text) }
    var keys: [String] = []
    for line in text.split(separator: "\n").map({ String($0).tidied }) where !line.isEmpty {
      if let key = book.key(line) {
        keys.append(key)
        continue
      }
      for part in parts(of: line, book) {
        guard let key = book.key(part) else { return unknown(part) }
        keys.append(key)
      }
    }
    return .typed(keys)
  }

  private func parts(of line: String, _ book: ChoiceBook) -> [String] {
    let parts = line.split(separator: ";").map { String($0).tidied }.filter { !$0.isEmpty }
    guard parts.count == 1, book.key(parts[0]) == nil else { return parts }
    return line.split(separator: ",").map { String($0).tidied }.filter { !$0.isEmpty }
  }

  /// The level of a service by its number, as cities keep it.
  private func digitalLevel(_ text: String, _ book: ChoiceBook) -> Reading? {
    guard field.name == "digitalLevel", let number = Int(text),
      DigitalLevel.allCases.indices.contains(number)
    else { return nil }
    return .typed([DigitalLevel.allCases[number].rawValue])
  }

  private static var ends: Set<String> { ["end", "doneOn", "due", "validUntil"] }

  private func day(_ cell: Cell) -> Reading {
    let edge: DateText.Edge = Self.ends.contains(field.name) ? .end : .start
    if let day = DateText.parse(cell, edge: edge) { return .typed([day.description]) }
    if let day = sheet.context.texts.formats.parseDay(cell.text) {
      return .typed([day.description])
    }
    return .problem(Message("importProblemDate", ["text": .text(cell.text)]))
  }

  private func number(_ cell: Cell) -> Reading {
    if field.cell.kind == .whole, let whole = Int(cell.text.tidied) {
      return .typed([String(whole)])
    }
    switch AmountText.parse(cell, decimalMark: mark) {
    case .amount(let amount) where amount.currency == nil:
      let formats = sheet.context.texts.formats
      let isWhole = amount.value.scale == 0 && field.cell.kind == .whole
      return .typed([isWhole ? amount.value.description : formats.number(amount.value)])
    case .ambiguous(let likely, let other):
      // With a fourth decimal no reading can be taken for the other.
      let readings = [likely, other].map { amount in
        amount.value.scale == 3 ? amount.value.description + "0" : amount.value.description
      }
      return .problem(
        Message(
          "importProblemTwoWays",
          [
            "text": .text(cell.text), "first": .text(readings[0]), "second": .text(readings[1]),
          ]))
    case .amount, .empty, .unreadable:
      return .typed([cell.text])
    }
  }

  private func money(_ cell: Cell) -> Reading {
    let currency = sheet.context.document.plan.currency
    switch ImportAmount(currency: currency, mark: mark).read(cell) {
    case .amount(let units, _):
      let amount = Money(minorUnits: units, currency: currency)
      return .typed([sheet.context.texts.formats.amount(amount)])
    case .problem(let message, _): return .problem(message)
    }
  }
}
