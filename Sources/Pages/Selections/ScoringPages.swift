public import Civic
import Exact

/// What an assessor is assigned.
public struct ScoringPage: Sendable {
  public struct Entry: Sendable {
    let call: SelectionCall
    let application: CityApplication
    let city: City
    let isDone: Bool
    let hasConflict: Bool

    public init(
      call: SelectionCall, application: CityApplication, city: City, isDone: Bool,
      hasConflict: Bool
    ) {
      self.call = call
      self.application = application
      self.city = city
      self.isDone = isDone
      self.hasConflict = hasConflict
    }
  }

  let frame: PageFrame
  let entries: [Entry]

  public init(frame: PageFrame, entries: [Entry]) {
    self.frame = frame
    self.entries = entries
  }

  public var html: HTML {
    let texts = frame.texts
    let rows = entries.map { entry in
      let name = frame.content(entry.city.name)
      let link = frame.address(.application(entry.application.id))
      let state: TextKey =
        entry.hasConflict ? .interestConflictTitle : entry.isDone ? .assessorDone : .assessorPending
      return Table.Row(cells: [
        entry.hasConflict ? name : "<a href=\"\(link)\">\(name)</a>",
        frame.content(entry.call.title), CallTag(frame: frame, call: entry.call).html,
        "\(texts(state))",
      ])
    }
    let table = Table(
      id: "scoring", caption: texts(.scoringTitle), hidesCaption: true,
      columns: [.planCity, .callTitleField, .callPhaseField, .scoresTitle].map {
        Table.Column(title: texts($0))
      }, rows: rows, empty: EmptyState(title: texts(.deskNone), text: texts(.scoringNoneText)))
    return frame.page(
      PageSetting(title: texts(.scoringTitle)),
      "<h1>\(texts(.scoringTitle))</h1><p class=\"lead\">\(texts(.scoreLead))</p>\(table)")
  }
}

