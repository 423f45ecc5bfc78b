public import Civic
import Exact

/// How important the criteria are to oneself, in the way one likes to say it.
public struct WeightsPage: Sendable {
  let view: RoundFrame
  let own: ScoringSheet?
  let kind: WeightKind
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, own: ScoringSheet?,
    kind: WeightKind?, input: FormInput? = nil, problems: [FieldProblem] = []
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.own = own
    self.kind = kind ?? own?.weights.kind ?? .none
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { view.texts }
  private var criteria: [ScoringCriterion] { view.round.criteria }
  private var kept: MemberWeights? { own?.weights.kind == kind ? own?.weights : nil }

  public var html: HTML {
    view.page(
      texts(.decideWeights), problems: problems,
      """
      <p class="lead">\(texts(.decideWeightsLead))</p>\(ways)\
      \(ConsistencyNotice(view: view, weights: kept))\(form)
      """)
  }

  private var ways: HTML {
    Tabs(
      label: texts(.decideWeightsWays),
      tabs: WeightKind.allCases.map { kind in
        Tabs.Tab(
          text: texts.name(of: kind),
          href: view.frame.address(
            Link.round(view.round.id, of: view.plan, .weights).with(query: ["kind": kind.rawValue])),
          isCurrent: kind == self.kind)
      }
    ).html
  }

  private var form: HTML {
    let hint: TextKey =
      switch kind {
      case .none: .decideWeightsNone
      case .swing: .decideWeightsSwing
      case .bestWorst: .decideWeightsBestWorst
      case .pairwise: .decideWeightsPairwise
      case .order: .decideWeightsOrder
      case .intervals: .decideWeightsIntervals
      }
    return Form(
      action: view.address(.weights), token: view.frame.csrfField,
      content: """
        \(HiddenField(name: "kind", value: kind.rawValue))<p>\(texts(hint))</p>\(fields)
        """,
      buttons: [
        Button(label: texts(.formSave)),
        Button(label: texts(.formCancel), act: .link(view.address(nil)), kind: .quiet),
      ]
    ).html
  }

  private var fields: HTML {
    switch kind {
    case .none: .empty
    case .swing: "\(criteria.map { number("w", $0, kept?.numbers[$0.id], nil) })"
    case .order: "\(criteria.map { place($0) })"
    case .intervals: intervals
    case .bestWorst: bestWorst
    case .pairwise: pairwise
    }
  }

  private var intervals: HTML {
    let rows = criteria.map { criterion -> HTML in
      Fieldset(
        id: "range-\(criterion.id)", legend: view.name(of: criterion),
        content: FieldRow(fields: [
          number("w", criterion, kept?.numbers[criterion.id], .decideWeightLow),
          number("h", criterion, kept?.others[criterion.id], .decideWeightHigh),
        ]).html
      ).html
    }
    return "\(rows)"
  }

  private func typed(_ name: String, _ kept: String) -> String {
    input.map { $0[name] ?? "" } ?? kept
  }

  private func notes(_ field: String) -> FieldNotes {
    FieldNotes(error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }

  private func number(
    _ prefix: String, _ criterion: ScoringCriterion, _ kept: ExactDecimal?, _ label: TextKey?
  ) -> HTML {
    let name = "\(prefix)-\(criterion.id)"
    return NumberField(
      name: name, label: label.map { texts($0) } ?? view.name(of: criterion),
      value: typed(name, kept.map { texts.formats.number($0) } ?? ""), notes: notes(name),
      unit: label == nil ? nil : "%", allowsFraction: true
    ).html
  }

  private func place(_ criterion: ScoringCriterion) -> HTML {
    let name = "w-\(criterion.id)"
    return select(
      name, view.name(of: criterion), criteria.indices.map { String($0 + 1) },
      kept?.numbers[criterion.id]?.description)
  }

  private func select(
    _ name: String, _ label: String, _ values: [String], _ kept: String?,
    words: (String) -> String = { $0 }
  ) -> HTML {
    let chosen = input?[name] ?? kept
    return Select(
      name: name, label: label,
      choices: values.map { Choice(value: $0, label: words($0), isChosen: $0 == chosen) },
      notes: notes(name), placeholder: texts(.decideChoose)
    ).html
  }

  private var bestWorst: HTML {
    let ids = criteria.map(\.id)
    let nine = (1...9).map(String.init)
    let ends = [("best", TextKey.decideMostImportant), ("worst", .decideLeastImportant)].map {
      select(
        $0.0, texts($0.1), ids, $0.0 == "best" ? kept?.best : kept?.worst,
        words: { view.name(of: $0) })
    }
    let rows = criteria.map { criterion -> HTML in
      Fieldset(
        id: "pair-\(criterion.id)", legend: view.name(of: criterion),
        content: FieldRow(fields: [
          select(
            "w-\(criterion.id)", texts(.decideBestToThis), nine,
            kept?.numbers[criterion.id]?.description),
          select(
            "h-\(criterion.id)", texts(.decideThisToWorst), nine,
            kept?.others[criterion.id]?.description),
        ]).html
      ).html
    }
    return "\(FieldRow(fields: ends))\(rows)"
  }

  private var pairwise: HTML {
    let steps = (-8...8).map(String.init)
    let fields = criteria.indices.flatMap { i in
      criteria.indices.filter { $0 > i }.map { j -> HTML in
        let (first, second) = (criteria[i], criteria[j])
        let names = [view.name(of: first), view.name(of: second)]
        return select(
          "p-\(i)-\(j)", names.joined(separator: " – "), steps.reversed(),
          kept?.numbers["\(first.id)|\(second.id)"]?.description ?? "0"
        ) { step in
          let number = Int(step) ?? 0
          if number == 0 { return texts(.decidePairEqual) }
          return texts(
            .decidePairMore,
            [
              "name": .text(names[number > 0 ? 0 : 1]),
              "times": .text(String(number.magnitude + 1)),
            ])
        }
      }
    }
    return "\(fields)"
  }
}
