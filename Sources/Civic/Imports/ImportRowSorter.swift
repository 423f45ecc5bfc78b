/// Tells the rows that bring actions from empty ones, totals, headings and repeated headers.
struct ImportRowSorter {
  let table: Table
  let settings: ImportSettings
  let columns: [ActionField: Int]
  /// The amount of a cell, where it has one.
  let amount: (ImportRow, ActionField) -> MinorUnits?

  private typealias Sums = [ActionField: MinorUnits]

  /// The rows below the heading that bring no action.
  func skipped() -> [Int: ImportSkip] {
    var skipped: [Int: ImportSkip] = [:]
    var group: Sums = [:]
    var all: Sums = [:]
    for index in table.rows.indices.dropFirst(settings.headerRows.upperBound) {
      let row = ImportRow(index: index, table: table, columns: columns)
      let amounts = amounts(of: row)
      if let reason = reason(row, amounts, group: group, all: all) {
        skipped[index] = reason
        if reason == .total { group = [:] }
        continue
      }
      for (field, units) in amounts {
        group[field] = Self.sum(group[field, default: 0], units)
        all[field] = Self.sum(all[field, default: 0], units)
      }
    }
    return skipped
  }

  /// Sums beyond 64 bits match nothing.
  private static func sum(_ left: MinorUnits, _ right: MinorUnits) -> MinorUnits {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  private func amounts(of row: ImportRow) -> Sums {
    var amounts: Sums = [:]
    for field in columns.keys where field.isMoney { amounts[field] = amount(row, field) }
    return amounts.filter { $0.value != 0 }
  }

  private func reason(
    _ row: ImportRow, _ amounts: Sums, group: Sums, all: Sums
  ) -> ImportSkip? {
    if settings.leftOut.contains(row.index) { return .leftOut }
    let cells = table.rows[row.index].enumerated().filter {
      !ImportRow.isPlaceholder($0.element)
    }
    guard let first = cells.first else { return .empty }
    if isHeader(row) { return .repeatedHeader }
    let isSum =
      !amounts.isEmpty
      && [group, all].contains { sums in amounts.allSatisfy { sums[$0.key] == $0.value } }
    let isNamedTotal = cells.contains { isTotalWord($0.element) }
    if isNamedTotal, isSum || isBare(row) { return .total }
    if isSum, row.text(.title) == nil { return .total }
    let isMapped = cells.contains { columns.values.contains($0.offset) }
    if !isMapped { return .heading }
    if cells.count == 1, first.offset != columns[.title],
      case .text(let text) = first.element.content,
      text.contains(where: \.isLetter)
    {
      return .heading
    }
    return nil
  }

  /// Whether the text begins with a word for total.
  private func isTotalWord(_ cell: Cell) -> Bool {
    guard case .text(let text) = cell.content else { return false }
    return FoldedText(text).words.first.map(ImportVocabulary.total.contains) ?? false
  }

  /// Whether a row says nothing of an action but its name and amounts.
  private func isBare(_ row: ImportRow) -> Bool {
    let texts: [ActionField] = [
      .description, .objective, .owner, .partners, .start, .end, .status, .fundingSource,
      .indicator, .risk,
    ]
    return texts.allSatisfy { field in
      row.cell(field).map(isTotalWord) ?? true
    }
  }

  /// Whether most of what stands in the row is the heading of its column.
  private func isHeader(_ row: ImportRow) -> Bool {
    var same = 0
    var filled = 0
    for column in columns.values {
      let text = table[CellAddress(row: row.index, column: column)].text
      guard !text.trimmed.isEmpty else { continue }
      filled += 1
      let isSame = settings.headerRows.contains {
        Fold.words(table[CellAddress(row: $0, column: column)].text) == Fold.words(text)
      }
      if isSame { same += 1 }
    }
    return same >= 2 && same * 2 > filled
  }
}
