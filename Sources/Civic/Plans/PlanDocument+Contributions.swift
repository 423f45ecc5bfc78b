import Exact
public import Tracking

/// How a plan says that its actions lead to its objectives: by way of what is measured.
public struct PlanContributions: Sendable {
  public typealias Node = ContributionGraph.Node

  public let graph: ContributionGraph
  /// The ways from each action to their ends, the surest first.
  public let ways: [ContributionGraph.Path]
  /// Whether there are more ways than were asked for.
  public let isCut: Bool
  /// Actions of which nothing says what they move.
  public let unmeasured: [Action]
  /// Indicators that no action is said to move.
  public let unmoved: [Indicator]
  /// Of several indicators that one figure of the city measures, the one that stands for all.
  private let indicators: [String: Indicator]

  /// - Parameter limit: How many ways are looked for from one action.
  public init(_ document: PlanDocument, limit: Int = 200) {
    var first: [String: Indicator] = [:]
    var standsFor: [Exact.ID<Indicator>: Node] = [:]
    for indicator in document.indicators {
      let name = indicator.measuredBy.map { "city \($0.rawValue)" } ?? indicator.id.rawValue
      if first[name] == nil { first[name] = indicator }
      standsFor[indicator.id] = .indicator(IndicatorCode(name))
    }
    let links = Self.links(document, standsFor)
    // The links are within the range and joined, so that the graph takes them.
    graph = (try? ContributionGraph(links)) ?? ContributionGraph()
    let graph = graph
    let found = document.actions.map { graph.paths(from: .action($0.id.rawValue), limit: limit) }
    ways = found.flatMap(\.paths)
    isCut = found.contains(where: \.isCut)
    unmeasured = zip(document.actions, found).filter { $1.paths.isEmpty }.map(\.0)
    let moved = Set(ways.flatMap(\.nodes))
    unmoved = document.indicators.filter { indicator in
      standsFor[indicator.id].map { !moved.contains($0) } ?? false
    }
    indicators = first
  }

  public func indicator(_ node: Node) -> Indicator? {
    guard case .indicator(let code) = node else { return nil }
    return indicators[code.text]
  }

  /// From actions to what they are measured by, from there on to further figures and to objectives,
  /// and from specific objectives to strategic ones. Of a link that is said twice the surer counts.
  private static func links(
    _ document: PlanDocument, _ standsFor: [Exact.ID<Indicator>: Node]
  ) -> [ContributionGraph.Link] {
    var shares: [[Node]: Double] = [:]
    func add(_ from: Node?, _ to: Node?, _ share: Double) {
      guard let from, let to, from != to else { return }
      shares[[from, to]] = max(shares[[from, to]] ?? 0, share)
    }
    let share = { (indicator: Indicator) in (indicator.confidence ?? .assumed).share }
    for indicator in document.indicators {
      let node = standsFor[indicator.id]
      add(indicator.action.map { .action($0.rawValue) }, node, share(indicator))
      // An objective's own indicator is what it is judged by.
      add(node, indicator.objective.map { .objective($0.rawValue) }, 1)
      if let next = document.indicators.first(where: { $0.id == indicator.leadsTo }) {
        add(node, standsFor[next.id], share(next))
      }
    }
    for objective in document.objectives {
      add(
        .objective(objective.id.rawValue), objective.parent.map { .objective($0.rawValue) }, 1)
    }
    return shares.map {
      ContributionGraph.Link(from: $0.key[0], to: $0.key[1], confidence: $0.value)
    }
  }
}
