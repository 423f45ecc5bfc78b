public import Civic
import Exact

/// One's own scores of all actions by one criterion.
public struct ScorePage: Sendable {
  let view: RoundFrame
  let criterion: ScoringCriterion
  let own: ScoringSheet?
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, criterion: ScoringCriterion,
    own: ScoringSheet?, input: FormInput? = nil, problems: [FieldProblem] = []
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.criterion = criterion
    self.own = own
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { view.texts }
  private var round: ScoringRound { view.round }

  public var html: HTML {
    let ends: [String: Message.Argument] = [
      "worst": .text(view.text(criterion.worst, criterion.worst, by: criterion)),
      "best": .text(view.text(criterion.best, criterion.best, by: criterion)),
    ]
    let place = (round.judged.firstIndex { $0.id == criterion.id } ?? 0) + 1
    return view.page(
      view.name(of: criterion), problems: problems,
      """
      <p class="kicker">\(texts(
        .decideCriterionOf, ["number": .text(String(place)), "all": .text(String(round.judged.count))]
      ))</p><p>\(texts(.decideEnds, ends))</p>\
      <p>\(texts(criterion.scale == .levels ? .decideLevelsHint : .decideNumberHint))</p>\(form)
      """)
  }

  private var form: HTML {
    Form(
      action: view.frame.address(.scores(by: criterion.id, in: round.id, of: view.plan)),
      token: view.frame.csrfField, content: "\(round.actions.map(fields))",
      buttons: [
        Button(label: texts(.decideSaveNext)),
        Button(label: texts(.formCancel), act: .link(view.address(nil)), kind: .quiet),
      ], warnsUnsaved: nil
    ).html
  }

  private func typed(_ name: String, _ kept: String) -> String {
    input.map { $0[name] ?? "" } ?? kept
  }

  private func notes(_ field: String) -> FieldNotes {
    FieldNotes(error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }

  private func fields(_ action: ID<Action>) -> HTML {
    let present = own?.score(action, criterion.id)
    return Fieldset(
      id: "action-\(action)", legend: view.plainName(of: action),
      content: """
        \(score(action, present))\(Details(
          summary: texts(.decideEvidenceSummary), content: evidence(action, present),
          isOpen: present?.evidence != nil || present?.address != nil
            || problems.contains { $0.field == "url-\(action)" }))
        """
    ).html
  }

  private func evidence(_ action: ID<Action>, _ present: MemberScore?) -> HTML {
    """
    \(TextField(
      name: "evidence-\(action)", label: texts(.decideEvidence),
      value: typed("evidence-\(action)", present?.evidence ?? ""),
      notes: FieldNotes(hint: texts(.decideEvidenceHint)), maxLength: 500))\
    \(TextField(
      name: "url-\(action)", label: texts(.decideEvidenceLink),
      value: typed("url-\(action)", present?.address ?? ""), notes: notes("url-\(action)"),
      kind: .url, maxLength: 500))
    """
  }

  private func score(_ action: ID<Action>, _ present: MemberScore?) -> HTML {
    let name = "score-\(action)"
    guard criterion.scale == .levels else {
      let formats = texts.formats
      let kept: String =
        switch (present?.low, present?.high) {
        case (let low?, let high?) where low.rational == high.rational: formats.number(low)
        case (let low?, let high?): "\(formats.number(low)) .. \(formats.number(high))"
        default: ""
        }
      return TextField(
        name: name, label: texts(.decideScoreField, ["unit": .text(criterion.unit ?? "")]),
        value: typed(name, kept), notes: notes(name), width: .short
      ).html
    }
    let chosen = input?[name] ?? ScoreForm.code(present)
    let choices = ScoreForm.levelCodes.map { code in
      let ends = code.split(separator: "-").compactMap { ScoreLevel(rawValue: String($0)) }
      return Choice(
        value: code, label: ends.map { texts.name(of: $0) }.joined(separator: " … "),
        isChosen: code == chosen)
    }
    return Select(
      name: name, label: texts(.decideLevelField), choices: choices, notes: notes(name),
      placeholder: texts(.decideUnknown)
    ).html
  }
}
