import Civic
import Exact
import Exchange
import Maturity

/// The gaps by distance and weight, each with one press to a challenge; and the way to the next level.
struct AssessmentGaps: Component {
  let frame: PageFrame
  let reading: AssessmentReading
  let result: Assessment

  private var texts: Texts { frame.texts }
  private var file: FrameworkFile { reading.file }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }
  private var share: AssessmentShare { AssessmentShare(texts) }

  var html: HTML { "\(gaps)\(lift)" }

  /// The plan to which gaps can be carried by whoever reads this.
  private var plan: Plan? {
    reading.document.map(\.plan).flatMap { frame.viewer.may(.editContent, .plan($0)) ? $0 : nil }
  }

  private var gaps: HTML? {
    guard !result.gaps.isEmpty else { return nil }
    var columns = [
      Table.Column(title: texts(.assessmentQuestion)), Table.Column(title: texts(.assessmentNow)),
      Table.Column(title: texts(.assessmentDistance), isNumeric: true),
      Table.Column(title: texts(.assessmentWeight), isNumeric: true),
    ]
    if reading.document != nil { columns.append(Table.Column(title: texts(.assessmentCarried))) }
    return """
      <section><h2>\(texts(.assessmentGaps))</h2>\(Table(
        id: "gaps", caption: texts(.assessmentGapsCaption), columns: columns,
        rows: result.gaps.prefix(40).map(row)))</section>
      """
  }

  private func row(_ gap: Gap) -> Table.Row {
    let id = gap.question.rawValue
    var cells: [HTML] = [
      words.name(id), now(gap.question), "\(share.percent(gap.distance))",
      "\(share.percent(gap.weight))",
    ]
    if let document = reading.document { cells.append(carried(gap, in: document)) }
    return Table.Row(cells: cells, id: "gap-" + Field.id(for: id))
  }

  /// The level that was answered, in its words.
  private func now(_ id: ID<Question>) -> HTML {
    guard let found = result.questions.first(where: { $0.question.id == id }),
      let value = found.reading.value, case .levels(let first, _) = found.question.scale
    else { return "–" }
    let index = Int("\(value.floor)").map { $0 - first } ?? -1
    guard let levels = file.descriptions[id.rawValue], levels.indices.contains(index) else {
      return "–"
    }
    return "\(first + index): \(words.content(levels[index]))"
  }

  /// The challenge a gap became and the actions that answer it, or the press that makes one.
  private func carried(_ gap: Gap, in document: PlanDocument) -> HTML {
    let origin = RecordReference(reading.assessment)
    let found = document.challenges.first {
      $0.origin == origin && $0.gap == gap.question.rawValue
    }
    if let found {
      let link = Link.record(RecordReference(found), of: document.plan.id)
      let actions = document.actions(answering: found.id).map { action -> HTML in
        let link = Link.action(action.id, of: document.plan.id, .working)
        return """
          <li><a href="\(frame.address(link))"><span class="code">\(action.code)</span> \
          \(frame.content(action.title))</a></li>
          """
      }
      return """
        <a href="\(frame.address(link))">\(texts(.gapIsChallenge))<span class="unseen">: \
        \(frame.words(found.title))</span></a>\(actions.isEmpty ? nil : "<ul>\(actions)</ul>" as HTML)
        """
    }
    guard let plan else { return "–" }
    let link = Link.gapChallenge(
      gap.question.rawValue, of: reading.assessment.id, in: reading.city.id)
    return ActionForm(
      action: frame.address(link), token: frame.csrfField,
      button: Button(
        label: texts(.gapChallenge), kind: .secondary,
        spoken: "\(texts(.gapChallenge)): \(words.plain(file.texts[gap.question.rawValue]))"),
      fields: [HiddenField(name: "plan", value: plan.id.rawValue)]
    ).html
  }

  private var lift: HTML? {
    guard let lift = result.lift, !lift.steps.isEmpty,
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
        let index = (Int("\(needed.ceiling)") ?? first) - first
        if levels.indices.contains(index) { next = " → \(words.content(levels[index]))" }
      }
      return "<li>\(words.content(file.texts[id]))\(next)</li>"
    }
    return """
      <section><h2>\(texts(.assessmentLift, ["level": .text(level)]))</h2>\
      <ul class="findings">\(items)</ul></section>
      """
  }
}

/// Where several respondents agree and where they do not: shown, not averaged away.
struct AssessmentAgreement: Component {
  let frame: PageFrame
  let reading: AssessmentReading
  let result: Assessment

  private var texts: Texts { frame.texts }
  private var agreement: Agreement { result.agreement }
  private var share: AssessmentShare { AssessmentShare(texts) }

  /// Who said what is for the city's people alone.
  private var mayKnow: Bool { frame.viewer.may(.readWorking, .city(reading.city.id)) }

  var html: HTML {
    guard !agreement.shared.isEmpty else { return .empty }
    let disputed = agreement.shared.filter(\.isDisputed)
    let agreed = agreement.shared.count - disputed.count
    return """
      <section><h2>\(texts(.assessmentDisputed))</h2><p>\(texts(
        .assessmentAgreement,
        [
          "count": .count(agreement.shared.count), "agreed": .text(texts.formats.number(agreed)),
          "share": .text(share.percent(agreement.share)),
          "low": .text(share.percent(agreement.lowest?.point)),
          "high": .text(share.percent(agreement.highest?.point)),
        ]))</p>\(disputed.isEmpty ? nil : table(disputed))</section>
      """
  }

  private func table(_ disputed: [Agreement.Shared]) -> HTML {
    let words = FrameworkWords(frame: frame, file: reading.file)
    return Table(
      id: "disputed", caption: texts(.assessmentDisputedCaption),
      columns: [
        Table.Column(title: texts(.assessmentQuestion)),
        Table.Column(title: texts(.assessmentAnswers)),
        Table.Column(title: texts(.assessmentSpread), isNumeric: true),
      ],
      rows: disputed.map { shared in
        Table.Row(cells: [
          words.name(shared.question.rawValue), "\(answers(shared))",
          "\(share.percent(shared.spread))",
        ])
      }
    ).html
  }

  private func answers(_ shared: Agreement.Shared) -> String {
    guard mayKnow else {
      let levels = shared.values.map { texts.formats.number(Int($0.approximation)) }
      let others = (0..<shared.notApplicable).map { _ in texts(.assessmentNotApplicable) }
      return (levels + others).joined(separator: ", ")
    }
    return reading.assessment.answers.filter { $0.question == shared.question.rawValue }.map {
      let said = $0.level.map { texts.formats.number($0) } ?? texts(.assessmentNotApplicable)
      return "\($0.respondent): \(said)"
    }.joined(separator: ", ")
  }
}
