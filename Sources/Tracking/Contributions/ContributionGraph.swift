/// What is said to move what: actions indicators, indicators objectives, objectives each other.
public struct ContributionGraph: Sendable {
  public enum Node: Hashable, Sendable, Comparable {
    case action(String)
    case indicator(IndicatorCode)
    case objective(String)
  }

  public struct Link: Hashable, Sendable {
    public let from: Node
    public let to: Node
    /// From 0 to 1: how sure one is that the one moves the other.
    public let confidence: Double

    public init(from: Node, to: Node, confidence: Double) {
      (self.from, self.to, self.confidence) = (from, to, confidence)
    }
  }

  /// A way along the links.
  public struct Path: Equatable, Sendable {
    public let nodes: [Node]
    /// The product of its links' confidences: as if they were independent.
    public let confidence: Double
  }

  /// Ways through the graph, perhaps not all.
  public struct Paths: Equatable, Sendable {
    /// The surest first, then by nodes.
    public let paths: [Path]
    /// Whether there are more than were asked for; then these need not be the surest.
    public let isCut: Bool
  }

  public enum Error: Swift.Error, Equatable, Sendable {
    case confidenceOutOfRange(Link)
    case linkTwice(from: Node, to: Node)
  }

  /// In their order.
  public let nodes: [Node]
  public let links: [Link]
  /// Ways that come back to where they began, one for each knot of nodes that reach each other. They
  /// are listed, not mended: paths never pass a node twice.
  public let cycles: [[Node]]
  private let outgoing: [Node: [Link]]
  private let incoming: [Node: [Link]]

  /// A graph without links.
  public init() {
    (nodes, links, cycles, outgoing, incoming) = ([], [], [], [:], [:])
  }

  public init(_ links: [Link]) throws(Error) {
    var seen: Set<[Node]> = []
    for link in links {
      guard (0...1).contains(link.confidence) else { throw .confidenceOutOfRange(link) }
      guard seen.insert([link.from, link.to]).inserted else {
        throw .linkTwice(from: link.from, to: link.to)
      }
    }
    let nodes = Set(links.flatMap { [$0.from, $0.to] }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(nodes, nodes.indices))
    let sorted = links.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    outgoing = Dictionary(grouping: sorted, by: \.from)
    incoming = Dictionary(grouping: sorted, by: \.to)
    let outgoing = outgoing
    let graph = Digraph(
      successors: nodes.map { outgoing[$0, default: []].compactMap { numbers[$0.to] } })
    cycles = graph.components().compactMap { graph.cycle(in: $0)?.map { nodes[$0] } }
      .sorted { $0.lexicographicallyPrecedes($1) }
    self.nodes = nodes
    self.links = sorted
  }

  /// What a node is said to move, to the ends of the graph.
  public func paths(from node: Node, limit: Int = 1000) -> Paths {
    walk(from: node, limit) { outgoing[$0, default: []].map { ($0.to, $0.confidence) } }
  }

  /// What is said to move a node, from the beginnings; each way reads from cause to effect.
  public func paths(to node: Node, limit: Int = 1000) -> Paths {
    let back = walk(from: node, limit) {
      incoming[$0, default: []].map { ($0.from, $0.confidence) }
    }
    let turned = back.paths.map {
      Path(nodes: $0.nodes.reversed(), confidence: $0.confidence)
    }
    return Paths(paths: Self.sorted(turned), isCut: back.isCut)
  }

  /// All ways that cannot go on without passing a node twice.
  private func walk(
    from start: Node, _ limit: Int, _ steps: (Node) -> [(node: Node, confidence: Double)]
  ) -> Paths {
    var found: [Path] = []
    var (way, confidences) = ([start], [1.0])
    var onWay: Set<Node> = [start]
    var open = [(steps: steps(start), next: 0, hasGoneOn: false)]
    while let (here, next, hasGoneOn) = open.last {
      if next < here.count {
        open[open.count - 1].next += 1
        let (node, confidence) = here[next]
        guard onWay.insert(node).inserted else { continue }
        open[open.count - 1].hasGoneOn = true
        way.append(node)
        confidences.append(confidences[confidences.count - 1] * confidence)
        open.append((steps(node), 0, false))
      } else {
        if !hasGoneOn, way.count > 1 {
          guard found.count < limit else { return Paths(paths: Self.sorted(found), isCut: true) }
          found.append(Path(nodes: way, confidence: confidences[confidences.count - 1]))
        }
        open.removeLast()
        onWay.remove(way.removeLast())
        confidences.removeLast()
      }
    }
    return Paths(paths: Self.sorted(found), isCut: false)
  }

  private static func sorted(_ paths: [Path]) -> [Path] {
    paths.sorted {
      $0.confidence != $1.confidence
        ? $0.confidence > $1.confidence : $0.nodes.lexicographicallyPrecedes($1.nodes)
    }
  }
}
