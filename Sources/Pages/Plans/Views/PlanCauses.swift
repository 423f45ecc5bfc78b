import Civic
import Exact
import Tracking

/// How the plan says that its actions lead to its objectives, how sure each way is, and where
/// nothing is said.
struct PlanCauses: Component {
  let frame: PageFrame
  let reading: PlanReading

  private var texts: Texts { frame.texts }
  private var document: PlanDocument { reading.document }

  var html: HTML {
    let found = PlanContributions(document)
    guard !found.graph.links.isEmpty else {
      return EmptyState(title: texts(.causesNone), text: texts(.causesNoneText)).html
    }
    return """
      <p class="lead">\(texts(.causesLead))</p>\(circles(found))<section>\(maps(found))</section>\(ways(found))\
      \(list(.causesUnmeasured, found.unmeasured.map { name(.action($0.id.rawValue), found) }))\
      \(list(.causesUnmoved, found.unmoved.map { frame.content($0.name) }))
      """
  }

  private func circles(_ found: PlanContributions) -> HTML? {
    guard !found.graph.cycles.isEmpty else { return nil }
    let items = found.graph.cycles.map { cycle -> HTML in
      "<li>\(chain(cycle + cycle.prefix(1), found))</li>"
    }
    return Notice(
      tone: .warning, content: "<p>\(texts(.causesCircles))</p><ul>\(items)</ul>"
    ).html
  }

  /// One map for each strategic objective: all in one could not be read.
  private func maps(_ found: PlanContributions) -> [HTML] {
    var left = found.ways
    let strategic = document.objectives.filter { $0.parent == nil }
    let maps = strategic.compactMap { objective -> HTML? in
      let node = PlanContributions.Node.objective(objective.id.rawValue)
      let own = left.filter { $0.nodes.contains(node) }
      left.removeAll { $0.nodes.contains(node) }
      return map(own, title: frame.words(objective.label), id: objective.id.rawValue, found)
    }
    return maps
      + [map(left, title: texts(.scheduleOthers), id: "others", found)].compactMap { $0 }
  }

  private func map(
    _ ways: [ContributionGraph.Path], title: String, id: String, _ found: PlanContributions
  ) -> HTML? {
    guard !ways.isEmpty else { return nil }
    var nodes: [PlanContributions.Node] = []
    for node in ways.flatMap(\.nodes) where !nodes.contains(node) { nodes.append(node) }
    let own = Set(nodes)
    return CausalMap(
      id: "causes-\(id)",
      words: ChartWords(
        title: title, description: texts(.causesDescription), table: texts(.chartTable),
        empty: texts(.causesNone), note: texts(.causesNote)),
      columns: [
        texts(.planViewActions), texts(.indicatorsHeading), texts(.planViewObjectives),
      ],
      heads: [texts(.causesWay), texts(.causesSure)], nodes: nodes,
      links: found.graph.links.filter { own.contains($0.from) && own.contains($0.to) },
      share: share, text: { text($0, found) }
    ).html
  }

  private func ways(_ found: PlanContributions) -> HTML {
    let sure = texts(.causesSure)
    let table = Table(
      id: "ways", caption: texts(.causesWays), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.causesWay)), Table.Column(title: sure, isNumeric: true),
      ],
      rows: found.ways.map { way in
        Table.Row(cells: [
          chain(way.nodes, found), "\(share(way.confidence))",
        ])
      })
    let cut: HTML? = found.isCut ? "<p>\(texts(.causesCut))</p>" : nil
    return "<section><h2>\(texts(.causesWays))</h2>\(cut)\(table)</section>"
  }

  private func share(_ confidence: Double) -> String {
    texts.formats.percent(confidence * 100, decimals: 0)
  }

  private func list(_ title: TextKey, _ items: [HTML]) -> HTML? {
    guard !items.isEmpty else { return nil }
    return """
      <section><h2>\(texts(title))</h2><ul class="findings">\(items.map { "<li>\($0)</li>" as HTML })</ul>\
      </section>
      """
  }

  private func chain(_ nodes: [PlanContributions.Node], _ found: PlanContributions) -> HTML {
    let names = nodes.map { name($0, found) }
    return names.dropFirst().reduce(names.first ?? .empty) { "\($0) → \($1)" }
  }

  private func name(_ node: PlanContributions.Node, _ found: PlanContributions) -> HTML {
    switch node {
    case .action(let id):
      document.action(ID(rawValue: id)).map { action -> HTML in
        """
        <a href="\(frame.address(reading.link(action)))"><span class="code">\(action.code)</span> \
        \(frame.content(action.title))</a>
        """
      } ?? "–"
    case .indicator: frame.content(found.indicator(node)?.name)
    case .objective(let id): frame.content(document.objective(ID(rawValue: id))?.label)
    }
  }

  private func text(_ node: PlanContributions.Node, _ found: PlanContributions) -> String {
    switch node {
    case .action(let id):
      document.action(ID(rawValue: id)).map { "\($0.code) \(frame.words($0.title))" } ?? ""
    case .indicator: found.indicator(node).map { frame.words($0.name) } ?? ""
    case .objective(let id):
      document.objective(ID(rawValue: id)).map { frame.words($0.label) } ?? ""
    }
  }
}
