import Civic
import Exact
import Exchange

extension PlanBook {
  /// How it was decided, and what the document is.
  func closing(_ scope: Scope) -> [BookBlock] {
    let decided: [BookBlock] = [
      .heading(
        BookHeading(level: 1, id: "decided", text: BookText(texts(.bookDecisionTitle))))
    ]
    return decided + decision + (scope == .plan ? decisionsBehind : [])
      + [part(texts(.bookAbout), "about"), .facts(about(scope))] + files(scope)
  }

  /// The votes, rankings, investment plans and conversations it rests on.
  private var decisionsBehind: [BookBlock] {
    guard !decisions.isEmpty else { return [] }
    let facts = decisions.map { decision in
      let summary = DecisionWords(frame: frame, decision: decision, place: nil).summary
      let values = [
        summary.map { BookText($0) }, address(.decision(decision.id)),
        BookText(decision.digest.rawValue),
      ]
      let day = texts.formats.instant(decision.decidedAt, .medium)
      return BookFact("\(texts.name(of: decision.kind)), \(day)", values.compactMap { $0 })
    }
    return [
      part(texts(.bookDecisions), "decisions"),
      .paragraph(BookText(texts(.bookDecisionsLead)), .body), .facts(facts),
    ]
  }

  private var decision: [BookBlock] {
    guard let version else { return [.paragraph(BookText(texts(.bookNotDecided)), .body)] }
    var facts = [BookFact(texts(.exportState), [BookText(stateLine)])]
    if let approval { facts.append(BookFact(texts(.bookApproval), [BookText(approval)])) }
    facts.append(BookFact(texts(.bookDigest), [BookText(version.digest.rawValue)]))
    facts.append(BookFact(texts(.bookDecision), [BookText(version.decision.rawValue)]))
    if let address = address(.decisionBundle(of: plan.id, version: version.number)) {
      facts.append(BookFact(texts(.planDecision), [address]))
    }
    return [
      .facts(facts), .paragraph(BookText(texts(.bookDecisionCheck)), .body),
    ]
  }

  private func about(_ scope: Scope) -> [BookFact] {
    var facts = [BookFact(texts(.bookContains), contents(scope).map { BookText($0) })]
    facts.append(BookFact(texts(.bookLeavesOut), leftOut(scope).map { BookText($0) }))
    facts.append(
      BookFact(
        texts(.exportMade),
        [
          BookText("\(texts.formats.instant(made, .medium)) (\(made)), \(installation)"),
          BookText(texts(.bookStatusDay, ["day": .day(frame.today)])),
        ]))
    facts.append(
      BookFact(
        texts(.bookLanguage),
        [BookText(texts.name(of: texts.language)), BookText(texts(.bookLanguageNote))]))
    let page: Link =
      switch scope {
      case .plan: reading.link(.overview)
      case .action(let id): .action(id, of: plan.id, reading.edition)
      }
    if let address = address(page) { facts.append(BookFact(texts(.bookAddress), [address])) }
    return facts
  }

  /// What the book holds, counted.
  private func contents(_ scope: Scope) -> [String] {
    let counts: [(TextKey, Int)] =
      switch scope {
      case .plan:
        [
          (.challengesTitle, document.challenges.count),
          (.planViewObjectives, document.objectives.count),
          (.planViewActions, document.actions.count), (.tasksTitle, document.tasks.count),
          (.costsTitle, document.costLines.count), (.fundsTitle, document.fundingLines.count),
          (.indicatorsTitle, document.indicators.count), (.planViewRisks, document.risks.count),
          (.planViewStakeholders, document.stakeholders.count),
          (.planViewIntegration, document.integration.count),
        ]
      case .action(let id):
        [
          (.planViewActions, 1), (.tasksTitle, document.tasks(of: id).count),
          (.costsTitle, document.costLines(of: id).count),
          (.fundsTitle, document.fundingLines(of: id).count),
          (.indicatorsTitle, document.indicators(of: id).count),
          (.planViewRisks, document.risks(of: id).count),
        ]
      }
    let named = counts.map { key, count in "\(texts(key)): \(texts.formats.number(count))" }
    return [named.joined(separator: " · ")]
  }

  private func leftOut(_ scope: Scope) -> [String] {
    let hidden = document.sections.count(where: \.isHidden)
    return [texts(.bookLeavesOutText)]
      + (scope == .plan && hidden > 0
        ? [texts(.bookHidden, ["count": .count(hidden)])] : [])
      + (scope == .plan ? [] : [texts(.bookOneAction)])
  }

  private func files(_ scope: Scope) -> [BookBlock] {
    let own = document.attachments.filter { $0.action == nil }
    guard scope == .plan, !own.isEmpty else { return [] }
    return [part(texts(.planFiles), "files"), .list(own.map { file($0) })]
  }
}
