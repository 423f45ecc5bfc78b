import Foundation
import Testing

@testable import Tracking

/// Series of the Urban Audit (Eurostat), read where they are, against statsmodels 0.15.0 by
/// Tests/Reference/tracking_forecasts.py.
@Suite(.enabled(if: RealSeries.isPresent)) struct `Real city series` {
  @Test func `are forecast about as well as by the reference, with closer fits`() throws {
    let reference = try RealSeries.reference()
    let series = try RealSeries.all(Set(reference.map(\.key)))
    try #require(reference.count >= 200)
    var (ratio, referenceRatio, closer, fits) = (0.0, 0.0, 0, 0)
    for row in reference {
      let values = try #require(series[row.key]).suffix(row.count)
      try #require(values.count == row.count)
      let errors = (values.count - 4..<values.count).map { last -> Double in
        let past = Array(values.prefix(last).map(\.value))
        let trial = ForecastContest(series: past, models: [.simple, .holt, .damped])
          .trial(past) { false }
        let fit = trial!.chosenByAICcAmongSearched
        return (fit.value(after: 1) - values[values.startIndex + last].value).magnitude
      }
      // Against the naive error, so that cities large and small weigh the same.
      // The geometric mean, so that a few hard series do not decide.
      ratio += Elementary.log(max(Summary.mean(errors) / row.naive, 0.001))
      referenceRatio += Elementary.log(max(row.aicc / row.naive, 0.001))
      for (model, squares) in zip([SmoothingModel.simple, .holt, .damped], row.squares) {
        let found = SmoothingFit(model, values.map(\.value)).sumOfSquares
        fits += 1
        if found <= squares * (1 + 1e-6) { closer += 1 }
      }
    }
    let count = Double(reference.count)
    let (own, other) = (Elementary.exp(ratio / count), Elementary.exp(referenceRatio / count))
    print("Error over the naive: ours \(own), reference \(other);")
    print("\(closer) of \(fits) fits as close as the reference or closer.")
    #expect(own <= other * 1.02)
    #expect(Double(closer) >= 0.99 * Double(fits))
  }

  @Test func `are forecast no worse than by the naive forecast when it may be chosen too`() throws {
    // Every fourth series: all five models at every origin of every past take their time.
    let reference = try RealSeries.reference().enumerated().filter { $0.offset % 4 == 0 }
      .map(\.element)
    let series = try RealSeries.all(Set(reference.map(\.key)))
    var logs: [Forecast.Criterion: Double] = [:]
    for row in reference {
      let values = try #require(series[row.key]).suffix(row.count)
      for criterion in Forecast.Criterion.allCases {
        let errors = try (values.count - 4..<values.count).map { last -> Double in
          let past = Array(values.prefix(last))
          let forecast = try #require(Forecast.made(from: past, by: criterion).forecast)
          let actual = values[values.startIndex + last].value
          return (forecast.point(after: 1).value - actual).magnitude
        }
        let ratio = Summary.mean(errors) / row.naive
        logs[criterion, default: 0] += Elementary.log(max(ratio, 0.001)) / Double(reference.count)
      }
    }
    print("Error over the naive:", logs.mapValues(Elementary.exp))
    #expect(logs.values.allSatisfy { Elementary.exp($0) < 1 })
  }

  @Test func `fall into the ranges about as often as those say`() throws {
    let reference = try RealSeries.reference()
    let series = try RealSeries.all(Set(reference.map(\.key)))
    var (in80, in95, all) = (0, 0, 0)
    for row in reference {
      let values = try #require(series[row.key]).suffix(row.count)
      for ahead in [1, 3] {
        let past = Array(values.dropLast(ahead))
        let forecast = try #require(Forecast.made(from: past).forecast)
        let (point, actual) = (forecast.point(after: ahead), try #require(values.last?.value))
        all += 1
        in80 += point.range80.low <= actual && actual <= point.range80.high ? 1 : 0
        in95 += point.range95.low <= actual && actual <= point.range95.high ? 1 : 0
      }
    }
    print("Of \(all) values \(in80) in the 80 % range, \(in95) in the 95 % range.")
    #expect(Double(in80) >= 0.6 * Double(all))
    #expect(Double(in95) >= 0.8 * Double(all))
  }
}

extension ForecastContest.Trial {
  fileprivate var chosenByAICcAmongSearched: SmoothingFit {
    let searched = fits.filter { $0.model != .naive }
    func criterion(_ fit: SmoothingFit) -> Double { fit.aicc(scale: scale) ?? .infinity }
    return searched.min { criterion($0) < criterion($1) }!
  }
}

enum RealSeries {
  struct Key: Hashable {
    let city: String
    let indicator: String
  }

  struct Row {
    let key: Key
    let count: Int
    let naive: Double
    let aicc: Double
    let squares: [Double]
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let data = root.appending(path: "../shared/data/cities/urban-audit.csv.gz")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: data.path) }

  static func reference() throws -> [Row] {
    let file = root.appending(path: "Tests/Reference/tracking-forecasts.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: ",").map(String.init)
      let numbers = cells.dropFirst(3).map { Double($0)! }
      return Row(
        key: Key(city: cells[0], indicator: cells[1]), count: Int(cells[2])!, naive: numbers[0],
        aicc: numbers[4], squares: Array(numbers[5...7]))
    }
  }

  /// By year; names with commas are quoted, so the last three cells are read from the end.
  static func all(_ wanted: Set<Key>) throws -> [Key: [Observation]] {
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/env")
    unpack.arguments = ["gzip", "-dc", data.path]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    unpack.waitUntilExit()
    var series: [Key: [Observation]] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let cells = line.split(separator: UInt8(ascii: ","))
      func text(_ index: Int) -> String { String(decoding: cells[index], as: UTF8.self) }
      let key = Key(city: text(0), indicator: text(cells.count - 2))
      guard wanted.contains(key), let year = Int(text(cells.count - 3)),
        let value = Double(text(cells.count - 1).filter { !$0.isWhitespace })
      else { continue }
      series[key, default: []].append(Observation(year: year, value: value))
    }
    return series.mapValues { $0.sorted { $0.year < $1.year } }
  }
}
