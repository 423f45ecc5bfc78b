import Civic
import Exact
import Exchange

/// The values of the city's indicators.
struct ValueSheetKind: SheetKind {
  var name: String { ValueSheet.name }

  func title(_ texts: Texts) -> String { texts(.exportValues) }

  func names(_ state: WorkbookState) -> SheetHeader.Names {
    SheetHeader.Names(
      names: ValueSheet.Column.allCases.map(\.rawValue),
      titles: state.contexts.map { ValueSheet(context: $0).titles(in: $0) }, identifiers: [])
  }

  func read(_ task: SheetTask, into state: inout WorkbookState) -> SheetOutcome {
    var reader = ValueReader(task: task, state: state, title: title(state.texts))
    return reader.read()
  }
}

private struct ValueReader {
  let task: SheetTask
  let state: WorkbookState
  var outcome: SheetOutcome
  private var seen: [String: Int] = [:]
  /// The decimal mark of the values, where they tell.
  private var mark: AmountText.DecimalMark?

  init(task: SheetTask, state: WorkbookState, title: String) {
    self.task = task
    self.state = state
    outcome = SheetOutcome(sheet: task.table.name, title: title)
    outcome.otherColumns = task.header.otherColumns(of: task.table)
    mark = AmountText.decimalMark(in: task.rows.map { cell($0, .value).text })
  }

  mutating func read() -> SheetOutcome {
    var present: [ID<CityIndicator>: [String: IndicatorValue]] = [:]
    for entry in state.values {
      for value in entry.values {
        present[entry.indicator.id, default: [:]]["\(value.period)|\(value.breakdown)"] = value
      }
    }
    for row in task.rows {
      guard let indicator = indicator(row), let value = value(row, of: indicator) else { continue }
      let key = "\(value.period)|\(value.breakdown)"
      if let earlier = seen.updateValue(row, forKey: "\(indicator.id)|\(key)") {
        let message = Message("tablesProblemTwice", ["row": .text(String(earlier + 1))])
        fail(row, .period, message)
        continue
      }
      let before = present[indicator.id]?[key]
      note(merged(value, row, before), before, indicator)
    }
    return outcome
  }

  /// Columns that are not there keep what is there.
  private func merged(
    _ value: IndicatorValue, _ row: Int, _ before: IndicatorValue?
  ) -> IndicatorValue {
    guard let before else { return value }
    var next = value
    if column(.quality) == nil { next.quality = before.quality }
    if column(.note) == nil { next.note = before.note }
    if column(.value) == nil { next.value = before.value }
    return next
  }

  private func column(_ column: ValueSheet.Column) -> Int? {
    ValueSheet.Column.allCases.firstIndex(of: column).flatMap { task.column(at: $0) }
  }

  private func cell(_ row: Int, _ name: ValueSheet.Column) -> Cell {
    column(name).map { task.content(row, $0) } ?? .empty
  }

  private mutating func fail(
    _ row: Int, _ name: ValueSheet.Column, _ message: Message, choices: [String]? = nil
  ) {
    let column = column(name) ?? task.header.columns.keys.min() ?? 0
    outcome.problems.append(
      WorkbookProblem(
        cell: task.cell(row, column), heading: task.heading(column), message: message,
        choices: choices))
  }

  private mutating func indicator(_ row: Int) -> CityIndicator? {
    let code = Fold.folded(cell(row, .code).text.tidied)
    let name = Fold.folded(cell(row, .indicator).text.tidied)
    let typed = state.register.indicators.filter { $0.formula == nil && $0.feed == nil }
    let all = state.register.indicators
    let isNamed = { (indicator: CityIndicator) in
      indicator.name.texts.values.contains { Fold.folded($0.tidied) == name }
    }
    let found =
      code.isEmpty ? all.filter(isNamed) : all.filter { Fold.folded($0.code) == code }
    if found.count == 1 { return found[0] }
    let text = code.isEmpty ? cell(row, .indicator).text : cell(row, .code).text
    fail(
      row, code.isEmpty && column(.code) == nil ? .indicator : .code,
      Message("tablesProblemChoice", ["text": .text(text)]), choices: typed.map(\.code).sorted())
    return nil
  }

  private mutating func value(_ row: Int, of indicator: CityIndicator) -> IndicatorValue? {
    let period = cell(row, .period).text.tidied
    guard indicator.frequency.index(of: period) != nil else {
      fail(row, .period, Message("tablesProblemPeriod", ["text": .text(period)]))
      return nil
    }
    var number: ExactDecimal?
    switch AmountText.parse(cell(row, .value), decimalMark: mark) {
    case .empty: break
    case .amount(let amount): number = amount.value
    case .ambiguous(let likely, let other):
      let readings = [likely, other].map { amount in
        amount.value.scale == 3 ? amount.value.description + "0" : amount.value.description
      }
      let words: [String: Message.Argument] = [
        "text": .text(cell(row, .value).text), "first": .text(readings[0]),
        "second": .text(readings[1]),
      ]
      fail(row, .value, Message("importProblemTwoWays", words))
      return nil
    case .unreadable:
      let text = cell(row, .value).text
      fail(row, .value, Message("importProblemAmount", ["text": .text(text)]))
      return nil
    }
    let note = cell(row, .note).text.tidied
    let quality = quality(row)
    return IndicatorValue(
      period: period, breakdown: cell(row, .breakdown).text.tidied, value: number,
      quality: number == nil ? .missing : quality, note: note.isEmpty ? nil : note,
      at: Instant(milliseconds: 0))
  }

  private mutating func quality(_ row: Int) -> ValueQuality {
    let text = cell(row, .quality).text.tidied
    guard !text.isEmpty else { return .normal }
    let found = ValueQuality.allCases.first { quality in
      quality.rawValue == text
        || state.catalogue.contains { Fold.folded($0.name(of: quality)) == Fold.folded(text) }
    }
    if found == nil {
      fail(
        row, .quality, Message("tablesProblemChoice", ["text": .text(text)]),
        choices: ValueQuality.allCases.map { state.texts.name(of: $0) })
    }
    return found ?? .normal
  }

  private mutating func note(
    _ value: IndicatorValue, _ before: IndicatorValue?, _ indicator: CityIndicator
  ) {
    if let before, before.isSame(as: value) {
      outcome.unchanged += 1
      return
    }
    if before == nil, value.value == nil {
      outcome.unchanged += 1
      return
    }
    outcome.values.append(ValueWrite(indicator: indicator.id, value: value, before: before))
    let part = value.breakdown.isEmpty ? "" : " (\(value.breakdown))"
    outcome.differences.append(
      RecordDifference(
        kind: before == nil ? .added : .changed,
        name: "\(indicator.code), \(value.period)\(part)",
        fields: [
          RecordDifference.Field(
            label: state.texts(.measureValueField), before: before.map(words) ?? "",
            after: words(value))
        ]))
  }

  private func words(_ value: IndicatorValue) -> String {
    let number = value.value.map { state.texts.formats.number($0) } ?? "–"
    let extra = [
      value.quality == .normal ? nil : state.texts.name(of: value.quality), value.note,
    ]
    return ([number] + extra.compactMap(\.self)).joined(separator: "; ")
  }
}
