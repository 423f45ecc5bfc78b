import Civic
import Exact

/// Reads what was typed about a scenario; what cannot be read keeps its value and becomes a problem.
struct ScenarioReading {
  let input: FormInput
  let texts: Texts
  let currency: Currency
  private(set) var problems: [FieldProblem] = []

  init(_ input: FormInput, _ texts: Texts, _ currency: Currency) {
    (self.input, self.texts, self.currency) = (input, texts, currency)
  }

  mutating func fail(_ field: String, _ key: String, _ arguments: [String: Message.Argument] = [:])
  {
    problems.append(FieldProblem(field: field, message: Message(key, arguments)))
  }

  /// An amount; empty is zero where it may be.
  mutating func money(_ field: String, into amount: inout MinorUnits) {
    guard let text = input.text(field) else {
      if input[field] != nil { amount = 0 }
      return
    }
    guard let money = texts.formats.parseMoney(text, currency) else {
      let example = Money(minorUnits: 1250 * currency.minorUnitsPerMajor, currency: currency)
      return fail(
        field, "fieldMoneyWrong", ["example": .text(texts.formats.amount(example))])
    }
    guard (0...Self.largestAmount).contains(money.minorUnits) else {
      let most = Money(minorUnits: Self.largestAmount, currency: currency)
      return fail(field, "problemAmount", ["limit": .money(most)])
    }
    amount = money.minorUnits
  }

  /// Sums of the search are counted exactly up to 2^53.
  static let largestAmount: MinorUnits = 100_000_000_000_000

  mutating func whole(_ field: String, _ range: ClosedRange<Int>, into value: inout Int) {
    guard input[field] != nil else { return }
    guard let text = input.text(field), let number = texts.formats.parseDecimal(text),
      number.scale == 0, let whole = Int(exactly: number.significand), range.contains(whole)
    else {
      return fail(
        field, "fieldWholeWrong",
        ["low": .text(String(range.lowerBound)), "high": .text(String(range.upperBound))])
    }
    value = whole
  }

  /// A number from 0 to `most`, with so many decimals at most; empty is zero.
  mutating func decimal(
    _ field: String, upTo most: Int, decimals: Int = 2, into value: inout ExactDecimal
  ) {
    guard input[field] != nil else { return }
    guard let text = input.text(field) else {
      value = ExactDecimal(0)
      return
    }
    guard let number = parsed(text, upTo: most, decimals: decimals) else {
      return fail(
        field, "investNumberWrong",
        ["most": .text(texts.formats.number(most)), "decimals": .text(String(decimals))])
    }
    value = number
  }

  func parsed(_ text: String, upTo most: Int, decimals: Int) -> ExactDecimal? {
    guard let number = texts.formats.parseDecimal(text)?.shortest, number.scale <= decimals,
      number.significand >= 0, number.rational <= Rational(most)
    else { return nil }
    return number
  }

  mutating func percent(_ field: String, into value: inout ExactDecimal) {
    guard input[field] != nil else { return }
    guard let text = input.text(field) else {
      value = ExactDecimal(0)
      return
    }
    guard let number = parsed(text, upTo: 100, decimals: 4) else {
      return fail(field, "problemPercent")
    }
    value = number
  }

  /// Points, or a range such as `6 – 10`.
  mutating func value(_ field: String, into value: inout ScenarioValue) {
    guard input[field] != nil else { return }
    let parts = (input[field] ?? "").split(whereSeparator: { "–—-…".contains($0) })
    let ends = parts.compactMap { part in
      parsed(String(part).tidied, upTo: 10_000, decimals: 2)
    }
    guard ends.count == parts.count, let low = ends.first, ends.count <= 2,
      low.rational <= (ends.last ?? low).rational
    else { return fail(field, "investValueWrong") }
    value = ScenarioValue(low: low, high: ends.last ?? low)
  }

  func choice<Value: RawRepresentable<String>>(_ field: String, _ old: Value) -> Value {
    input[field].flatMap { Value(rawValue: $0) } ?? old
  }
}

/// How a scenario's forms show what there is, or what was typed where the form comes back.
struct ScenarioFields {
  let texts: Texts
  let currency: Currency
  let input: FormInput?
  let problems: [FieldProblem]

  func typed(_ name: String, _ present: String) -> String {
    guard let input else { return present }
    return input[name] ?? ""
  }

  func notes(_ name: String, hint: TextKey? = nil) -> FieldNotes {
    var notes = FieldNotes(
      error: problems.first { $0.field == name }.map { texts.sentence($0.message) })
    notes.hint = hint.map { texts($0) }
    return notes
  }

  func number(_ value: ExactDecimal) -> String { texts.formats.number(value) }

  func amount(_ value: MinorUnits) -> String {
    texts.formats.amount(Money(minorUnits: value, currency: currency))
  }

  func decimal(
    _ name: String, _ label: String, _ value: ExactDecimal, unit: String? = nil,
    hint: TextKey? = nil, isHidden: Bool = false
  ) -> HTML {
    NumberField(
      name: name, label: label, value: typed(name, number(value)), notes: notes(name, hint: hint),
      unit: unit, allowsFraction: true, hidesLabel: isHidden
    ).html
  }

  func whole(
    _ name: String, _ label: String, _ value: Int, unit: String? = nil, hint: TextKey? = nil,
    isHidden: Bool = false
  ) -> HTML {
    NumberField(
      name: name, label: label, value: typed(name, String(value)), notes: notes(name, hint: hint),
      unit: unit, hidesLabel: isHidden
    ).html
  }

  func money(
    _ name: String, _ label: String, _ value: MinorUnits?, hint: TextKey? = nil,
    isHidden: Bool = false
  ) -> HTML {
    TextField(
      name: name, label: label, value: typed(name, value.map(amount) ?? ""),
      notes: notes(name, hint: hint), width: .short, inputMode: "decimal", hidesLabel: isHidden
    ).html
  }

  func choices<Value: Named & CaseIterable>(
    _ name: String, _ label: String, _ present: Value, isHidden: Bool = false
  ) -> HTML {
    let chosen = typed(name, present.rawValue)
    return Select(
      name: name, label: label,
      choices: Value.allCases.map {
        Choice(
          value: $0.rawValue, label: texts.name(of: $0), isChosen: $0.rawValue == chosen)
      }, notes: notes(name), hidesLabel: isHidden
    ).html
  }
}
