import Civic
import Exact

/// What the pages of one round share.
struct RoundFrame {
  let frame: PageFrame
  let document: PlanDocument
  let round: ScoringRound

  var texts: Texts { frame.texts }
  var plan: ID<Plan> { document.plan.id }
  var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  var mayChair: Bool { ScoringRound.mayChair(document.plan, frame.viewer) }

  func page(
    _ title: String, isRound: Bool = false, isWide: Bool = false, problems: [FieldProblem] = [],
    _ content: HTML
  ) -> HTML {
    var crumbs = [Anchor(text: texts(.decideTitle), href: frame.address(.decide(plan)))]
    if !isRound { crumbs.append(Anchor(text: round.name, href: address(nil))) }
    return work.page(title, crumbs: crumbs, isWide: isWide, problems: problems, content)
  }

  func address(_ step: Link.RoundStep?) -> String {
    frame.address(.round(round.id, of: plan, step))
  }

  func name(of criterion: ScoringCriterion) -> String {
    texts.name(of: criterion)
  }

  func name(of criterion: String) -> String {
    round.criterion(criterion).map { name(of: $0) } ?? criterion
  }

  func name(of action: ID<Action>) -> HTML {
    document.action(action).map { action in
      "<span class=\"code\">\(action.code)</span> \(frame.content(action.title))" as HTML
    } ?? "–"
  }

  func plainName(of action: ID<Action>) -> String {
    document.action(action).map { frame.words($0.label) } ?? ""
  }

  /// A score or a range as people read it.
  func text(_ low: ExactDecimal?, _ high: ExactDecimal?, by criterion: ScoringCriterion) -> String {
    guard let low, let high else { return texts(.decideUnknown) }
    let words = { (score: ExactDecimal) -> String in
      if criterion.scale == .levels, let level = ScoreLevel(rawValue: score.description) {
        return texts.name(of: level)
      }
      if criterion.source == .costs,
        let money = texts.formats.parseMoney(
          texts.formats.number(score), document.plan.currency)
      {
        return texts.formats.money(money)
      }
      return [texts.formats.number(score), criterion.unit].compactMap(\.self)
        .joined(separator: " ")
    }
    return low.rational == high.rational ? words(low) : "\(words(low)) … \(words(high))"
  }

  func act(_ label: TextKey, _ step: Link.RoundStep, kind: Button.Kind = .primary) -> HTML {
    work.step(label, .round(round.id, of: plan, step), kind: kind)
  }

  func lead(_ label: TextKey, _ step: Link.RoundStep, kind: Button.Kind = .secondary) -> HTML {
    Button(label: texts(label), act: .link(address(step)), kind: kind).html
  }
}

extension Texts {
  func name(of criterion: ScoringCriterion) -> String {
    criterion.name ?? criterion.template.map { name(of: $0) } ?? criterion.id
  }
}
