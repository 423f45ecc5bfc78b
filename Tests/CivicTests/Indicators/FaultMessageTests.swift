import Civic
import Exact
import Testing
import Tracking

@Suite struct `Words for what is wrong with figures` {
  private static let reasons: [(ObservationFault.Reason, String)] = [
    (.jsonStat(.cubeSize), "faultForm"), (.missing, "faultForm"), (.notText, "faultText"),
    (.tooLarge(limit: 1), "faultTooLarge"), (.noHeader, "faultColumns"),
    (.unknownColumn("x"), "faultColumns"), (.emptyCode, "faultCode"),
    (.notANumber("12,3,4"), "faultNumber"), (.notATime("x"), "faultTime"),
    (.conflictingObservation, "faultTwice"), (.noObservations, "faultNothing"),
    (.refusedBySource(status: 400, label: "no"), "faultRefused"), (.deletion, "faultForm"),
    (.invalid("x"), "faultForm"), (.cubeTooLarge, "faultTooLarge"),
    (.duplicateCode("x"), "faultCode"), (.wrongCellCount(expected: 1, found: 2), "faultColumns"),
  ]

  @Test(arguments: reasons.indices)
  func `a fault of a source has its reason`(index: Int) {
    let (reason, key) = Self.reasons[index]
    let message = ObservationFault(reason, at: .cell(line: 3, column: 2)).message
    #expect(message.key == "observationFault")
    #expect(message.arguments["reason"] == .name(key: key))
    #expect(message.arguments["line"] == .text("3:2"))
  }

  @Test func `a fault of a source has its place`() {
    let places: [(ObservationFault.Place, String, String)] = [
      (.wholeFile, "faultPlaceFile", ""), (.line(7), "faultPlaceLine", "7"),
      (.field(""), "faultPlaceField", "/"), (.field("/a"), "faultPlaceField", "/a"),
      (.character(line: 1, column: 9), "faultPlaceLine", "1:9"),
    ]
    for (place, key, text) in places {
      let arguments = ObservationFault(.missing, at: place).message.arguments
      #expect(arguments["place"] == .name(key: key) && arguments["line"] == .text(text))
    }
  }

  @Test(arguments: [
    ("", "formulaEmpty"), ("1 +", "formulaUnfinished"), ("1 ? 2", "formulaUnexpected"),
    ("[a", "formulaReference"), ("5 {EUR", "formulaUnit"), ("5 {?!}", "formulaUnit"),
    ("1e999", "formulaNumber"), ("most(1)", "formulaFunction"), ("abs(1, 2)", "formulaArguments"),
    ("per(a, b, c)", "formulaBasis"), (String(repeating: "(", count: 99), "formulaTooDeep"),
    (String(repeating: "1", count: 10_001), "formulaTooLong"),
  ])
  func `a formula that cannot be read says why`(formula: String, key: String) {
    var indicator = CityIndicator(
      id: ID(rawValue: "i"), city: ID(rawValue: "c"), name: Multilingual("I", in: .english))
    indicator.code = "i"
    indicator.unit = "1"
    indicator.formula = formula
    #expect(indicator.problems(in: Atlas()).map(\.message.key) == [key])
  }

  @Test func `why an indicator cannot be computed has words`() throws {
    let metre = try #require(IndicatorUnit.parse("m"))
    let problems: [(DefinitionProblem, String)] = [
      (.definedTwice, "problemMeasureCodeTaken"), (.unknown("x"), "formulaUnknown"),
      (.cycle(["a", "b"]), "formulaCycle"), (.dependsOn("x"), "formulaDependsOn"),
      (.unit(.different(metre, .one, step: 0)), "formulaUnitsDiffer"),
      (.unit(.tooLarge(step: 0)), "formulaUnitTooLarge"),
      (.unit(.unknownIndicator("x")), "formulaUnknown"),
      (.otherUnit(declared: metre, derived: .one), "formulaOtherUnit"),
    ]
    for (problem, key) in problems { #expect(problem.message.key == key) }
    #expect(
      DefinitionProblem.cycle(["a", "b"]).message.arguments["codes"] == .text("a → b → a"))
  }

  @Test func `a source says what it lacks`() {
    var source = IndicatorSource(
      id: ID(rawValue: "s"), city: nil, title: "", publisher: "", format: .table)
    source.everyHours = 24
    #expect(source.problems(in: Atlas()).map(\.field) == ["title", "publisher", "url"])
    #expect(!source.mayBeAdded(by: .anonymous) && source.mayBeChanged(by: .machine))
    #expect(ValueQuality(flag: "p") == .provisional && ValueQuality(flag: nil) == .normal)
    #expect(ValueQuality(flag: "?") == .normal)
  }

  @Test func `a corrective action knows how it stands`() {
    var action = CorrectiveAction(
      id: ID(rawValue: "a"), city: ID(rawValue: "c"), name: Multilingual("A", in: .english))
    let today = Day("2026-11-21") ?? .first
    #expect(action.problems(in: Atlas()).map(\.field) == ["indicator", "owner", "due"])
    #expect(action.state(on: today) == .underWay)
    action.start = today.adding(days: 3)
    #expect(action.state(on: today) == .planned)
    action.start = nil
    action.due = today.adding(days: -1)
    #expect(action.state(on: today) == .late)
    action.doneOn = today
    #expect(action.state(on: today) == .done)
  }
}
