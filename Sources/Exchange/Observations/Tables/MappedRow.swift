import Civic

/// Reads one row after another by a mapping.
struct MappedRow {
  let columns: MappedColumns
  /// The codes of the row, one a part.
  private(set) var codes: [ArraySlice<UInt8>] = []
  private var times: [TimeCodes]

  init(columns: MappedColumns) {
    self.columns = columns
    times = columns.parts.map { TimeCodes(form: $0.times) }
  }

  /// One value of a row and where it goes.
  struct Entry {
    let column: Int
    /// The code that a wide table's heading gives.
    let code: ArraySlice<UInt8>?
    let content: ObservationTableBuilder.Content
    let status: ArraySlice<UInt8>
  }

  /// Reads the codes of a row into ``codes``.
  ///
  /// - Returns: Whether the row says anything: one with nothing but blanks does not.
  mutating func take(
    _ cells: [ArraySlice<UInt8>], line: Int
  ) throws(ObservationFault) -> Bool {
    codes.removeAll(keepingCapacity: true)
    if cells.allSatisfy({ trimmed($0).isEmpty }) { return false }
    for index in columns.parts.indices {
      let column = columns.parts[index].column
      guard column < cells.count else {
        throw ObservationFault(
          .wrongCellCount(expected: column + 1, found: cells.count), at: .line(line))
      }
      let text = trimmed(cells[column])
      guard !text.isEmpty else {
        throw ObservationFault(.emptyCode, at: .cell(line: line, column: column + 1))
      }
      guard let code = times[index].code(text) else {
        let text = String(decoding: text.prefix(80), as: UTF8.self)
        throw ObservationFault(.notATime(text), at: .cell(line: line, column: column + 1))
      }
      codes.append(code)
    }
    return true
  }

  /// - Parameter column: Beyond the end of the row there is no value.
  func entry(
    _ cells: [ArraySlice<UInt8>], _ column: Int, code: ArraySlice<UInt8>?,
    status: ArraySlice<UInt8>, line: Int
  ) throws(ObservationFault) -> Entry {
    let cell = column < cells.count ? trimmed(cells[column]) : []
    guard let first = cell.first else {
      return Entry(column: column, code: code, content: .missing, status: status)
    }
    let isNumeric = (48...57).contains(first)
    if !isNumeric, columns.missing.contains(Array(cell)) {
      return Entry(column: column, code: code, content: .missing, status: status)
    }
    let reading = columns.mapping.numbers.read(cell)
    let flag = reading.flag.isEmpty ? status : reading.flag
    if let content = reading.number.content {
      return Entry(column: column, code: code, content: content, status: flag)
    }
    let text = String(decoding: cell.prefix(80), as: UTF8.self)
    let isMissing =
      columns.mapping.numbers.mayHaveFlag && !reading.flag.isEmpty
      && columns.missing.contains(Array(trimmed(cell[..<reading.flag.startIndex])))
    if isMissing { return Entry(column: column, code: code, content: .missing, status: flag) }
    throw ObservationFault(
      reading.number == .tooLarge ? .numberTooLarge(text) : .notANumber(text),
      at: .cell(line: line, column: column + 1))
  }
}

/// The periods that a column's texts mean; each text is read once.
private struct TimeCodes {
  let form: ObservationTime.Form
  private var texts: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
  private var last: (text: ArraySlice<UInt8>, code: ArraySlice<UInt8>)?

  init(form: ObservationTime.Form) {
    self.form = form
  }

  mutating func code(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard form != .asWritten else { return text }
    if let last, last.text.elementsEqual(text) { return last.code }
    if let known = texts[text] {
      last = (text, known)
      return known
    }
    let period = ObservationTime.period(String(decoding: text, as: UTF8.self), form: form)
    guard let period else { return nil }
    let code = Array(period.utf8)[...]
    texts[text] = code
    last = (text, code)
    return code
  }
}
