import Exact
import Testing

@testable import Tracking

@Suite struct `A book of formulae` {
  private static func computed(_ code: IndicatorCode, _ text: String, in unit: IndicatorUnit? = nil)
    throws
    -> IndicatorDefinition
  {
    .computed(code, by: try Formula.parse(text), in: unit)
  }

  private static func unit(_ text: String) -> IndicatorUnit { IndicatorUnit.parse(text)! }

  private static let measured: [IndicatorDefinition] = [
    .measured("people", in: unit("people")), .measured("area", in: unit("km²")),
    .measured("crimes", in: unit("crimes")), .measured("rent", in: unit("EUR/m²")),
  ]

  @Test func `derives the unit of a result`() throws {
    let book = FormulaBook(
      Self.measured + [
        try Self.computed("density", "people / area"),
        try Self.computed("rate", "per(crimes, people, 1000)"),
        try Self.computed("share", "percent(people, people + 5 {people})", in: .percent),
        try Self.computed("square", "density * density"),
      ])
    #expect(book.problems.isEmpty)
    #expect(book.units["density"] == Self.unit("people/km²"))
    #expect(book.units["rate"] == Self.unit("crimes/1000/people"))
    #expect(book.units["square"] == Self.unit("people²/km^4"))
  }

  @Test func `names both units that do not go together`() throws {
    let book = FormulaBook(
      Self.measured + [
        try Self.computed("sum", "people + area"), try Self.computed("least", "min(rent, 3)"),
        try Self.computed("said", "people / area", in: Self.unit("people")),
        try Self.computed("scales", "per(crimes, people, 1000) + per(crimes, people, 1)"),
      ])
    let (people, area) = (Self.unit("people"), Self.unit("km²"))
    #expect(book.problems["sum"] == .unit(.different(people, area, step: 2)))
    #expect(book.problems["least"] == .unit(.different(Self.unit("EUR/m²"), .one, step: 2)))
    #expect(
      book.problems["said"]
        == .otherUnit(declared: people, derived: Self.unit("people/km²")))
    #expect(
      book.problems["scales"]
        == .unit(
          .different(
            Self.unit("crimes/1000/people"), Self.unit("crimes/people"), step: 6)))
    #expect(book.order.isEmpty)
  }

  @Test func `lists cycles and computes all else`() throws {
    let book = FormulaBook(
      Self.measured + [
        try Self.computed("a", "b + 1"), try Self.computed("b", "c * 2"),
        try Self.computed("c", "a - people / people"), try Self.computed("self", "self + 1"),
        try Self.computed("after", "a * 2"), try Self.computed("lost", "people + nowhere"),
        try Self.computed("density", "people / area"),
      ])
    #expect(book.cycles == [["a", "b", "c"], ["self"]])
    #expect(book.problems["b"] == .cycle(["a", "b", "c"]))
    #expect(book.problems["after"] == .dependsOn("a"))
    #expect(book.problems["lost"] == .unknown("nowhere"))
    #expect(book.order == ["density"])
  }

  @Test func `refuses two definitions of one code`() {
    let book = FormulaBook([.measured("a", in: .one), .measured("a", in: .percent)])
    #expect(book.problems == ["a": .definedTwice])
  }

  @Test func `stands a chain of ten thousand formulae`() throws {
    let count = 10_000
    let chain = try (1...count).map {
      try Self.computed(IndicatorCode("i\($0)"), "[i\($0 - 1)] + 1")
    }
    let book = FormulaBook([.measured("i0", in: .one)] + chain.shuffled())
    #expect(book.order.count == count)
    let table = book.columns(from: ["i0": Column([0, nil], of: "i0", in: book)], rows: 2)
    let last = try #require(table?["i10000"])
    #expect(book.outcome(0, of: last) == .value(10_000))
    #expect(book.outcome(1, of: last) == .missing("i0"))
  }

  @Test func `stops units that grow by squaring over and over`() throws {
    let chain = try (1...100).map {
      try Self.computed(IndicatorCode("i\($0)"), "[i\($0 - 1)] * [i\($0 - 1)]")
    }
    let book = FormulaBook([.measured("i0", in: .percent)] + chain)
    #expect(book.problems["i7"] == .unit(.tooLarge(step: 2)))
    #expect(book.problems["i8"] == .dependsOn("i7"))
  }

  @Test func `answers for an indicator without a column, and stops when asked`() throws {
    let book = FormulaBook(Self.measured + [try Self.computed("density", "people / area")])
    let people = Column([1, 2], of: "people", in: book)
    let table = try #require(book.columns(from: ["people": people], rows: 2))
    #expect(book.outcome(1, of: table["density"]!) == .missing("area"))
    #expect(table["density"]?.valueCount == 0)
    #expect(book.columns(from: [:], rows: 0, shouldStop: { true }) == nil)
  }
}
