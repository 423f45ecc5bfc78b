import Exact

extension ImportBuilder {
  mutating func addResults(of action: Action, _ row: ImportRow) {
    addIndicators(of: action, row)
    for title in take(row, .risk).map({ ImportRow.parts($0.text) }) ?? [] {
      var risk = Risk(
        id: id(), plan: plan.id, title: Multilingual(title, in: language), kind: .operational,
        likelihood: .medium, impact: .medium)
      risk.action = action.id
      outcome.additions.risks.append(risk)
    }
  }

  /// A value and what is counted: `1 200 MWh`.
  private struct Quantity {
    let value: ExactDecimal
    let unit: String
  }

  private mutating func addIndicators(of action: Action, _ row: ImportRow) {
    guard let cell = take(row, .indicator) else { return expectIndicator(row) }
    let names = ImportRow.parts(cell.text)
    let baselines = quantities(row, .baseline, count: names.count)
    let targets = quantities(row, .target, count: names.count)
    for (index, name) in names.enumerated() {
      let (baseline, target) = (baselines[index], targets[index])
      let unit = [target?.unit, baseline?.unit].compactMap { $0 }.first { !$0.isEmpty }
      var indicator = Indicator(
        id: id(), plan: plan.id, name: Multilingual(name, in: language), kind: .output,
        unit: unit ?? Self.bracketed(name) ?? settings.unit,
        direction: Self.direction(baseline?.value, target?.value))
      indicator.action = action.id
      indicator.baseline = baseline?.value
      indicator.target = target?.value
      outcome.additions.indicators.append(indicator)
    }
  }

  private mutating func expectIndicator(_ row: ImportRow) {
    guard let field = [ActionField.target, .baseline].first(where: { row.cell($0) != nil }) else {
      return
    }
    let place: ActionField = columns[.indicator] == nil ? field : .indicator
    report(row, place, Message("importProblemIndicator"))
  }

  /// The values of the row's indicators, in their order.
  private mutating func quantities(
    _ row: ImportRow, _ field: ActionField, count: Int
  ) -> [Int: Quantity] {
    guard let cell = take(row, field) else { return [:] }
    let parts = ImportRow.parts(cell)
    guard parts.count == count else {
      report(
        row, field,
        Message(
          "importProblemValues",
          ["indicators": .text(String(count)), "values": .text(String(parts.count))]))
      return [:]
    }
    var found: [Int: Quantity] = [:]
    for (index, part) in parts.enumerated() { found[index] = quantity(part, row, field) }
    return found
  }

  private mutating func quantity(
    _ cell: Cell, _ row: ImportRow, _ field: ActionField
  ) -> Quantity? {
    let text = cell.text.trimmed
    let end = text.lastIndex { $0.isASCII && $0.isNumber }
    let digits = end.map { String(text[...$0]) } ?? ""
    let unit = end.map { String(text[text.index(after: $0)...]).trimmed } ?? ""
    let number = if case .number = cell.content { cell } else { Cell.text(digits) }
    switch AmountText.parse(number, decimalMark: settings.decimalMark) {
    case .amount(let amount) where amount.currency == nil:
      return Quantity(value: amount.value, unit: unit)
    case .ambiguous(let likely, let other):
      // A fourth decimal leaves one reading only.
      let readings = ["\(likely.value) \(unit)".trimmed, "\(other.value)0 \(unit)".trimmed]
      report(
        row, field,
        Message(
          "importProblemTwoWays",
          ["text": .text(text), "first": .text(readings[0]), "second": .text(readings[1])]),
        readings: isWhole(cell, row, field) ? readings : [])
    case .amount, .empty, .unreadable:
      report(row, field, Message("importProblemNumber", ["text": .text(text)]))
    }
    return nil
  }

  /// The unit in `Visits (per year)`.
  private static func bracketed(_ name: String) -> String? {
    guard name.last == ")", let start = name.lastIndex(of: "(") else { return nil }
    let unit = String(name[name.index(after: start)...].dropLast()).trimmed
    return unit.isEmpty ? nil : unit
  }

  private static func direction(
    _ baseline: ExactDecimal?, _ target: ExactDecimal?
  ) -> IndicatorDirection {
    guard let baseline, let target else { return .increase }
    if target.rational == baseline.rational { return .maintain }
    return target.rational < baseline.rational ? .decrease : .increase
  }
}
