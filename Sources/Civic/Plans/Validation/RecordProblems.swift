import Exact

/// Gathers the rules that a record breaks, each with the property to mend.
struct RecordProblems {
  typealias Problem = (field: String, message: Message)

  private(set) var list: [Problem] = []

  mutating func expect(_ isMet: Bool, _ field: String, _ message: Message) {
    if !isMet { list.append((field, message)) }
  }

  mutating func expectText(_ text: Multilingual?, _ field: String, _ key: String) {
    expect(text.map { !$0.isEmpty } ?? false, field, Message(key))
  }

  /// A reference has to lead to a record of the plan.
  mutating func expectKnown<Record: Entity>(
    _ id: Exact.ID<Record>?, among records: [Record], _ field: String
  ) {
    guard let id else { return }
    expect(records.contains { $0.id == id }, field, Message("problemUnknown"))
  }

  mutating func expectKnown<Record: Entity>(
    _ ids: [Exact.ID<Record>], among records: [Record], _ field: String
  ) {
    let known = Set(records.map(\.id))
    expect(ids.allSatisfy(known.contains), field, Message("problemUnknown"))
  }

  mutating func expectAddress(_ address: String?, _ field: String) {
    guard let address else { return }
    let start = address.prefix(8).lowercased()
    expect(
      start.hasPrefix("http://") || start.hasPrefix("https://"), field, Message("problemAddress"))
  }

  mutating func expectPercent(_ percent: ExactDecimal?, _ field: String) {
    guard let percent else { return }
    expect(percent.isWithin(0...100), field, Message("problemPercent"))
  }

  mutating func expectAmount(_ amount: MinorUnits?, _ field: String, in plan: Plan) {
    guard let amount else { return }
    let limit = Money(minorUnits: PlanDocument.largestAmount, currency: plan.currency)
    expect(
      (0...PlanDocument.largestAmount).contains(amount), field,
      Message("problemAmount", ["limit": .money(limit)]))
  }

  mutating func expectYear(_ year: Int?, _ field: String, in plan: Plan) {
    guard let year else { return }
    expect(
      plan.years.contains(year), field,
      Message(
        "problemYear",
        ["first": .text(String(plan.firstYear)), "last": .text(String(plan.lastYear))]))
  }

  mutating func expectOrder(_ start: Day?, _ end: Day?, _ field: String) {
    guard let start, let end else { return }
    expect(start <= end, field, Message("problemDates"))
  }
}

extension ExactDecimal {
  /// Whether the value lies between two whole numbers, bounds included.
  func isWithin(_ range: ClosedRange<Int>) -> Bool {
    Rational(range.lowerBound) <= rational && rational <= Rational(range.upperBound)
  }
}
