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

/// How far what somebody said about weights contradicts itself, and where.
struct ConsistencyNotice: Component {
  let view: RoundFrame
  let weights: MemberWeights?

  var html: HTML {
    let ids = view.round.criteria.map(\.id)
    guard let weights, let found = (try? weights.consistency(ids)) ?? nil else { return .empty }
    let texts = view.texts
    switch found {
    case .bestWorst(let input, let ratio, let worst):
      let numbers: [String: Message.Argument] = [
        "input": .text(texts.formats.number(input, decimals: 2)),
        "ratio": .text(ratio.map { texts.formats.number($0, decimals: 2) } ?? "–"),
      ]
      let advice: HTML? = worst.map { id in
        "<p>\(texts(.decideBestWorstAdvice, ["name": .text(view.name(of: id))]))</p>"
      }
      return Notice(
        tone: input > 0.2 ? .warning : .good,
        content: "<p>\(texts(.decideBestWorstRatio, numbers))</p>\(input > 0 ? advice : nil)"
      ).html
    case .pairwise(let ratio, let triads):
      let number = ratio.map { texts.formats.number($0, decimals: 3) } ?? "–"
      let items = triads.map { triad -> HTML in
        "<li>\(triad.map { view.name(of: $0) }.joined(separator: " – "))</li>"
      }
      let list: HTML? =
        items.isEmpty ? nil : "<p>\(texts(.decideTriads))</p><ul>\(items)</ul>"
      return Notice(
        tone: (ratio ?? 0) > 0.1 ? .warning : .good,
        content: "<p>\(texts(.decidePairwiseRatio, ["ratio": .text(number)]))</p>\(list)"
      ).html
    }
  }
}

/// Reads weights as they were typed.
public struct WeightsForm: Sendable {
  let criteria: [String]
  let formats: Formats

  public init(round: ScoringRound, texts: Texts) {
    criteria = round.criteria.map(\.id)
    formats = texts.formats
  }

  public func read(
    _ input: FormInput
  ) -> (weights: MemberWeights, problems: [FieldProblem]) {
    var weights = MemberWeights(kind: WeightKind(rawValue: input["kind"] ?? "") ?? .none)
    var problems: [FieldProblem] = []
    func number(_ field: String, _ range: ClosedRange<Double>) -> ExactDecimal? {
      guard let value = input.text(field).flatMap({ formats.parseDecimal($0) }),
        range.contains(value.approximation)
      else {
        problems.append(
          FieldProblem(
            field: field,
            message: Message(
              "scoringWeightWrong",
              [
                "low": .text(formats.number(Int(range.lowerBound))),
                "high": .text(formats.number(Int(range.upperBound))),
              ])))
        return nil
      }
      return value
    }
    switch weights.kind {
    case .none: break
    case .swing: for id in criteria { weights.numbers[id] = number("w-\(id)", 0...100) }
    case .order:
      let last = Double(criteria.count)
      for id in criteria { weights.numbers[id] = number("w-\(id)", 1...last) }
    case .intervals:
      for id in criteria {
        weights.numbers[id] = number("w-\(id)", 0...100)
        weights.others[id] = number("h-\(id)", 0...100)
      }
    case .bestWorst:
      weights.best = criteria.first { $0 == input["best"] }
      weights.worst = criteria.first { $0 == input["worst"] }
      for (name, value) in [("best", weights.best), ("worst", weights.worst)] where value == nil {
        problems.append(FieldProblem(field: name, message: Message("fieldMissing")))
      }
      for id in criteria where id != weights.best {
        weights.numbers[id] = number("w-\(id)", 1...9)
      }
      for id in criteria where id != weights.worst && id != weights.best {
        weights.others[id] = number("h-\(id)", 1...9)
      }
    case .pairwise:
      for i in criteria.indices {
        for j in criteria.indices where j > i {
          weights.numbers["\(criteria[i])|\(criteria[j])"] = number("p-\(i)-\(j)", -8...8)
        }
      }
    }
    if problems.isEmpty, (try? weights.plausible(criteria)) == nil, weights.kind != .none {
      let field = weights.kind == .bestWorst ? "best" : "w-\(criteria.first ?? "")"
      problems.append(
        FieldProblem(field: field, message: Message("scoringWeightsImpossible")))
    }
    return (weights, problems)
  }
}
