import Civic
import Exact
import Testing

@Suite struct `Figures of a source as series` {
  private static func table(_ codes: [(String, ObservationDimension.Role?)]) throws
    -> ObservationTable
  {
    var builder = ObservationTableBuilder()
    for (code, role) in codes {
      try builder.add(ObservationDimension(code: code, label: code, role: role))
    }
    let values = ["MK001C", "DE1", "NR", "2025"]
    let places = try codes.indices.map { index in
      let place = try builder.category(Array(values[index].utf8)[...], dimension: index)
      builder.label(place, dimension: index, "label of \(values[index])")
      return place
    }
    try builder.append(
      places, .value(ExactDecimal(significand: 5, scale: 0), isRounded: false),
      status: Array("p".utf8)[...])
    return try builder.table()
  }

  private static let source = ID<IndicatorSource>(rawValue: "source")

  @Test func `what is neither place nor time names the series`() throws {
    let table = try Self.table([
      ("geo", .place), ("indic", .indicator), ("unit", .unit), ("time", .time),
    ])
    let series = try #require(FigureSeries(table, of: Self.source))
    let cell = try #require(ObservationChanges(first: table).new.first)
    let figure = series.figure(cell)
    #expect(
      figure.key == SeriesKey(source: "source", indicator: "DE1 · NR", place: "MK001C"))
    #expect(figure.period == "2025" && figure.quality == .provisional)
    #expect(series.places == [FigureSeries.Code(code: "MK001C", label: "label of MK001C")])
    #expect(series.label(ofIndicator: "DE1 · NR") == "label of DE1 · label of NR")
    #expect(series.label(ofIndicator: "DE1") == nil)
  }

  @Test func `without a place there is one place, without time there are no series`() throws {
    let table = try Self.table([("a", .indicator), ("b", nil), ("c", nil), ("year", .time)])
    let series = try #require(FigureSeries(table, of: Self.source))
    #expect(series.places.map(\.code) == [FigureSeries.whole])
    let none = try Self.table([("a", .place), ("b", nil), ("c", nil), ("d", nil)])
    #expect(FigureSeries(none, of: Self.source) == nil)
  }
}

@Suite struct `What a city has and measures, as a file` {
  @Test func `comes back as it was, and hides what is not public`() throws {
    let city = ID<City>(rawValue: "city")
    let name = Multilingual("Name", in: .english)
    var register = Register()
    var hidden = CityIndicator(id: ID(rawValue: "i"), city: city, name: name)
    hidden.isPublic = false
    let contract = ServiceContract(
      id: ID(rawValue: "c"), city: city, name: name, currency: .usual(in: "SI"))
    hidden.contract = contract.id
    register.contracts = [contract]
    register.indicators = [hidden]
    var correction = CorrectiveAction(id: ID(rawValue: "a"), city: city, name: name)
    correction.indicator = hidden.id
    register.corrections = [correction]
    var policy = Policy(id: ID(rawValue: "p"), city: city, name: name)
    policy.indicator = hidden.id
    register.policies = [policy]
    register.practices = [
      Practice(id: ID(rawValue: "x"), city: city, name: name, currency: .usual(in: "SI"))
    ]
    let again = try JSONValue(encoding: register).decoded(as: Register.self)
    #expect(again == register)
    #expect(register.published.indicators.isEmpty && register.published.practices.isEmpty)
    #expect(register.published.corrections.count == 1)
    #expect(register.uses(of: RecordReference(hidden)) == 2)
    #expect(register.uses(of: RecordReference(contract)) == 1)
    #expect(register.indicator(hidden.id) == hidden && register.system(nil) == nil)
    #expect(try JSONValue(parsing: "{}", limits: .records).decoded(as: Register.self).count == 0)
  }

  @Test func `a policy says what is wrong with it, and a report holds the figures`() throws {
    let city = ID<City>(rawValue: "city")
    let name = Multilingual("Name", in: .english)
    let number = { (text: String) in ExactDecimal(text) ?? ExactDecimal(0) }
    var policy = Policy(id: ID(rawValue: "p"), city: city, name: name)
    policy.assumptions = [
      PolicyAssumption(name: "A", low: number("2"), likely: number("1"), high: number("3"))
    ]
    policy.alternatives = ["same", "same"].map {
      PolicyAlternative(
        name: $0, start: 2027, ramp: 1, low: number("1"), likely: number("2"), high: number("1"))
    }
    policy.verdict = .keep
    #expect(
      policy.problems(in: Atlas()).map(\.field)
        == ["assumptions", "alternatives", "alternatives", "verdictReason"])
    var indicator = CityIndicator(id: ID(rawValue: "i"), city: city, name: name)
    indicator.code = "i"
    indicator.unit = "%"
    indicator.baselineYear = 2023
    indicator.baseline = number("10")
    indicator.targets = [YearTarget(year: 2027, value: number("30"))]
    let values = [("2024", "12"), ("2025", "21")].map {
      IndicatorValue(period: $0.0, value: number($0.1), at: Instant(milliseconds: 0))
    }
    let today = Day("2026-03-01") ?? .first
    let board = IndicatorBoard(
      [indicator], values: [indicator.series: values], today: today)
    let home = City(id: city, name: name, country: "SI")
    let plan = Plan(id: ID(rawValue: "plan"), city: city, title: name, years: 2026...2027)
    let delivery = PlanDelivery(
      PlanDocument(plan: plan, city: home), updates: [], expenditures: [], today: today)
    let report = PeriodReport(
      delivery, board: board, from: today.adding(days: -60), until: today)
    #expect(report.figures.map(\.value) == ["21"] && report.figures.first?.expected == "20.00")
    #expect(report.figures.first?.standing == .onTrack)
  }
}
