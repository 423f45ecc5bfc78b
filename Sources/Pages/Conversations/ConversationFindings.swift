import Civic
import Exact

/// What came of a conversation, in plain words, as a map and as tables.
struct ConversationFindings: Component {
  let frame: PageFrame
  let city: City
  let conversation: Conversation
  let statements: [ConversationStatement]
  let result: ConversationResult
  /// Into which a statement can be carried.
  let plan: Plan?
  /// The actions that came of statements, by their numbers.
  let became: [Int: [ProposalAction]]

  private var texts: Texts { frame.texts }

  var html: HTML {
    guard result.votes > 0 else {
      return
        "<section><h2>\(texts(.resultTitle))</h2><p>\(texts(.resultNobody))</p>\(files)</section>"
    }
    return """
      <section><h2>\(texts(.resultTitle))</h2>\(figures)\
      <h3>\(texts(.resultConsensus))</h3>\
      \(list(result.consensus, empty: .resultConsensusNone, carries: true))\
      \(groups)\(table)\(files)</section>
      """
  }

  private var figures: HTML {
    let all: [(TextKey, Int)] = [
      (.resultPeople, result.participants), (.resultVotes, result.votes),
      (.resultStatements, result.statements), (.resultGroups, max(result.groups.count, 1)),
    ]
    return KeyFigures(
      figures: all.map { .init(value: texts.formats.number($0.1), label: texts($0.0)) }
    ).html
  }

  private func statement(_ number: Int) -> ConversationStatement? {
    statements.first { $0.number == number }
  }

  private func words(_ number: Int) -> HTML {
    guard let found = statement(number) else { return "\(String(number))" }
    guard found.language != frame.language else { return "\(found.text)" }
    return "<span lang=\"\(found.language.tag)\">\(found.text)</span>"
  }

  private func share(_ part: Int, of all: Int) -> String {
    texts.formats.percent(
      ExactDecimal(significand: Int64(all > 0 ? (part * 100 + all / 2) / all : 0), scale: 0))
  }

  private func said(_ votes: ConversationResult.Votes, _ isAgreement: Bool) -> String {
    let part = isAgreement ? votes.agrees : votes.disagrees
    return texts(
      isAgreement ? .resultFor : .resultAgainst,
      [
        "share": .text(share(part, of: votes.votes)),
        "part": .text(texts.formats.number(part)), "all": .text(texts.formats.number(votes.votes)),
      ])
  }

  /// Statements with how everybody voted, or how one group did.
  private func list(
    _ stands: [ConversationResult.Stand], group: Int? = nil, empty: TextKey,
    carries: Bool = false
  ) -> HTML {
    guard !stands.isEmpty else { return "<p>\(texts(empty))</p>" }
    let items = stands.map { stand -> HTML in
      let counts = result.counts(of: stand.statement)
      let votes = group.map { counts?.groups[$0] } ?? counts?.all
      let said: HTML? = votes.map {
        "<br><span class=\"note\">\(self.said($0, stand.isAgreement))</span>"
      }
      return """
        <li>\(words(stand.statement))\(said)\(carries ? outcome(stand.statement) : nil)\
        \(carries && stand.isAgreement ? carry(stand.statement) : nil)</li>
        """
    }
    return "<ul>\(items)</ul>"
  }

  /// What came of a statement.
  private func outcome(_ number: Int) -> HTML? {
    guard let actions = became[number], !actions.isEmpty else { return nil }
    let links = actions.map { action -> HTML in
      let address = frame.address(.action(action.id, of: action.plan, action.edition))
      return " <a href=\"\(address)\">\(frame.content(action.title))</a>"
    }
    return "<br>\(texts(.voteBecameAction))\(links)"
  }

  /// The way of a statement into the plan.
  private func carry(_ number: Int) -> HTML? {
    guard let plan, let statement = statement(number) else { return nil }
    let link = Link.newRecord(Action.entityName, of: plan.id).with(query: [
      "title": statement.text,
      "origin": "\(statement.reference.kind):\(statement.reference.id)",
    ])
    return """
      <br>\(Button(
        label: texts(.resultToAction), act: .link(frame.address(link)), kind: .quiet,
        spoken: "\(texts(.resultToAction)): \(statement.text)"))
      """
  }

