import Civic
import Exact

/// What to do on the way to a published plan, in the order that works best, and what is done.
struct PlanSteps: Component {
  let work: WorkFrame

  private struct Step {
    let title: TextKey
    let hint: TextKey
    let link: Link
    var count: Int?
    let isDone: Bool
  }

  private var texts: Texts { work.texts }
  private var document: PlanDocument { work.document }
  private var plan: Plan { work.plan }

  var html: HTML {
    "<ol class=\"steps\">\((content + money + people + wayOut).map(item))</ol>"
  }

  private func item(_ step: Step) -> HTML {
    let state = StatusTag(
      text: texts(step.isDone ? .stepDone : .stepOpen), tone: step.isDone ? .good : .neutral)
    let count: HTML? = step.count.flatMap {
      $0 > 0 ? " <span class=\"badge\">\(texts.formats.number($0))</span>" : nil
    }
    return """
      <li><p><a href="\(work.frame.address(step.link))">\(texts(step.title))</a>\(count) \(state)</p>\
      <p class="hint">\(texts(step.hint))</p></li>
      """
  }

  private func list(_ title: TextKey, _ hint: TextKey, _ kind: String, _ count: Int) -> Step {
    Step(
      title: title, hint: hint, link: .records(kind, of: plan.id), count: count, isDone: count > 0)
  }

  private var content: [Step] {
    [
      Step(
        title: .stepVision, hint: .stepVisionHint,
        link: .planWork(plan.id, .settings).at("vision"), isDone: plan.vision != nil),
      list(
        .challengesTitle, .stepChallengesHint, Challenge.entityName, document.challenges.count),
      list(
        .objectivesTitle, .stepObjectivesHint, Objective.entityName, document.objectives.count),
      Step(
        title: .organisationsTitle, hint: .stepOrganisationsHint,
        link: .organisations(of: plan.id), count: document.organisations.count,
        isDone: !document.organisations.isEmpty),
      list(.actionsTitle, .stepActionsHint, Action.entityName, document.actions.count),
    ]
  }

  private var money: [Step] {
    let costed = Set(document.costLines.map(\.action))
    let funded = Set(document.fundingLines.map(\.action))
    let missing = { (have: Set<Exact.ID<Action>>) in
      document.actions.isEmpty || document.actions.contains { !have.contains($0.id) }
    }
    return [
      Step(
        title: .costLinesTitle, hint: .stepCostsHint,
        link: .records(Action.entityName, of: plan.id), count: document.costLines.count,
        isDone: !missing(costed)),
      list(
        .sourcesTitle, .stepSourcesHint, FundingSource.entityName, document.fundingSources.count),
      Step(
        title: .fundingLinesTitle, hint: .stepFundingHint,
        link: .records(Action.entityName, of: plan.id), count: document.fundingLines.count,
        isDone: !missing(funded)),
    ]
  }

  private var people: [Step] {
    [
      list(
        .indicatorsHeading, .stepIndicatorsHint, Indicator.entityName, document.indicators.count),
      list(.risksTitle, .stepRisksHint, Risk.entityName, document.risks.count),
      list(
        .stakeholdersTitle, .stepStakeholdersHint, Stakeholder.entityName,
        document.stakeholders.count),
      list(
        .integrationTitle, .stepIntegrationHint, IntegrationAssessment.entityName,
        document.integration.count),
      list(.sectionsTitle, .stepSectionsHint, PlanSection.entityName, document.sections.count),
    ]
  }

  private var wayOut: [Step] {
    let phase = PlanPhase.allCases.firstIndex(of: plan.phase) ?? 0
    return [
      Step(
        title: .checkTitle, hint: .stepCheckHint, link: .planWork(plan.id, .check),
        isDone: !document.check().contains { $0.severity == .error }),
      Step(
        title: .planReviewTitle, hint: .stepReviewHint, link: .planWork(plan.id, .review),
        isDone: phase >= 1),
      Step(
        title: .stepApproval, hint: .stepApprovalHint, link: .planWork(plan.id, .approval),
        isDone: phase >= 2),
      Step(
        title: .stepPublication, hint: .stepPublicationHint,
        link: .planWork(plan.id, .publication), isDone: phase >= 3),
    ]
  }
}
