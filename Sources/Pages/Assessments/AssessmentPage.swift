public import Civic
import Exact
public import Exchange
public import Maturity

/// Where a city stands by its own answers: with ranges for what is open, gaps, and the way on.
public struct AssessmentPage: Sendable {
  let frame: PageFrame
  let city: City
  let assessment: SelfAssessment
  let file: FrameworkFile
  let result: Assessment?
  /// The round before, by the same framework.
  let previous: Assessment?
  /// The city's plan that may be written, to which a gap can be carried.
  let plan: Plan?

  public init(
    frame: PageFrame, city: City, assessment: SelfAssessment, file: FrameworkFile,
    previous: SelfAssessment?, plan: Plan?
  ) {
    self.frame = frame
    self.city = city
    self.assessment = assessment
    self.file = file
    result = assessment.result(by: file.framework)
    self.previous = previous?.result(by: file.framework)
    self.plan = plan
  }

  private var texts: Texts { frame.texts }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }
  private var mayEdit: Bool { assessment.mayBeChanged(by: frame.viewer) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(assessment.name))
    setting.isPrivate = !assessment.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(
        text: texts(.assessmentsTitle), href: frame.address(.register(of: city.id, .assessment))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(frame.content(assessment.name))</h1><p class="lead">\(words.content(file.name)) \
      \(file.framework.version)</p>\(acts)\(summary)\(radar)\(dimensions)\(gaps)\(lift)\(disputed)
      """)
  }

  private var acts: HTML? {
    guard mayEdit, let first = file.framework.dimensions.first else { return nil }
    let link = Link.assessmentQuestions(
      assessment.id, of: city.id, dimension: first.id.rawValue)
    return ButtonRow(buttons: [
      Button(label: texts(.assessmentAnswer), act: .link(frame.address(link))),
      Button(
        label: texts(.assessmentEdit),
        act: .link(frame.address(.fact(RecordReference(assessment)))), kind: .quiet),
    ]).html
  }

  private func percent(_ share: Rational?) -> String {
    share.map { texts.formats.percent($0.approximation * 100, decimals: 0) } ?? "–"
  }

  private var summary: HTML {
    guard let result, let standing = result.standing else {
      return "<p>\(texts(.assessmentNothing))</p>"
    }
    let level = result.level.flatMap { level in
      level.point.flatMap { point in
        file.framework.levels.indices.contains(point - 1)
          ? words.name("level:" + file.framework.levels[point - 1].id) : nil
      }
    }
    let range = texts(
      .assessmentRange,
      ["low": .text(percent(standing.low)), "high": .text(percent(standing.high))])
    let step: HTML? = level.map { "<p><strong>\($0)</strong></p>" }
    return """
      \(step)\(KeyFigures(figures: [
        KeyFigures.Figure(
          value: percent(standing.point), label: texts(.assessmentScore), note: range),
        KeyFigures.Figure(value: percent(result.coverage), label: texts(.assessmentCoverage)),
        KeyFigures.Figure(value: percent(result.confidence), label: texts(.assessmentConfidence)),
      ]))
      """
  }

  private var radar: HTML? {
    guard let result else { return nil }
    let main = result.dimensions.filter { $0.depth == 0 }
    let values = { (assessment: Assessment) in
      main.map { wanted in
        assessment.dimensions.first { $0.dimension.id == wanted.dimension.id }?.standing?.point
          .map { $0.approximation * 100 }
      }
    }
    var series = [
      Radar.Series(
        name: frame.words(assessment.name), values: values(result), colour: 1, isFilled: true)
    ]
    if let previous {
      series.append(
        Radar.Series(
          name: texts(.assessmentPrevious), values: values(previous), colour: 2, stroke: .dashed))
    }
    let formats = texts.formats
    return Radar(
      id: "radar",
      words: ChartWords(
        title: texts(.assessmentRadar), description: texts(.assessmentRadarDescription),
        table: texts(.chartTable), empty: texts(.assessmentNothing)),
      axes: main.map { words.plain(file.texts[$0.dimension.id.rawValue]) }, series: series,
      maximum: 100, axisHeading: texts(.assessmentDimension),
      format: { formats.percent($0, decimals: 0) }
    ).html
  }

  private var dimensions: HTML? {
    guard let result else { return nil }
    let rows = result.dimensions.filter { $0.depth == 0 }.map { part -> Table.Row in
      let name = words.name(part.dimension.id.rawValue)
      let link = Link.assessmentQuestions(
        assessment.id, of: city.id, dimension: part.dimension.id.rawValue)
      let low = percent(part.standing?.low)
      return Table.Row(cells: [
        mayEdit ? "<a href=\"\(frame.address(link))\">\(name)</a>" : name,
        "\(percent(part.standing?.point))", "\(low) … \(percent(part.standing?.high))",
        "\(percent(part.coverage))",
      ])
    }
    return Table(
      id: "dimensions", caption: texts(.assessmentByDimension),
      columns: [
        Table.Column(title: texts(.assessmentDimension)),
        Table.Column(title: texts(.assessmentScore), isNumeric: true),
        Table.Column(title: texts(.assessmentWorstBest), isNumeric: true),
        Table.Column(title: texts(.assessmentCoverage), isNumeric: true),
      ], rows: rows
    ).html
  }

  /// Largest first, each with the way to a challenge.
  private var gaps: HTML? {
    guard let result, !result.gaps.isEmpty else { return nil }
    let items = result.gaps.prefix(12).map { gap -> HTML in
      let text = file.texts[gap.question.rawValue]
      var challenge: HTML?
      if let plan, frame.viewer.may(.editContent, .plan(plan)) {
        let link = Link.newRecord(Challenge.entityName, of: plan.id).with(query: [
          "title": words.plain(text),
          "evidence": texts(
            .assessmentGapEvidence,
            [
              "round": .text(frame.words(assessment.name)),
              "distance": .text(percent(gap.distance)),
            ]),
          "origin": "\(SelfAssessment.entityName):\(assessment.id.rawValue)",
        ])
        challenge = """
           <a href="\(frame.address(link))">\(texts(.gapChallenge))<span class="unseen">: \
          \(words.plain(text))</span></a>
          """
      }
      return """
        <li>\(words.content(text)) – \(texts(
          .assessmentGap, ["distance": .text(percent(gap.distance))]))\(challenge)</li>
        """
    }
    return """
      <section><h2>\(texts(.assessmentGaps))</h2><ul class="findings">\(items)</ul></section>
      """
  }

  private var lift: HTML? {
    guard let lift = result?.lift, !lift.steps.isEmpty,
      file.framework.levels.indices.contains(lift.level - 1)
    else { return nil }
    let level = words.plain(file.texts["level:" + file.framework.levels[lift.level - 1].id])
    let items = lift.steps.prefix(12).map { step -> HTML in
      let id = step.question.rawValue
      var next: HTML?
      if let needed = step.needed, let levels = file.descriptions[id],
        let question = file.framework.questions.first(where: { $0.id == step.question }),
        case .levels(let first, _) = question.scale
      {
        let index = Int(needed.approximation.rounded(.up)) - first
        if levels.indices.contains(index) { next = " → \(words.content(levels[index]))" }
      }
      return "<li>\(words.content(file.texts[id]))\(next)</li>"
    }
    return """
      <section><h2>\(texts(.assessmentLift, ["level": .text(level)]))</h2>\
      <ul class="findings">\(items)</ul></section>
      """
  }

  /// Where respondents do not agree: shown, not averaged away.
  private var disputed: HTML? {
    let open = result?.agreement.shared.filter(\.isDisputed) ?? []
    guard !open.isEmpty else { return nil }
    let items = open.map { shared -> HTML in
      let levels = shared.values.map { texts.formats.number(Int($0.approximation)) }
      return """
        <li>\(words.name(shared.question.rawValue)): \(levels.joined(separator: ", "))</li>
        """
    }
    return """
      <section><h2>\(texts(.assessmentDisputed))</h2><ul class="findings">\(items)</ul></section>
      """
  }
}

/// The questions of one dimension, as one respondent answers them.
public struct AssessmentQuestionsPage: Sendable {
  let frame: PageFrame
  let city: City
  let assessment: SelfAssessment
  let file: FrameworkFile
  let dimension: Dimension

  public init(
    frame: PageFrame, city: City, assessment: SelfAssessment, file: FrameworkFile,
    dimension: Dimension
  ) {
    self.frame = frame
    self.city = city
    self.assessment = assessment
    self.file = file
    self.dimension = dimension
  }

  private var texts: Texts { frame.texts }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }

  public var html: HTML {
    let title = words.plain(file.texts[dimension.id.rawValue])
    var setting = PageSetting(title: title)
    setting.crumbs = [
      Anchor(
        text: texts(.assessmentsTitle), href: frame.address(.register(of: city.id, .assessment))),
      Anchor(
        text: frame.words(assessment.name),
        href: frame.address(.assessment(assessment.id, of: city.id))),
    ]
    let number = file.framework.dimensions.firstIndex { $0.id == dimension.id } ?? 0
    return frame.page(
      setting,
      """
      <p class="kicker">\(texts(
        .assessmentStep,
        [
          "number": .text(String(number + 1)),
          "count": .text(String(file.framework.dimensions.count)),
        ]))</p><h1>\(words.name(dimension.id.rawValue))</h1><p>\(texts(.assessmentLead))</p>\
      \(Form(
        action: frame.address(
          .assessmentQuestions(assessment.id, of: city.id, dimension: dimension.id.rawValue)),
        token: frame.csrfField,
        content: "\(HiddenField(name: "revision", value: String(assessment.revision)))\(dimension.allQuestions.map(question))",
        buttons: [Button(label: texts(.assessmentNext))], warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  private func question(_ question: Question) -> HTML {
    let id = question.id.rawValue
    guard case .levels(let first, _) = question.scale else { return .empty }
    let mine = assessment.answers.first {
      $0.question == id && $0.respondent == frame.viewer.name
    }
    let chosen: String =
      mine.map { answer in answer.level.map(String.init) ?? "na" } ?? ""
    let levels = (file.descriptions[id] ?? []).enumerated().map { index, text in
      Choice(
        value: String(first + index), label: "\(first + index): \(words.plain(text))",
        isChosen: chosen == String(first + index),
        language: text[frame.language.rawValue] == nil ? "en" : nil)
    }
    let others = [
      Choice(value: "na", label: texts(.assessmentNotApplicable), isChosen: chosen == "na"),
      Choice(value: "", label: texts(.assessmentOpen), isChosen: chosen.isEmpty),
    ]
    let asked = words.plain(file.evidence[id])
    return """
      \(Radios(
        name: "q-\(id)", legend: words.plain(file.texts[id]), choices: levels + others))\
      \(TextField(
        name: "e-\(id)", label: texts(.assessmentEvidence), value: mine?.evidence ?? "",
        notes: FieldNotes(
          hint: asked.isEmpty ? nil : texts(.assessmentAsked, ["what": .text(asked)]),
          mark: texts(.fieldOptional))))
      """
  }
}
