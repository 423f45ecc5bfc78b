import Exact

extension ImportBuilder {
  /// Finds the decimal mark of each column of money: its own, or else that of all of them.
  mutating func prepareAmounts() {
    let fields = columns.keys.filter(\.isMoney)
    let written = Dictionary(uniqueKeysWithValues: fields.map { ($0, texts(of: $0)) })
    let common = AmountText.decimalMark(in: written.values.joined())
    for field in fields {
      let mark =
        settings.decimalMark ?? AmountText.decimalMark(in: written[field] ?? []) ?? common
      amounts[field] = ImportAmount(currency: plan.currency, mark: mark)
    }
  }

  private func texts(of field: ActionField) -> [String] {
    guard let column = columns[field] else { return [] }
    return table.rows.indices.dropFirst(settings.headerRows.upperBound).compactMap { row in
      let cell = table[CellAddress(row: row, column: column)]
      if case .text(let text) = cell.content { return text } else { return nil }
    }
  }

  /// Columns of costs in years or in a currency that the plan does not have.
  mutating func checkHeadings(_ rows: [ImportRow]) {
    for (field, column) in columns where field.isMoney {
      guard rows.contains(where: { $0.cell(field) != nil }) else { continue }
      let address = CellAddress(row: max(0, settings.headerRows.upperBound - 1), column: column)
      if let year = field.year, !plan.years.contains(year) {
        let years: [String: Message.Argument] = [
          "first": .text(String(plan.firstYear)), "last": .text(String(plan.lastYear)),
        ]
        outcome.problems.append(ImportProblem(address, field, Message("problemYear", years)))
      } else if let written = Self.currency(in: headings[column]), written != plan.currency {
        outcome.problems.append(
          ImportProblem(
            address, field,
            Message(
              "importProblemCurrency",
              ["currency": .text(written.rawValue), "plan": .text(plan.currency.rawValue)])))
      }
    }
  }

  /// The currency that a heading names in brackets or last.
  private static func currency(in heading: String) -> Currency? {
    let marks: Set<Character> = ["(", ")", "[", "]", ",", "/", ":"]
    let words = heading.split { $0.isWhitespace || marks.contains($0) }
    let isBracketed = heading.contains { "([".contains($0) }
    return words.dropFirst(isBracketed ? 1 : max(1, words.count - 1)).lazy.compactMap { word in
      // Words that mean something else as well: "all", "din", "lei" is none.
      guard !["all", "din", "km", "try"].contains(word) else { return nil }
      guard case .amount(let amount) = AmountText.parse("1 \(word)") else { return nil }
      return amount.currency
    }.first
  }

  /// The amount of a cell; a cell that has none is reported.
  private mutating func units(_ row: ImportRow, _ field: ActionField) -> MinorUnits? {
    guard let cell = take(row, field), let reader = amounts[field] else { return nil }
    switch reader.read(cell) {
    case .amount(let units, let isRounded):
      if isRounded { roundedAmounts += 1 }
      return units
    case .problem(let message, let readings):
      report(row, field, message, readings: readings)
      return nil
    }
  }

  mutating func addCosts(of action: Action, _ row: ImportRow) {
    let before = outcome.problems.count
    var planned: [Int: MinorUnits] = [:]
    var actual: [Int: MinorUnits] = [:]
    for field in columns.keys {
      switch field {
      case .plannedCost(let year): planned[year] = units(row, field)
      case .actualCost(let year): actual[year] = units(row, field)
      default: continue
      }
    }
    let total = units(row, .costTotal)
    let isReadable = outcome.problems.count == before
    if let total, planned.isEmpty {
      planned[yearOfTotal(action)] = total
    } else if let total, isReadable {
      expect(total, toBe: planned, row)
    }
    let years = Set(planned.keys).union(actual.keys).sorted().filter { year in
      planned[year, default: 0] != 0 || actual[year] != nil
    }
    guard !years.isEmpty else { return }
    let kind = costKind(row)
    let (category, title) = costCategory(row)
    for year in years {
      var line = CostLine(
        id: id(), plan: plan.id, action: action.id, year: year, planned: planned[year, default: 0])
      line.actual = actual[year]
      line.kind = kind
      line.category = category
      line.title = title
      outcome.additions.costLines.append(line)
    }
  }

  private func yearOfTotal(_ action: Action) -> Int {
    let year = settings.costYear ?? action.start?.year ?? plan.firstYear
    return min(max(year, plan.years.lowerBound), plan.years.upperBound)
  }

  /// A total besides years has to be their sum; formulas may differ by a cent a year.
  private mutating func expect(
    _ total: MinorUnits, toBe planned: [Int: MinorUnits], _ row: ImportRow
  ) {
    let sum = planned.values.reduce(0, +)
    guard abs(sum - total) > MinorUnits(planned.count) else { return }
    report(
      row, .costTotal,
      Message(
        "importProblemSum", ["sum": .money(Money(minorUnits: sum, currency: plan.currency))]))
  }

  private mutating func costKind(_ row: ImportRow) -> CostKind {
    guard let cell = take(row, .costKind) else { return .capital }
    if let kind = ImportVocabulary.costKind.value(in: cell.text) { return kind }
    report(row, .costKind, Message("importCostKindUnknown", choices(CostKind.self, cell)))
    return .capital
  }

  /// A category that is none of ours names the line.
  private mutating func costCategory(_ row: ImportRow) -> (CostCategory, Multilingual?) {
    guard let cell = take(row, .category) else { return (.external, nil) }
    if let category = ImportVocabulary.category.value(in: cell.text) { return (category, nil) }
    return (.external, Multilingual(cell.text.trimmed, in: language))
  }
}
