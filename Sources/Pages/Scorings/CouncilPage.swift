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

/// What a ranking says, in sentences.
struct CouncilSentences {
  let charts: RankingCharts

  private var texts: Texts { charts.texts }
  private var ranked: RankedRound { charts.ranked }

  private func percent(_ share: Double) -> String {
    texts.formats.percent(share * 100, decimals: 0)
  }

  /// Who is first, how often, and why.
  var answer: HTML {
    guard let first = ranked.places.first else { return .empty }
    let share = first.shares.first ?? 0
    let lead = texts(
      .councilFirst,
      ["name": .text(charts.words(first.label)), "share": .text(percent(share))])
    let reasons = reasons(of: first)
    let because =
      reasons.isEmpty
      ? "" : texts(.councilBecause, ["criteria": .text(texts.formats.list(reasons))])
    let others = ranked.places.dropFirst().filter { ($0.shares.first ?? 0) >= 0.05 }.map { place in
      texts(
        .councilOther,
        [
          "name": .text(charts.words(place.label)),
          "share": .text(percent(place.shares.first ?? 0)),
        ])
    }
    let list: HTML? =
      others.isEmpty
      ? nil : "<ul>\(others.map { "<li>\($0)</li>" as HTML })</ul>"
    return "<p class=\"lead\">\(lead)</p><p>\(because)</p>\(list)"
  }

  /// The criteria by which it gains most on the mean of the others.
  private func reasons(of first: RankedRound.Place) -> [String] {
    let others = ranked.places.filter { $0.id != first.id }
    guard !others.isEmpty else { return [] }
    let gains = ranked.measures.compactMap { measure -> (Double, String)? in
      let mean =
        others.reduce(0) { $0 + ($1.contributions[measure.id] ?? 0) } / Double(others.count)
      let gain = (first.contributions[measure.id] ?? 0) - mean
      return gain > 0.5 ? (gain, charts.name(of: measure)) : nil
    }
    return gains.sorted { $0.0 > $1.0 }.prefix(2).map(\.1)
  }

  var sureness: HTML {
    let share = ranked.places.first?.shares.first ?? 0
    let key: TextKey =
      share >= 0.95 ? .councilRobust : share >= 0.66 ? .councilLikely : .councilOpen
    var items = [texts(key)]
    if let swap = ranked.swap { items.append(charts.sentence(swap)) }
    if ranked.members.count > 1 {
      let w = ranked.concordance.map { texts.formats.number($0, decimals: 2) } ?? "–"
      items.append(texts(Self.agreement(ranked.concordance), ["w": .text(w)]))
    }
    if !ranked.unknown.isEmpty {
      let cells = ranked.unknown.prefix(6).map {
        "\(charts.name(ofPlace: $0.action)) – \(charts.name(ofMeasure: $0.criterion))"
      }
      items.append(
        texts(
          .councilUnknown,
          [
            "count": .count(ranked.unknown.count),
            "cells": .text(cells.joined(separator: "; ") + (ranked.unknown.count > 6 ? "; …" : "")),
          ]))
    }
    return "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  /// How Kendall's W is said in words.
  static func agreement(_ concordance: Double?) -> TextKey {
    guard let concordance else { return .agreementUnknown }
    return concordance >= 0.7
      ? .agreementStrong : concordance >= 0.4 ? .agreementPartly : .agreementWeak
  }
}

/// Says who accepts the ranking, and what becomes public.
public struct AcceptancePage: Sendable {
  let view: RoundFrame
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound,
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { view.texts }

  public var html: HTML {
    let field = { (name: String, label: TextKey, hint: TextKey) -> HTML in
      TextField(
        name: name, label: texts(label), value: input[name] ?? "",
        notes: FieldNotes(
          hint: texts(hint),
          error: problems.first { $0.field == name }.map { texts.sentence($0.message) }),
        width: .medium, isRequired: true, maxLength: 200
      ).html
    }
    let form = Form(
      action: view.address(.acceptance), token: view.frame.csrfField,
      content: """
        \(field("body", .acceptBody, .acceptBodyHint))\
        \(field("reference", .approvalReference, .approvalReferenceHint))
        """,
      buttons: [
        Button(label: texts(.acceptConfirm)),
        Button(label: texts(.formCancel), act: .link(view.address(nil)), kind: .quiet),
      ])
    return view.page(
      texts(.decideAccept), problems: problems,
      """
      <p class="lead">\(texts(.acceptLead))</p>\
      \(Notice(tone: .warning, content: "<p>\(texts(.acceptPublic))</p>"))\(form)
      """)
  }
}
