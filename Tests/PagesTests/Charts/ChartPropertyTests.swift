import Civic
import Testing

@testable import Pages

@Suite struct `Charts of random data` {
  private struct Source {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    mutating func value() -> Double {
      [0, -5, 1e-9, 1, 3.7, 1e6, 1e18, .nan, .infinity, -.infinity][below(10)]
    }

    mutating func words() -> String {
      let words = [
        "a", "&<>\"'", "Усогласеност", "општинскотопроектирањенадигиталниуслугизаситеграѓани",
        "Wien", "и", "Straßenbahnhaltestelle", "",
      ]
      return (0...below(5)).map { _ in words[below(words.count)] }.joined(separator: " ")
    }
  }

  private func check(_ html: HTML, _ seed: UInt64) {
    let drawing = Drawing(html)
    #expect(drawing.isWellFormed, "\(seed)")
    #expect(drawing.outside == [], "\(seed)")
    let text = html.rendered
    #expect(!text.contains("nan") && !text.contains("\"inf") && !text.contains("-inf"), "\(seed)")
  }

  @Test(arguments: 1..<60 as Range<UInt64>)
  func `stay within their frames`(seed: UInt64) {
    var source = Source(state: seed)
    var radar = ChartSamples.radar
    radar.axes = (0..<source.below(14)).map { _ in source.words() }
    radar.series = (0..<source.below(4)).map { index in
      Radar.Series(
        name: source.words(), values: (0..<source.below(15)).map { _ in source.value() },
        colour: index + 1)
    }
    radar.format = { _ in "x" }
    check(radar.html, seed)

    var tree = ChartSamples.tree
    tree.problem = source.words()
    tree.causes = (0..<source.below(11)).map { _ in source.words() }
    tree.effects = (0..<source.below(6)).map { _ in source.words() }
    check(tree.html, seed)

    var stakeholders = ChartSamples.stakeholders
    stakeholders.items = (0..<source.below(60)).map { _ in
      PowerInterestMap.Item(
        name: source.words(), helix: source.below(6), power: source.below(7),
        interest: source.below(7))
    }
    check(stakeholders.html, seed)
  }

  @Test(arguments: 1..<60 as Range<UInt64>)
  func `of amounts and time stay within their frames`(seed: UInt64) {
    var source = Source(state: seed)
    var bars = ChartSamples.plainBars
    bars.format = { _ in "x" }
    bars.bars = (0..<source.below(12)).map { _ in
      let amount = StackedBars.Amount(size: source.value(), text: "1")
      return StackedBars.Bar(name: source.words(), amounts: [amount], total: amount)
    }
    check(bars.html, seed)

    var line = ChartSamples.line
    line.format = { _ in "x" }
    line.points = (0..<source.below(9)).map { index in
      TargetLine.Point(
        time: Double(index), value: source.value(), timeText: source.words(), valueText: "1")
    }
    line.target = TargetLine.Band(low: source.value(), high: source.value(), text: "1")
    check(line.html, seed)

    var flow = ChartSamples.flow
    flow.flows = (0..<source.below(20)).map { _ in
      FundingFlow.Flow(
        source: source.below(4), target: source.below(3), size: source.value(), text: "1")
    }
    check(flow.html, seed)

    var gantt = ChartSamples.gantt
    let rows = (0..<source.below(20)).map { index in
      let start = ChartSamples.day("2020-1-1").adding(days: source.below(3000))
      return Gantt.Row(
        id: "\(index)", code: "A\(index)", title: source.words(),
        start: source.below(4) == 0 ? nil : start,
        end: source.below(4) == 0 ? nil : start.adding(days: source.below(900) - 100),
        status: ActionStatus.allCases[source.below(8)], statusText: "x", share: source.value())
    }
    gantt.groups = [Gantt.Group(title: source.words(), rows: rows)]
    gantt.dependencies = (0..<10).map { _ in
      Gantt.Dependency(before: "\(source.below(20))", after: "\(source.below(20))")
    }
    check(gantt.html, seed)
  }

  @Test(arguments: 1..<40 as Range<UInt64>)
  func `of cities stay within their frames`(seed: UInt64) {
    var source = Source(state: seed)
    var map = ChartSamples.map
    map.cities = (0...source.below(30)).map { _ in
      MapOfCities.City(
        name: source.words(),
        place: MapOutline.Point(
          longitude: Double(source.below(3600)) / 10 - 180,
          latitude: Double(source.below(1800)) / 10 - 90), kind: source.below(4))
    }
    check(map.html, seed)
  }

  @Test(arguments: 1..<200 as Range<UInt64>)
  func `break words into lines that fit and lose none without a sign`(seed: UInt64) {
    var source = Source(state: seed)
    let text = source.words()
    let lines = ChartText.lines(text, width: 90, size: 12, limit: 3)
    #expect(lines.count <= 3)
    for line in lines { #expect(ChartText.width(line, size: 12) <= 90) }
    if lines.last?.hasSuffix("…") != true {
      let kept = lines.joined().filter { !$0.isWhitespace && $0 != "-" }
      #expect(kept == text.filter { !$0.isWhitespace && $0 != "-" })
    }
  }

  @Test(arguments: 1..<200 as Range<UInt64>)
  func `stand on axes of round numbers around them`(seed: UInt64) {
    var source = Source(state: seed)
    let value = Double(source.below(1_000_000)) / Double(source.below(1000) + 1)
    let axis = Axis(to: value)
    #expect(axis.low <= 0 && axis.high >= value)
    #expect((2...7).contains(axis.ticks.count))
    #expect(zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy(<))
  }
}
