import Exact
import Testing

@testable import Tracking

/// Reference values: statsmodels 0.15.0, see Tests/Reference/tracking_values.py.
@Suite struct `Effects` {
  private static func series(_ values: [Double], from year: Int = 2010) -> [Observation] {
    zip(year..., values).map { Observation(year: $0, value: $1) }
  }

  private static func agrees(_ estimate: Estimate?, _ value: Double, _ low: Double, _ high: Double)
    -> Bool
  {
    guard let estimate else { return false }
    return (estimate.value - value).magnitude < 1e-7 && (estimate.low - low).magnitude < 1e-7
      && (estimate.high - high).magnitude < 1e-7
  }

  private static let one = series([
    52, 50.5, 51.2, 49, 49.5, 48.1, 47.9, 43, 42.1, 40.9, 40.2, 38.1, 37.5,
  ])

  @Test func `before and after agrees with Welch's test`() {
    let effect = MeasuredEffect.beforeAfter(Self.one, start: 2017)
    #expect(
      Self.agrees(
        effect.estimate, -9.442857142857143, -11.8520220926545, -7.033692193059784))
  }

  @Test(arguments: [
    (
      0, -4.63475702, -3.13667155, -0.70216206, -0.25212365, -7.84729421, -4.69556293
    ),
    (1, -4.40225837, -3.3691702, -0.6068909, -0.34739481, -7.15328559, -5.38957155),
    (2, -4.31201768, -3.45941089, -0.58631663, -0.36796908, -6.92259984, -5.6202573),
  ])
  func `an interrupted series agrees with segmented regression`(
    lag: Int, stepLow: Double, stepHigh: Double, bendLow: Double, bendHigh: Double,
    low: Double, high: Double
  ) {
    let found = InterruptedSeries(Self.one, start: 2017, lag: lag)
    #expect(Self.agrees(found.step, -3.885714285714286, stepLow, stepHigh))
    #expect(Self.agrees(found.bend, -0.477142857142857, bendLow, bendHigh))
    #expect(Self.agrees(found.effect.estimate, -6.271428571428571, low, high))
    #expect(InterruptedSeries(Self.one, start: 2017).lag == 2)
  }

  private static let cities = [
    "Celje": series([10, 11, 12.5, 13, 18, 19, 19.5], from: 2012),
    "Maribor": series([20, 21.5, 22, 23, 24, 25.5, 26], from: 2012),
    "Koper": series([15, 15.5, 17, 18, 18.5, 19.5, 21], from: 2012),
    "Kranj": series([8, 9.5, 10, 11, 12.5, 12, 14], from: 2012),
    "Ptuj": series([30, 30.5, 32, 33.5, 33, 35, 36], from: 2012),
  ]

  private static func differences(_ treated: Set<String>) -> DifferenceInDifferences {
    DifferenceInDifferences(
      treated: cities.filter { treated.contains($0.key) },
      comparators: cities.filter { !treated.contains($0.key) }, start: 2016)
  }

  @Test func `differences in differences agree with least squares on changes`() {
    let one = Self.differences(["Celje"])
    #expect(
      Self.agrees(one.trendsBefore, 0.0125, -0.40787112, 0.43287112))
    #expect(Self.agrees(one.effect.estimate, 3.90625, 3.30862118, 4.50387882))
    let two = Self.differences(["Celje", "Maribor"])
    #expect(Self.agrees(two.trendsBefore, -0.066666666667, -0.38784449, 0.25451116))
    #expect(Self.agrees(two.effect.estimate, 2.152777777778, -2.19861035, 6.50416591))
  }

  @Test func `trends that differ before are a reason not to tell`() {
    var cities = Self.cities
    cities["Celje"] = Self.series([10, 15, 20, 25, 30, 35, 40], from: 2012)
    let found = DifferenceInDifferences(
      treated: cities.filter { $0.key == "Celje" },
      comparators: cities.filter { $0.key != "Celje" }, start: 2016)
    guard case .cannotTell(because: .trendsDifferBefore(let gap)) = found.effect else {
      Issue.record("\(found.effect)")
      return
    }
    #expect(gap.low > 3)
  }

  @Test func `say why they cannot tell`() {
    let short = Self.series([1, 2, 3])
    #expect(
      MeasuredEffect.beforeAfter(short, start: 2011)
        == .cannotTell(because: .tooFewBefore(found: 1, needed: 2)))
    #expect(
      MeasuredEffect.beforeAfter(short, start: 2012)
        == .cannotTell(because: .tooFewAfter(found: 1, needed: 2)))
    #expect(
      MeasuredEffect.beforeAfter(Self.series([4, 4, 4, 4]), start: 2012)
        == .cannotTell(because: .noVariation))
    #expect(
      InterruptedSeries(short, start: 2012).effect
        == .cannotTell(because: .tooFewBefore(found: 2, needed: 4)))
    #expect(
      InterruptedSeries(Self.series((0..<10).map { 3 * Double($0) }), start: 2015).effect
        == .cannotTell(because: .noVariation))
    let alone = DifferenceInDifferences(
      treated: ["a": Self.one], comparators: ["b": Self.one, "c": short], start: 2017)
    #expect(
      alone.effect == .cannotTell(because: .tooFewComparators(found: 1, needed: 3)))
    #expect(alone.leftOut == ["c"])
    let same = ["b": Self.one, "c": Self.one, "d": Self.one]
    let equal = DifferenceInDifferences(treated: ["a": Self.one], comparators: same, start: 2017)
    #expect(equal.effect == .cannotTell(because: .noVariation))
  }

  @Test func `comparators are chosen by level and slope before`() {
    let names = DifferenceInDifferences.similar(
      to: Self.cities["Celje"]!, among: Self.cities.filter { $0.key != "Celje" }, count: 2,
      before: 2016)
    // Level and slope before: Celje 11.6 and 1.05, Koper 16.4 and 1.05, Kranj 9.6 and 0.95.
    #expect(names == ["Koper", "Kranj"])
  }

  @Test func `cover the truth about as often as they say`() {
    var random = SeededGenerator(seed: 5)
    func draw() -> Double {
      Distributions.normalQuantile(Double.random(in: 0.00001...0.99999, using: &random))
    }
    let covered = (0..<300).count { _ in
      let values = (0..<12).map { (year: Int) -> Double in (year >= 6 ? 2 : 0) + draw() }
      let estimate = MeasuredEffect.beforeAfter(Self.series(values), start: 2016).estimate!
      return estimate.low <= 2 && 2 <= estimate.high
    }
    #expect((270...298).contains(covered))
  }
}
