public import Civic
public import Exact

/// Where members agree and where they differ, score by score.
public struct SpreadPage: Sendable {
  let view: RoundFrame
  let sheets: [ScoringSheet]
  let names: [ID<Account>: String]

  /// - Parameter sheets: Those that count and that the viewer may see.
  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, sheets: [ScoringSheet],
    names: [ID<Account>: String]
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.sheets = sheets
    self.names = names
  }

  private var texts: Texts { view.texts }
  private var round: ScoringRound { view.round }

  public var html: HTML {
    view.page(
      texts(.decideSpread), isWide: true,
      """
      <p class="lead">\(texts(
        .decideSpreadLead,
        ["count": .count(sheets.count), "all": .text(String(round.members.count))]))</p>\
      \(widest)<section><h2>\(texts(.decideSpreadTable))</h2>\(table)</section>\
      <section><h2>\(texts(.decideWeights))</h2>\(weights)</section>\
      \(round.judged.map(byMember))
      """)
  }

  private var widest: HTML? {
    let all = round.judged.flatMap { criterion in
      round.actions.compactMap { action -> (Double, ID<Action>, ScoringCriterion)? in
        let spread = ScoreSpread(sheets, action, criterion)
        guard let share = spread.share(of: criterion), share >= 0.5 else { return nil }
        return (share, action, criterion)
      }
    }.sorted { $0.0 > $1.0 }
    guard !all.isEmpty else { return nil }
    let items = all.prefix(5).map { _, action, criterion -> HTML in
      let spread = ScoreSpread(sheets, action, criterion)
      return """
        <li>\(view.name(of: action)): \(view.name(of: criterion)), \
        \(view.text(spread.low, spread.high, by: criterion))</li>
        """
    }
    return Notice(
      tone: .warning, title: texts(.decideTalkAbout), content: "<ul>\(items)</ul>"
    ).html
  }

  private var table: HTML {
    Table(
      id: "spread", caption: texts(.decideSpreadTable), hidesCaption: true,
      columns: [Table.Column(title: texts(.planViewActions))]
        + round.criteria.map { Table.Column(title: view.name(of: $0)) },
      rows: round.actions.map { action in
        Table.Row(
          cells: [view.name(of: action)]
            + round.criteria.map { cell(action, $0) })
      }, note: texts(.decideSpreadNote)
    ).html
  }

  private func cell(_ action: ID<Action>, _ criterion: ScoringCriterion) -> HTML {
    let spread = ScoreSpread(sheets, action, criterion)
    let words: HTML = "\(view.text(spread.low, spread.high, by: criterion))"
    if let filled = criterion.filled(action), let source = criterion.source {
      let link = source == .costs ? Link.costs(of: action, of: view.plan) : nil
      let origin = texts(.decideFromPlan, ["count": .count(filled.records)])
      let note: HTML =
        link.map { "<a href=\"\(view.frame.address($0))\">\(origin)</a>" } ?? "\(origin)"
      return "\(words) <small>\(note)</small>"
    }
    guard spread.unknown > 0, spread.known > 0 else { return words }
    return """
      \(words) <small>\(texts(.decideUnknownCount, ["count": .count(spread.unknown)]))</small>
      """
  }

  private func byMember(_ criterion: ScoringCriterion) -> HTML {
    let evidence = round.actions.flatMap { action in
      sheets.compactMap { sheet -> HTML? in
        guard let score = sheet.score(action, criterion.id) else { return nil }
        let link: HTML? = score.address.map {
          " \(ExternalLink(text: $0, address: $0))" as HTML
        }
        guard score.evidence != nil || link != nil else { return nil }
        return "<li>\(view.name(of: action)): \(score.evidence ?? "")\(link)</li>"
      }
    }
    let list: HTML? =
      evidence.isEmpty
      ? nil : "<h3>\(texts(.decideEvidenceSummary))</h3><ul>\(evidence)</ul>"
    let table = Table(
      id: "members-\(criterion.id)", caption: view.name(of: criterion), hidesCaption: true,
      columns: [Table.Column(title: texts(.planViewActions))]
        + sheets.map { Table.Column(title: names[$0.account] ?? texts(.historySomebody)) },
      rows: round.actions.map { action in
        Table.Row(
          cells: [view.name(of: action)]
            + sheets.map { sheet in
              let score = sheet.score(action, criterion.id)
              return "\(view.text(score?.low, score?.high, by: criterion))"
            })
      })
    return "<section><h2>\(view.name(of: criterion))</h2>\(table)\(list)</section>"
  }

  private var weights: HTML {
    let ids = round.criteria.map(\.id)
    let rows = sheets.map { sheet -> Table.Row in
      let ranges = (try? sheet.weights.plausible(ids)) ?? nil
      let cells = ids.indices.map { index -> HTML in
        guard let range = ranges?[index] else { return "–" }
        return "\(texts.range(range))"
      }
      return Table.Row(
        cells: [
          "\(names[sheet.account] ?? texts(.historySomebody))",
          "\(texts.name(of: sheet.weights.kind))",
        ] + cells)
    }
    let notices = sheets.map { sheet -> HTML in
      let notice = ConsistencyNotice(view: view, weights: sheet.weights).html
      guard !notice.isEmpty else { return .empty }
      return "<h3>\(names[sheet.account] ?? texts(.historySomebody))</h3>\(notice)"
    }
    let table = Table(
      id: "weights", caption: texts(.decideWeights), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.decideMembers)), Table.Column(title: texts(.decideWeightsWays)),
      ] + round.criteria.map { Table.Column(title: view.name(of: $0), isNumeric: true) },
      rows: rows, note: texts(.decideWeightsNote))
    return "\(table)\(notices)"
  }
}

extension Texts {
  /// A weight, or the range of one, in percent.
  func range(_ range: ClosedRange<Double>) -> String {
    let low = formats.percent(range.lowerBound * 100, decimals: 0)
    let high = formats.percent(range.upperBound * 100, decimals: 0)
    return low == high ? low : "\(low) – \(high)"
  }
}