  private func name(_ group: Int) -> String {
    texts(.resultGroup, ["name": .text(OpinionMap.letter(group))])
  }

  private func size(_ size: Int) -> String {
    let least = ConversationResult.leastTogether
    return size >= least
      ? texts(.resultGroupSize, ["count": .count(size)])
      : texts(.resultFewer, ["least": .text(texts.formats.number(least))])
  }

  private var groups: HTML {
    guard result.groups.count > 1 else { return "<p>\(texts(.resultOneGroup))</p>" }
    let parts = result.groups.enumerated().map { index, group -> HTML in
      let isLarge = group.size >= ConversationResult.leastTogether
      return """
        <h4 id="group-\(index)">\(name(index)): \(size(group.size))</h4>\
        \(isLarge ? list(group.representative, group: index, empty: .resultConsensusNone) : nil)
        """
    }
    return """
      <h3>\(texts(.resultBridging))</h3><p>\(texts(.resultBridgingText))</p>\
      \(list(result.bridging, empty: .resultConsensusNone, carries: true))\
      <h3>\(texts(.resultDivisive))</h3>\(divisive)\
      <h3>\(texts(.resultGroups))</h3><p>\(texts(.resultGroupsText))</p>\
      \(OpinionMap(frame: frame, result: result).html)\(parts)
      """
  }

  private var divisive: HTML {
    guard !result.divisive.isEmpty else { return "<p>\(texts(.resultDivisiveNone))</p>" }
    let items = result.divisive.map { number -> HTML in
      let parts = result.groups.indices.compactMap { group -> String? in
        guard result.groups[group].size >= ConversationResult.leastTogether,
          let votes = result.counts(of: number)?.groups[group]
        else { return nil }
        return "\(name(group)): \(said(votes, true))"
      }
      return "<li>\(words(number))<br><span class=\"note\">\(texts.formats.list(parts))</span></li>"
    }
    return "<ul>\(items)</ul>"
  }

  private var table: HTML {
    let shown = result.groups.indices.filter {
      result.groups.count > 1 && result.groups[$0].size >= ConversationResult.leastTogether
    }
    let columns =
      [Table.Column(title: texts(.resultStatement))]
      + [.resultVotes, .voteAgree, .voteDisagree].map {
        Table.Column(title: texts($0), isNumeric: true)
      }
      + shown.map {
        Table.Column(title: "\(name($0)): \(texts(.voteAgree))", isNumeric: true)
      }
    let rows = result.counts.map { counts -> Table.Row in
      let all = counts.all
      let figures =
        [texts.formats.number(all.votes)]
        + [all.agrees, all.disagrees].map { share($0, of: all.votes) }
        + shown.map { share(counts.groups[$0].agrees, of: counts.groups[$0].votes) }
      return Table.Row(
        cells: [words(counts.statement)] + figures.map { "\($0)" as HTML },
        id: "statement-\(counts.statement)")
    }
    return Table(
      id: "all-statements", caption: texts(.resultAll), columns: columns, rows: rows
    ).html
  }

  private var files: HTML {
    let part = { (name: String) in
      frame.address(.conversationPart(name, conversation.id, of: city.id))
    }
    let decision: HTML? = conversation.decision.map {
      "<li><a href=\"\(frame.address(.decision($0)))\">\(texts(.resultDecision))</a></li>"
    }
    return """
      <h3>\(texts(.decisionCheck))</h3><ul class="link-list">\(decision)\
      <li><a href="\(part("votes.csv"))">\(texts(.resultVotesFile))</a></li>\
      <li><a href="\(part("statements.csv"))">\(texts(.resultStatementsFile))</a></li></ul>
      """
  }
}

/// Where participants are by their votes: marks that stand for several people each, by group.
struct OpinionMap: Component {
  let frame: PageFrame
  let result: ConversationResult

