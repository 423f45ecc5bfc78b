import Civic
import Foundation
import Testing

@testable import Pages

@Suite struct `Charts` {
  static let names = ChartSamples.all.map(\.name)

  private func sample(_ name: String) throws -> HTML {
    try #require(ChartSamples.all.first { $0.name == name }).html
  }

  @Test(arguments: names)
  func `draw everything inside their frame`(name: String) throws {
    let drawing = Drawing(try sample(name))
    #expect(drawing.isWellFormed)
    #expect(drawing.outside == [])
  }

  @Test(arguments: names)
  func `have a title, words and the same figures as a table`(name: String) throws {
    let html = try sample(name)
    let drawing = Drawing(html)
    #expect(drawing.elements["figcaption"] == 1)
    #expect(drawing.elements["table"] == 1)
    if name != "risks" {
      #expect(drawing.elements["desc"] == 1)
      #expect(drawing.roles.first == (html.rendered.contains("<a ") ? "group" : "img"))
    }
  }

  @Test(arguments: names)
  func `are drawn the same as before`(name: String) throws {
    let sample = try name == "map" ? smallMap.html : sample(name)
    let html = sample.rendered.replacing("><", with: ">\n<") + "\n"
    let folder = URL(filePath: #filePath).appending(path: "../../../Golden/Charts").standardized
    let file = folder.appending(path: "\(name).html")
    if ProcessInfo.processInfo.environment["GRADNIK_GOLDEN"] == "write" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(html.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == html)
  }

  private var smallMap: MapOfCities {
    var map = ChartSamples.map
    map.outlines.removeAll { !["SI", "ME"].contains($0.country) }
    map.cities.removeSubrange(4...)
    return map
  }

  @Test func `say why they are empty`() {
    var radar = ChartSamples.radar
    radar.series = []
    var bars = ChartSamples.funding
    bars.bars = []
    var gantt = ChartSamples.gantt
    gantt.groups = []
    var risks = ChartSamples.risks
    risks.items = []
    var stakeholders = ChartSamples.stakeholders
    stakeholders.items = []
    var tree = ChartSamples.tree
    (tree.causes, tree.effects) = ([], [])
    var flow = ChartSamples.flow
    flow.flows = []
    var line = ChartSamples.line
    (line.points, line.baseline) = ([], nil)
    var map = ChartSamples.map
    map.cities = []
    var causes = ChartSamples.causes
    causes.links = []
    let empty = [
      radar.html, bars.html, gantt.html, risks.html, stakeholders.html, tree.html, flow.html,
      line.html, map.html, causes.html,
    ]
    for html in empty {
      #expect(html.rendered.contains("Nothing to draw yet."))
      #expect(!html.rendered.contains("<svg"))
    }
  }

  @Test func `bars are as long as their parts together`() {
    let chart = ChartSamples.funding
    let span = chart.span.right - chart.span.left
    let drawn = Drawing(chart.html).frames.filter { $0.frame.height == 22 }
    for (index, bar) in chart.bars.enumerated() {
      let middle = StackedBars.top + (Double(index) + 0.5) * StackedBars.rowHeight
      let length = drawn.filter { abs($0.frame.y + 11 - middle) < 0.1 }
        .reduce(0) { $0 + $1.frame.width }
      #expect(abs(length - chart.axis.place(bar.total.size) * span) < 0.1)
    }
  }

  @Test func `money that leaves sources arrives at objectives`() {
    let layout = ChartSamples.flow.layout
    let left = layout.left.reduce(0) { $0 + $1.height }
    let right = layout.right.reduce(0) { $0 + $1.height }
    #expect(abs(left - right) < 0.001)
    #expect(abs(left - 1000 * layout.scale) < 0.001)
  }

  @Test func `bars of time begin and end in order`() throws {
    let layout = try #require(GanttLayout(groups: ChartSamples.gantt.groups))
    #expect(layout.first == ChartSamples.day("2026-1-1"))
    #expect(layout.last == ChartSamples.day("2029-12-31"))
    #expect(layout.x(layout.first) == GanttLayout.left)
    for place in layout.places {
      let span = try #require(place.span)
      #expect(span.from < span.to)
    }
  }

  @Test func `names of stakeholders and cities do not meet`() {
    let names = ChartSamples.stakeholders.placedNames.map(\.frame)
    let cities = MapLayout(cities: ChartSamples.map.cities).names.compactMap { $0?.frame }
    for frames in [names, cities] {
      #expect(frames.count > 3)
      for (index, frame) in frames.enumerated() {
        #expect(!frames.dropFirst(index + 1).contains { $0.intersects(frame) })
      }
    }
  }

  @Test func `the outlines hold the countries that are needed`() {
    let codes = Set(MapOutline.europe.map(\.country))
    for code in ["SI", "MK", "AL", "ME", "BG", "RO", "FR", "XK", "BA", "RS", "HR", "FI", "PT"] {
      #expect(codes.contains(code), "\(code)")
    }
    for outline in MapOutline.europe {
      for point in outline.rings.flatMap(\.self) {
        #expect(abs(point.longitude) <= 180 && abs(point.latitude) <= 90)
      }
    }
  }
}
