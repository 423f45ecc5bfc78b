public import Civic
import Exact

/// One line of a secretariat's desk.
public struct DeskEntry: Sendable {
  let application: CityApplication
  let city: City
  let verdict: EligibilityAnswer
  let done: Int
  let assigned: Int

  public init(
    application: CityApplication, city: City, verdict: EligibilityAnswer, done: Int, assigned: Int
  ) {
    self.application = application
    self.city = city
    self.verdict = verdict
    self.done = done
    self.assigned = assigned
  }
}

/// What those who lead a call see of it: applications, who has scored, what would be decided.
public struct CallDeskPage: Sendable {
  let frame: PageFrame
  let call: SelectionCall
  let entries: [DeskEntry]
  /// What would be decided now; nil while scores are missing or after the decision.
  let preview: (rules: SelectionRules, outcome: SelectionOutcome)?
  /// Why nothing can be decided now.
  let obstacle: Message?
  /// What was decided; nil before.
  let decided: SelectionOutcome?
  let problems: [Message]

  public init(
    frame: PageFrame, call: SelectionCall, entries: [DeskEntry],
    preview: (rules: SelectionRules, outcome: SelectionOutcome)?, obstacle: Message?,
    decided: SelectionOutcome? = nil, problems: [Message] = []
  ) {
    self.decided = decided
    self.frame = frame
    self.call = call
    self.entries = entries
    self.preview = preview
    self.obstacle = obstacle
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.callDeskTitle))
    setting.isWide = true
    setting.crumbs = [
      frame.anchor(.selectionCallsTitle, .calls),
      Anchor(text: frame.words(call.title), href: frame.address(.call(call.id))),
    ]
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(frame.content(call.title))</p><h1>\(texts(.callDeskTitle))</h1>\
      <p>\(CallTag(frame: frame, call: call))</p>\(table)\(decide)
      """)
  }

  private var table: HTML {
    Table(
      id: "applications", caption: texts(.callDeskTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.planCity)), Table.Column(title: texts(.callPhaseField)),
        Table.Column(title: texts(.applicationEligibility)),
        Table.Column(title: texts(.scoresTitle), isNumeric: true),
      ],
      rows: entries.map { entry in
        Table.Row(cells: [
          """
          <a href="\(frame.address(.application(entry.application.id)))">\
          \(frame.content(entry.city.name))</a>
          """,
          status(of: entry.application),
          AnswerTag(frame: frame, answer: entry.verdict).html,
          "\(texts.formats.number(entry.done)) / \(texts.formats.number(entry.assigned))",
        ])
      }, empty: EmptyState(title: texts(.deskNone), text: texts(.deskNoneText))
    ).html
  }

  /// What became of it, once decided; a city that withdrew since is told as such.
  private func status(of application: CityApplication) -> HTML {
    let place = decided?.places.first { $0.application.id == application.id.rawValue }
    guard let place, application.status != .withdrawn else {
      return "\(texts.name(of: application.status))"
    }
    return SelectionTag(frame: frame, status: place.status).html
  }

  /// Whether a city that withdrew still holds a place or stands on the list.
  private var hasVacancy: Bool {
    entries.contains { entry in
      entry.application.status == .withdrawn
        && decided?.places.contains {
          $0.application.id == entry.application.id.rawValue && $0.status != .withdrawn
        } ?? false
    }
  }

  private var decide: HTML {
    if call.decision != nil {
      let replace: HTML? = hasVacancy ? press("replacement", .deskReplace) : nil
      return """
        <section><h2>\(texts(.selectionTitle))</h2>\
        <p><a href="\(frame.address(.call(call.id)))">\(frame.content(call.title))</a></p>\
        \(replace)</section>
        """
    }
    let notice = obstacle.map {
      Notice(tone: .info, content: "<p>\(texts.sentence($0))</p>").html
    }
    guard let preview else { return notice ?? .empty }
    return """
      <section><h2>\(texts(.deskPreview))</h2>\
      \(OutcomeTable(frame: frame, rules: preview.rules, outcome: preview.outcome))\(notice)\
      <p>\(texts(.deskDecideHint))</p>\(press("decision", .deskDecide))</section>
      """
  }

  private func press(_ part: String, _ key: TextKey) -> HTML {
    ActionForm(
      action: frame.address(.call(call.id, part)), token: frame.csrfField,
      button: Button(label: texts(key))
    ).html
  }
}
