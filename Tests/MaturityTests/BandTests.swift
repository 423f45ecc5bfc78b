import Exact
import Maturity
import Testing

@Suite struct `Bands of distance to target` {
  @Test(arguments: [(32, 1), (33, 2), (65, 2), (66, 3), (94, 3), (95, 4), (100, 4)])
  func `has its boundaries in the band above`(percent: Int, band: Int) {
    #expect(Bands.band(of: Sample.share(percent, 100)) == band)
  }

  @Test func `keeps no benchmark and not reported apart`() throws {
    let framework = try Sample.framework(
      .bands,
      [
        Sample.dimension(
          "a",
          [
            Sample.indicator("x", target: Rational(90)), Sample.indicator("y", target: nil),
            Sample.indicator("z", target: Rational(50)), Sample.indicator("w", target: nil),
          ])
      ])
    let result = try framework.assess([
      Sample.answer("x", 45), Sample.answer("y", 7), Sample.leftOut("w"),
    ])
    #expect(
      result.questions.map(\.band) == [.band(2), .noBenchmark, .notReported, .notApplicable])
    #expect(
      result.standing
        == Standing(point: Sample.share(1, 2), low: Sample.share(1, 4), high: Sample.share(3, 4)))
    #expect(result.coverage == Sample.share(2, 3))
  }

  @Test func `turns the ratio round where less is better`() {
    let indicator = Indicator(direction: .lowerIsBetter, target: Rational(10))
    #expect(indicator.attainment(of: Rational(20)) == Sample.share(1, 2))
    #expect(indicator.attainment(of: Rational(5)) == .one)
    #expect(indicator.attainment(of: .zero) == .one)
  }
}