/// An assessor's own scores for one application.
public struct ScoreFormPage: Sendable {
  let frame: PageFrame
  let call: SelectionCall
  let application: CityApplication
  let city: City
  let sheet: AssessorSheet
  /// Whether a discussion lets them change what they gave.
  let mayRevise: Bool
  /// As typed, where the form comes back.
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, call: SelectionCall, application: CityApplication, city: City,
    sheet: AssessorSheet, mayRevise: Bool = false, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) {
    self.mayRevise = mayRevise
    self.frame = frame
    self.call = call
    self.application = application
    self.city = city
    self.sheet = sheet
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.scoreTitle, ["city": .text(frame.words(city.name))])
    var setting = PageSetting(title: title)
    setting.crumbs = [
      frame.anchor(.scoringTitle, .scoring),
      Anchor(
        text: texts(.applicationTitle, ["city": .text(frame.words(city.name))]),
        href: frame.address(.application(application.id))),
    ]
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\
      <p>\(texts(.scoreLead))</p>\(scores)\(call.decision == nil ? conflict : nil)
      """)
  }

  private var scores: HTML {
    if sheet.submittedAt != nil {
      guard mayRevise, call.decision == nil else {
        return """
          \(Notice(tone: .good, content: "<p>\(texts(.scoresFinal))</p>"))\
          \(GivenScores(frame: frame, call: call, sheet: sheet))
          """
      }
      return """
        \(Notice(tone: .info, title: texts(.discussionTitle), content: "<p>\(texts(.scoreReviseText))</p>"))\
        \(form)
        """
    }
    guard call.phase(at: frame.now) == .closed else {
      return Notice(tone: .info, content: "<p>\(texts(.selectionNotClosed))</p>").html
    }
    return form
  }

  /// Scores for the first time, or anew after a discussion.
  private var form: HTML {
    let isRevision = sheet.submittedAt != nil
    let fields = call.criteria.indices.map(criterion)
    let whole = TextArea(
      name: "comment", label: texts(.scoreOverall),
      value: input?["comment"] ?? sheet.comment ?? "", notes: notes("comment"), rows: 4)
    let reason: HTML? =
      isRevision
      ? TextArea(
        name: "revision-reason", label: texts(.scoreReviseReason),
        value: input?["revision-reason"] ?? "",
        notes: FieldNotes(error: problem("revision-reason")), rows: 3, isRequired: true
      ).html : nil
    let buttons =
      isRevision
      ? [Button(label: texts(.scoreRevise), act: .submit(name: "act", value: "revise"))]
      : [
        Button(label: texts(.scoreSubmit), act: .submit(name: "act", value: "final")),
        Button(
          label: texts(.scoreSave), act: .submit(name: "act", value: "draft"), kind: .secondary),
      ]
    return Form(
      action: frame.address(.application(application.id, "scores")), token: frame.csrfField,
      content: "\(fields)\(whole)\(reason)", buttons: buttons, warnsUnsaved: texts(.formUnsaved)
    ).html
  }

  private func criterion(_ number: Int) -> HTML {
    let name = "score-\(number)"
    let chosen = input.map { $0[name] ?? "" } ?? sheet.scores[number].map(String.init) ?? ""
    let criterion = call.criteria[number]
    let field = NumberField(
      name: name, label: frame.words(criterion.name), value: chosen,
      notes: FieldNotes(
        hint: texts(
          .scoreHint,
          [
            "low": .text(texts.formats.number(call.scaleLowest)),
            "high": .text(texts.formats.number(call.scaleHighest)),
            "weight": .text(texts.formats.number(criterion.weight)),
          ]), error: problem(name)))
    let said = input?["comment-\(number)"] ?? sheet.comments[number] ?? ""
    let comment = TextArea(
      name: "comment-\(number)",
      label: texts(.scoreComment, ["criterion": .text(frame.words(criterion.name))]), value: said,
      notes: notes("comment-\(number)"), rows: 2)
    return "\(field)\(comment)"
  }

  private func problem(_ field: String) -> String? {
    problems.first { $0.field == field }.map { texts.sentence($0.message) }
  }

  private func notes(_ field: String) -> FieldNotes {
    FieldNotes(error: problem(field), mark: texts(.fieldOptional))
  }

  private var conflict: HTML {
    """
    <section><h2>\(texts(.interestConflictTitle))</h2><p>\(texts(.conflictHint))</p>\
    \(Form(
      action: frame.address(.application(application.id, "conflict")), token: frame.csrfField,
      content: TextArea(
        name: "reason", label: texts(.conflictReason), value: input?["reason"] ?? "",
        notes: FieldNotes(error: problem("reason")), rows: 3).html,
      buttons: [Button(label: texts(.conflictDeclare), kind: .danger)]))</section>
    """
  }

  /// Reads what was typed; a final sheet needs every score.
  public static func read(
    _ input: FormInput, into sheet: AssessorSheet, of call: SelectionCall, isFinal: Bool,
    in texts: Texts
  ) -> (sheet: AssessorSheet, problems: [FieldProblem]) {
    var next = sheet
    var problems: [FieldProblem] = []
    let scale = call.rules.scale
    for number in call.criteria.indices {
      let text = input.text("score-\(number)")
      let score = text.flatMap { texts.formats.parseDecimal($0) }
        .flatMap { $0.scale == 0 ? Int(exactly: $0.significand) : nil }
      let isMissing = text == nil && !isFinal
      if let score, scale.contains(score) {
        next.scores[number] = score
      } else if isMissing {
        next.scores[number] = nil
      } else {
        let range: [String: Message.Argument] = [
          "low": .text(String(scale.lowest)), "high": .text(String(scale.highest)),
        ]
        problems.append(
          FieldProblem(field: "score-\(number)", message: Message("fieldWholeWrong", range)))
      }
      next.comments[number] = input.text("comment-\(number)")
    }
    next.comment = input.text("comment")
    for name in input.names where name.hasPrefix("comment") && (input[name] ?? "").count > 5000 {
      problems.append(FormLimits.tooLong(name, 5000))
    }
    return (next, problems)
  }
}
