import Exact
import Testing

@testable import Tracking

@Suite struct `Every method` {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `answers for the largest, smallest and strangest values`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let strange: [Double] = [
      0, -0.0, 1, -1, 1e300, -1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .leastNonzeroMagnitude, .nan, .infinity, -.infinity, 3.5,
    ]
    let series = (0..<Int.random(in: 0...14, using: &random)).map { _ in
      Observation(
        year: Int.random(in: 2000...2020, using: &random),
        value: strange.randomElement(using: &random)!)
    }
    let direction = [Direction.up, .down, .band(below: 1, above: 2)].randomElement(using: &random)!
    if let forecast = Forecast.made(from: series, by: .rollingOrigin).forecast {
      #expect(forecast.point(after: 1).range95.isFinite)
      _ = forecast.timeToTarget(7, direction, within: 20)
    }
    _ = Anomalies.unusualChanges(in: series)
    _ = LevelBreak.found(in: series)
    let effects = [
      MeasuredEffect.beforeAfter(series, start: 2010),
      InterruptedSeries(series, start: 2010).effect,
      DifferenceInDifferences(
        treated: ["a": series], comparators: ["b": series, "c": series, "d": series.reversed()],
        start: 2010
      ).effect,
    ]
    #expect(effects.compactMap(\.estimate).allSatisfy { $0.isFinite })
    _ = DifferenceInDifferences.similar(
      to: series, among: ["b": series, "c": []], count: 3, before: 2010)
    _ = Variance(history: series, targets: [2020: 1e300, 2019: 0], direction)
    if let path = try? TargetPath(series.filter(\.value.isFinite), .linear) {
      _ = path.progress(of: series, direction, in: 2020, staleAfter: 2)
    }
  }
}
