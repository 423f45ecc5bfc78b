import Testing

@testable import Tracking

@Suite struct `A contribution graph` {
  typealias Link = ContributionGraph.Link

  private static let links = [
    Link(from: .action("buses"), to: .indicator("NO2"), confidence: 0.8),
    Link(from: .action("parking"), to: .indicator("NO2"), confidence: 0.5),
    Link(from: .action("buses"), to: .indicator("noise"), confidence: 0.4),
    Link(from: .indicator("NO2"), to: .objective("air"), confidence: 0.9),
    Link(from: .indicator("noise"), to: .objective("quiet"), confidence: 1),
  ]

  @Test func `is walked both ways, the surest first`() throws {
    let graph = try ContributionGraph(Self.links)
    #expect(graph.cycles.isEmpty)
    let onward = graph.paths(from: .action("buses"))
    #expect(onward.paths.map { $0.nodes.last } == [.objective("air"), .objective("quiet")])
    #expect(isNear(onward.paths[0].confidence, 0.72, within: 1e-12))
    let back = graph.paths(to: .objective("air"))
    #expect(back.paths.map { $0.nodes.first } == [.action("buses"), .action("parking")])
    #expect(graph.paths(from: .objective("air")).paths.isEmpty)
    #expect(graph.paths(from: .action("nowhere")).paths.isEmpty)
  }

  @Test func `lists cycles, and still ends`() throws {
    let circle = [
      Link(from: .objective("air"), to: .objective("health"), confidence: 0.5),
      Link(from: .objective("health"), to: .indicator("NO2"), confidence: 0.5),
      Link(from: .objective("self"), to: .objective("self"), confidence: 1),
    ]
    let graph = try ContributionGraph(Self.links + circle)
    #expect(
      graph.cycles == [
        [.indicator("NO2"), .objective("air"), .objective("health")], [.objective("self")],
      ])
    let paths = graph.paths(from: .action("parking")).paths
    #expect(
      paths.map(\.nodes) == [
        [.action("parking"), .indicator("NO2"), .objective("air"), .objective("health")]
      ])
  }

  @Test func `says when there are more paths than asked for`() throws {
    let nodes = (0..<14).map { ContributionGraph.Node.objective("\($0 + 10)") }
    let dense = nodes.flatMap { one in
      nodes.filter { $0 != one }.map { Link(from: one, to: $0, confidence: 0.5) }
    }
    let paths = try ContributionGraph(dense).paths(from: nodes[0], limit: 50)
    #expect(paths.isCut)
    #expect(paths.paths.count == 50)
  }

  @Test func `refuses bad confidences and links given twice`() {
    let bad = Link(from: .action("a"), to: .objective("b"), confidence: 1.2)
    #expect(throws: ContributionGraph.Error.confidenceOutOfRange(bad)) {
      try ContributionGraph([bad])
    }
    #expect(
      throws: ContributionGraph.Error.linkTwice(from: .action("buses"), to: .indicator("NO2"))
    ) {
      try ContributionGraph(Self.links + [Self.links[0]])
    }
  }
}
