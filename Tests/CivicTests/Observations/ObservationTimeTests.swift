import Civic
import Testing

@Suite struct `Periods in sources` {
  @Test(arguments: [
    ("2024", "2024"), (" 2024 ", "2024"), ("2024.0", "2024"), ("2024-03", "2024-03"),
    ("2024M03", "2024-03"), ("2024-M3", "2024-03"), ("2024Q3", "2024-Q3"), ("2024-q4", "2024-Q4"),
    ("2024S2", "2024-S2"), ("2024W5", "2024-W05"), ("2024-12-31", "2024-12-31"),
    ("2024-12-31T00:00:00", "2024-12-31"),
  ])
  func `have one notation, year first`(text: String, period: String) {
    #expect(ObservationTime.period(text, form: .automatic) == period)
    #expect(ObservationTime.period(period, form: .dayMonthYear) == period)
  }

  @Test func `may have the day or the month first`() {
    #expect(ObservationTime.period("3/4/2024", form: .dayMonthYear) == "2024-04-03")
    #expect(ObservationTime.period("3/4/2024", form: .monthDayYear) == "2024-03-04")
    #expect(ObservationTime.period("31.12.2024", form: .dayMonthYear) == "2024-12-31")
    #expect(ObservationTime.period("12/2024", form: .monthDayYear) == "2024-12")
    #expect(ObservationTime.period("anything", form: .asWritten) == "anything")
  }

  @Test(arguments: [
    "", "24", "2024-13", "2024Q5", "2024-02-30", "2024-1", "202403", "2024-03-", "20245", "0024",
    "31.12.24", "2024W54", "2024-12-31x", "soon", "2024-M", "2024--1",
  ])
  func `are none in any other form`(text: String) {
    #expect(ObservationTime.period(text, form: .dayMonthYear) == nil)
  }
}