  static let width = 640.0
  static let height = 420.0
  static let field = ChartFrame(x: 20, y: 20, width: 600, height: 380)

  static func letter(_ group: Int) -> String {
    String(Character(UnicodeScalar(UInt8(65 + min(group, 25)))))
  }

  private var texts: Texts { frame.texts }
  private var largest: Double { result.map.map { Double($0.size) }.max() ?? 1 }

  private var words: ChartWords {
    ChartWords(
      title: texts(.resultMap),
      description: texts(
        .resultMapText, ["least": .text(texts.formats.number(ConversationResult.leastTogether))]),
      table: texts(.chartTable), empty: texts(.resultMapEmpty),
      note: texts(
        .resultMapText, ["least": .text(texts.formats.number(ConversationResult.leastTogether))]))
  }

  var html: HTML {
    guard !result.map.isEmpty else { return ChartFigure.empty(id: "opinions", words: words) }
    return ChartFigure(
      id: "opinions", words: words, width: Self.width, height: Self.height,
      isInteractive: true, fills: result.map.map { fill($0.group) },
      drawing: "\(ground)\(result.groups.indices.map(marks))", legend: legend, table: table
    ).html
  }

  private func fill(_ group: Int) -> ChartFill {
    ChartFill(series: group + 1, texture: ChartFill.Texture.allCases[group % 4])
  }

  private var ground: HTML {
    let field = Self.field
    return """
      <rect class="frame" x="\(field.x)" y="\(field.y)" width="\(field.width)" \
      height="\(field.height)"/><path class="grid" d="M\(field.x + field.width / 2) \(field.y)V\
      \(field.y + field.height)M\(field.x) \(field.y + field.height / 2)H\(field.x + field.width)"/>
      """
  }

  /// The marks of one group, which lead to what tells it from the others.
  private func marks(_ group: Int) -> HTML {
    let mine = result.map.filter { $0.group == group }
    guard !mine.isEmpty else { return .empty }
    let name = texts(.resultGroup, ["name": .text(Self.letter(group))])
    let size = texts(.resultGroupSize, ["count": .count(result.groups[group].size)])
    return "<a href=\"#group-\(group)\" aria-label=\"\(name): \(size)\">\(mine.map(mark))</a>"
  }

  private func mark(_ place: ConversationResult.Place) -> HTML {
    let field = Self.field
    let radius = 9 + 13 * (Double(place.size) / largest).squareRoot()
    let room = ChartFrame(
      x: field.x + 24, y: field.y + 24, width: field.width - 48, height: field.height - 48)
    let x = room.x + room.width * (Double(place.x) + 1000) / 2000
    let y = room.y + room.height * (1000 - Double(place.y)) / 2000
    return """
      <g><title>\(texts(.resultGroup, ["name": .text(Self.letter(place.group))])): \
      \(texts(.resultGroupSize, ["count": .count(place.size)]))</title>\
      <circle cx="\(x)" cy="\(y)" r="\(radius)" \(fill(place.group).attributes(in: "opinions"))/>\
      \(ChartLabel(
        lines: [Self.letter(place.group)], x: x, y: y, size: 13, anchor: .middle, style: "halo heading"))</g>
      """
  }

  private var legend: [LegendEntry] {
    result.groups.indices.map { group in
      LegendEntry(
        text: texts(.resultGroup, ["name": .text(Self.letter(group))]), sign: .area(fill(group)))
    }
  }

  private var table: Table {
    Table(
      id: "opinions-table", caption: words.title, hidesCaption: true,
      columns: [
        Table.Column(title: texts(.resultGroups)),
        Table.Column(title: texts(.resultPeople), isNumeric: true),
        Table.Column(title: texts(.resultAcross), isNumeric: true),
        Table.Column(title: texts(.resultUp), isNumeric: true),
      ],
      rows: result.map.map { place in
        Table.Row(cells: [
          "\(texts(.resultGroup, ["name": .text(Self.letter(place.group))]))",
          "\(texts.formats.number(place.size))", "\(texts.formats.number(place.x))",
          "\(texts.formats.number(place.y))",
        ])
      })
  }
}
