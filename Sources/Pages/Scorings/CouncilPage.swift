public import Civic
public import Exact
public import Exchange

/// A ranking in plain words, for a council: on one page, in every language, to be printed.
public struct CouncilPage: Sendable {
  let frame: PageFrame
  let plan: ID<Plan>
  let title: String
  let question: String?
  let ranked: RankedRound
  /// The public decision; none while it is a draft for those who prepare it.
  let decision: Decision?
  let isDemonstration: Bool

  public init(
    frame: PageFrame, plan: ID<Plan>, title: String, question: String?, ranked: RankedRound,
    decision: Decision?, isDemonstration: Bool
  ) {
    self.frame = frame
    self.plan = plan
    self.title = title
    self.question = question
    self.ranked = ranked
    self.decision = decision
    self.isDemonstration = isDemonstration
  }

  private var texts: Texts { frame.texts }
  private var charts: RankingCharts {
    let frame = frame
    return RankingCharts(texts: texts, ranked: ranked) { frame.words($0) }
  }

  public var html: HTML {
    var setting = PageSetting(title: title)
    setting.isPrivate = decision == nil
    setting.isDemonstration = isDemonstration
    setting.crumbs =
      decision == nil
      ? [Anchor(text: texts(.decideTitle), href: frame.address(.decide(plan)))]
      : [Anchor(text: texts(.decisionsTitle), href: frame.address(.decisions))]
    let sentences = CouncilSentences(charts: charts)
    return frame.page(
      setting,
      """
      \(draft)<h1>\(title)</h1>\(question.map { "<p class=\"lead\">\($0)</p>" as HTML })\
      <section><h2>\(texts(.councilAnswer))</h2>\(sentences.answer)</section>\
      \(table)\(charts.acceptability)\
      <section><h2>\(texts(.councilSure))</h2>\(sentences.sureness)</section>\
      <section><h2>\(texts(.councilHow))</h2>\(how)</section>\(check)
      """)
  }

  private var draft: HTML? {
    decision == nil
      ? Notice(tone: .warning, content: "<p>\(texts(.councilDraft))</p>").html : nil
  }

  private var table: HTML {
    Table(
      id: "ranking", caption: texts(.councilTable),
      columns: [
        Table.Column(title: texts(.rankingRank), isNumeric: true),
        Table.Column(title: texts(.planViewActions)),
        Table.Column(title: texts(.rankingFirst), isNumeric: true),
        Table.Column(title: texts(.rankingValue), isNumeric: true),
        Table.Column(title: texts(.rankingMemberRange), isNumeric: true),
      ],
      rows: ranked.places.map { place in
        let number = { (value: ExactDecimal) in
          texts.formats.number(value.approximation, decimals: 0)
        }
        let range = place.memberRange.map { range in
          range.lowerBound == range.upperBound
            ? String(range.lowerBound) : "\(range.lowerBound) – \(range.upperBound)"
        }
        return Table.Row(cells: [
          "\(place.rank)", frame.content(place.label),
          "\(texts.formats.percent((place.shares.first ?? 0) * 100, decimals: 0))",
          "\(number(place.value)) (\(number(place.low)) – \(number(place.high)))",
          "\(range ?? "–")",
        ])
      }, hasRowHeaders: false, note: texts(.councilTableNote)
    ).html
  }

  private var how: HTML {
    let items = ranked.measures.map { measure -> HTML in
      """
      <li>\(charts.name(of: measure)): \(texts(
        .councilWeight, ["range": .text(texts.range(measure.range))]))</li>
      """
    }
    return """
      <p>\(texts(.councilMembers, ["count": .count(ranked.members.count)]))</p><ul>\(items)</ul>\
      <p>\(texts(
        .councilMethod,
        ["samples": .text(texts.formats.number(ranked.samples))]))</p>
      """
  }

  private var check: HTML? {
    guard let decision else { return nil }
    return """
      <section><h2>\(texts(.decisionCheck))</h2><p>\(texts(
        .councilDecided,
        ["body": .text(decision.decidedBy.label), "at": .instant(decision.decidedAt)]))</p>\
      <p><a href="\(frame.address(.decision(decision.id)))">\(texts(.councilDecision))</a></p>\
      <p><code class="digest">\(decision.digest.rawValue)</code></p></section>
      """
  }
}
