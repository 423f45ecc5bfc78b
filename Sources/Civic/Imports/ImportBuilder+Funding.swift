import Exact

extension ImportBuilder {
  /// Finds out whether the rates of the table are fractions, as spreadsheets keep 80 % as 0.8: all
  /// that have no percent sign are at most 1.
  mutating func prepareRates(_ rows: [ImportRow]) {
    let rates = rows.compactMap { row in row.cell(.cofinancingRate).flatMap(Self.bareRate) }
    let one = Rational(1)
    guard rates.contains(where: { $0.rational > Rational(0) }),
      rates.allSatisfy({ $0.rational <= one })
    else { return }
    ratesAreFractions = true
    let example = rates.first { $0.rational > Rational(0) } ?? rates[0]
    outcome.remarks.append(
      Message(
        "importRemarkFractions",
        ["number": .number(example), "percent": .percent(Self.hundredfold(example))]))
  }

  /// The number of a rate without a percent sign.
  private static func bareRate(_ cell: Cell) -> ExactDecimal? {
    cell.text.contains("%") ? nil : rate(cell)
  }

  private static func rate(_ cell: Cell) -> ExactDecimal? {
    if case .number(let number) = cell.content {
      let parts = number.split(separator: ".")
      let fraction = parts.count == 2 ? "." + parts[1].prefix(10) : ""
      return parts.first.flatMap { PercentText.parse($0 + fraction) }
    }
    return PercentText.parse(cell.text)
  }

  private static func hundredfold(_ value: ExactDecimal) -> ExactDecimal {
    if value.scale >= 2 {
      return ExactDecimal(significand: value.significand, scale: value.scale - 2)
    }
    let factor: Int64 = value.scale == 1 ? 10 : 100
    let (product, overflow) = value.significand.multipliedReportingOverflow(by: factor)
    return overflow ? value : ExactDecimal(product)
  }

  /// What one source gives.
  private enum Share {
    case amount(MinorUnits)
    case rate(ExactDecimal)
    case rest
  }

  mutating func addFunding(of action: Action, _ row: ImportRow) {
    let names = take(row, .fundingSource).map { ImportRow.parts($0.text) } ?? []
    guard !names.isEmpty else { return expectSource(row) }
    let status = fundingStatus(row)
    let given = shares(row, sources: names.count)
    for (index, name) in names.enumerated() {
      let (source, own) = sourceAndRate(name)
      var line = FundingLine(
        id: id(), plan: plan.id, action: action.id, source: self.source(named: source),
        status: status, share: .rest)
      switch given[index] ?? own.map(Share.rate) ?? .rest {
      case .amount(let units):
        line.share = .amount
        line.amount = units
      case .rate(let percent):
        line.share = .rate
        line.percent = percent
      case .rest: break
      }
      outcome.additions.fundingLines.append(line)
    }
  }

  /// Money or a rate from nowhere.
  private mutating func expectSource(_ row: ImportRow) {
    let fields: [ActionField] = [.fundingAmount, .cofinancingRate]
    guard let field = fields.first(where: { row.cell($0).map { !Self.isZero($0) } ?? false })
    else { return }
    let place: ActionField = columns[.fundingSource] == nil ? field : .fundingSource
    report(row, place, Message("importProblemSource"))
  }

  private static func isZero(_ cell: Cell) -> Bool {
    if case .amount(let amount) = AmountText.parse(cell) { return amount.value.significand == 0 }
    return false
  }

  /// The shares of the sources in their order: amounts before rates.
  private mutating func shares(_ row: ImportRow, sources: Int) -> [Int: Share] {
    for field in [ActionField.fundingAmount, .cofinancingRate] where row.cell(field) != nil {
      guard let cell = take(row, field) else { return [:] }
      let cells = ImportRow.parts(cell)
      guard cells.count == sources else {
        report(
          row, field,
          Message(
            "importProblemShares",
            ["sources": .text(String(sources)), "shares": .text(String(cells.count))]))
        return [:]
      }
      var shares: [Int: Share] = [:]
      for (index, part) in cells.enumerated() { shares[index] = share(part, row, field) }
      return shares
    }
    return [:]
  }

  private mutating func share(_ cell: Cell, _ row: ImportRow, _ field: ActionField) -> Share? {
    guard field == .fundingAmount else { return rate(cell, row) }
    switch amounts[field]?.read(cell) {
    case .amount(let units, let isRounded):
      if isRounded { roundedAmounts += 1 }
      return .amount(units)
    case .problem(let message, let readings):
      report(row, field, message, readings: isWhole(cell, row, field) ? readings : [])
      return nil
    case nil: return nil
    }
  }

  private mutating func rate(_ cell: Cell, _ row: ImportRow) -> Share? {
    let text = cell.text.trimmed
    guard let rate = Self.rate(cell) else {
      report(row, .cofinancingRate, Message("importProblemPercent", ["text": .text(text)]))
      return nil
    }
    guard Self.bareRate(cell) != nil else { return .rate(rate) }
    if ratesAreFractions { return .rate(Self.hundredfold(rate)) }
    if rate.rational > Rational(0), rate.rational < Rational(1) {
      // Among rates such as 80, 0.8 may be a fraction or less than one percent.
      let readings = ["\(Self.hundredfold(rate)) %", "\(rate) %"]
      report(
        row, .cofinancingRate,
        Message(
          "importProblemTwoWays",
          ["text": .text(text), "first": .text(readings[0]), "second": .text(readings[1])]),
        readings: isWhole(cell, row, .cofinancingRate) ? readings : [])
      return nil
    }
    return .rate(rate)
  }

  /// `ERDF 80 %` names a source and its rate.
  private func sourceAndRate(_ text: String) -> (String, ExactDecimal?) {
    guard let sign = text.lastIndex(of: "%") else { return (text, nil) }
    let before = text[..<sign]
    let number = before.reversed().prefix {
      $0.isWhitespace || ($0.isASCII && $0.isNumber) || ",.".contains($0)
    }
    guard let rate = PercentText.parse(String(number.reversed())) else { return (text, nil) }
    let marks: Set<Character> = ["(", ")", "-", "–", ":", ",", "/"]
    let rest = before.dropLast(number.count) + " " + text[text.index(after: sign)...]
    let name = String(rest.filter { !marks.contains($0) || $0 == "/" || $0 == "-" }).trimmed
    return name.contains(where: \.isLetter) ? (name, rate) : (text, nil)
  }

  private mutating func source(named name: String) -> Exact.ID<FundingSource> {
    if let known = sources.find(name) { return known }
    let source = FundingSource(
      id: id(), plan: plan.id, name: Multilingual(name, in: language),
      kind: ImportVocabulary.funding.value(in: name) ?? .other)
    outcome.additions.fundingSources.append(source)
    sources.add(name, source.id)
    return source.id
  }

  private mutating func fundingStatus(_ row: ImportRow) -> FundingStatus {
    guard let cell = take(row, .fundingStatus) else { return .identified }
    if let status = ImportVocabulary.fundingStatus.value(in: cell.text) { return status }
    let names = choices(FundingStatus.self, cell)
    report(row, .fundingStatus, Message("importFundingStatusUnknown", names))
    return .identified
  }
}
