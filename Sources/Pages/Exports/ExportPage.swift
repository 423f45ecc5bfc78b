public import Civic
import Exact

/// Where people choose in what form a plan goes out.
public struct ExportPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  /// The published version; none for the working plan.
  let version: PlanVersionEntry?
  /// Where the calendar with a secret address begins, for the working plan.
  let calendar: CalendarState?
  /// Where the site is reached, for addresses that people copy.
  let base: String
  /// In which formats files are made beside the site.
  public var formats: [ExportFormat] = []
  /// What was made of the working plan lately.
  public var jobs: [ExportJob] = []
  /// What was typed into the order, and what is wrong with it.
  public var input: FormInput?
  public var problems: [FieldProblem] = []

  /// What is known of the viewer's calendar.
  public struct CalendarState: Sendable {
    let since: Instant?
    /// Just made, and shown this once.
    let secret: SecretToken?

    public init(since: Instant?, secret: SecretToken? = nil) {
      self.since = since
      self.secret = secret
    }
  }

  public init(
    frame: PageFrame, document: PlanDocument, version: PlanVersionEntry?,
    calendar: CalendarState? = nil, base: String
  ) {
    self.frame = frame
    self.document = document
    self.version = version
    self.calendar = calendar
    self.base = base
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }
  private var isWorking: Bool { version == nil }

  public var html: HTML {
    let content: HTML = """
      <p class="lead">\(texts(isWorking ? .exportLeadWorking : .exportLead))</p>\(tables)\
      \(order)\(made)\(isWorking ? secretCalendar : openCalendar)\(isWorking ? way : news)
      """
    if isWorking {
      return WorkFrame(frame: frame, document: document)
        .page(texts(.exportTitle), problems: problems, content)
    }
    var setting = PageSetting(title: texts(.exportTitle))
    setting.isPrivate = false
    setting.isDemonstration = document.plan.isDemonstration
    setting.crumbs = [
      frame.anchor(.framePlans, .plans),
      Anchor(text: frame.words(document.plan.title), href: frame.address(.plan(plan))),
    ]
    let summary = WorkFrame(frame: frame, document: document).summary(problems)
    return frame.page(setting, "\(summary)<h1>\(setting.title)</h1>\(content)")
  }

  private var order: HTML? {
    guard !formats.isEmpty else { return nil }
    return ExportOrderForm(
      frame: frame, document: document, isWorking: isWorking, formats: formats, input: input,
      problems: problems
    ).html
  }

  private var made: HTML? {
    guard !jobs.isEmpty else { return nil }
    let rows = jobs.map { job in
      Table.Row(cells: [
        """
        <a href="\(frame.address(.exportJob(job.id)))">\(texts.formats.instant(job.at, .medium))</a>
        """,
        "\(texts.name(of: job.order.format))",
        "\(frame.languages.first { $0.language == job.order.language }?.name ?? "")",
        StatusTag(text: texts.name(of: job.state), tone: job.state.tone).html,
      ])
    }
    let columns: [TextKey] = [
      .exportAsked, .exportFormatLabel, .exportLanguageLabel, .exportState,
    ]
    return Table(
      id: "jobs", caption: texts(.exportJobsTitle),
      columns: columns.map { Table.Column(title: texts($0)) }, rows: rows
    ).html
  }

  private var tables: HTML {
    let languages = frame.languages.map { language, name in
      Choice(
        value: language.rawValue, label: name, isChosen: language == frame.language,
        language: language.tag)
    }
    let formats = [ExportFormat.xlsx, .csv].map { format in
      Choice(value: format.rawValue, label: texts.name(of: format), isChosen: format == .xlsx)
    }
    return """
      <section><h2>\(texts(.exportTablesTitle))</h2><p>\(texts(.exportTablesText))</p>\
      <form method="get" action="\(frame.address(.exportFile(of: plan, isWorking: isWorking)))">\
      \(Radios(name: "format", legend: texts(.exportFormatLabel), choices: formats))\
      \(Select(name: "language", label: texts(.exportLanguageLabel), choices: languages))\
      \(Checkbox(name: "bom", label: texts(.exportMarkLabel), isChosen: false, notes: FieldNotes(hint: texts(.exportMarkHint))))\
      \(ButtonRow(buttons: [Button(label: texts(.exportDownload))]))</form></section>
      """
  }

  private var openCalendar: HTML {
    section(
      .exportCalendarTitle, .exportCalendarText, frame.address(.calendar(of: plan)),
      .exportCalendarLink)
  }

  private var news: HTML {
    section(
      .exportNewsTitle, .exportNewsText, frame.address(.news(of: document.city.id)),
      .exportNewsLink)
  }

  private func section(
    _ title: TextKey, _ text: TextKey, _ address: String, _ label: TextKey
  ) -> HTML {
    """
    <section><h2>\(texts(title))</h2><p>\(texts(text))</p>\
    <p><a href="\(address)">\(texts(label))</a></p><p><code>\(base)\(address)</code></p></section>
    """
  }

  /// The calendar of the working plan is for those alone who know its address.
  private var secretCalendar: HTML? {
    guard let calendar else { return nil }
    let made = calendar.since.map {
      texts(.exportSecretSince, ["time": .text(texts.formats.instant($0, .medium))])
    }
    let address = calendar.secret.map { base + frame.address(.secretCalendar($0)) }
    let shown: HTML? = address.map {
      Notice(
        tone: .good, title: texts(.exportSecretMade),
        content: "<p>\(texts(.exportSecretOnce))</p><p><code>\($0)</code></p>"
      ).html
    }
    let work = WorkFrame(frame: frame, document: document)
    return """
      <section><h2>\(texts(.exportCalendarTitle))</h2><p>\(texts(.exportSecretText))</p>\
      \(shown)\(made.map { "<p>\($0)</p>" as HTML })\
      \(work.step(calendar.since == nil ? .exportSecretMake : .exportSecretAgain, .calendarToken(of: plan), kind: .secondary))\
      \(calendar.since.map { _ in work.step(.exportSecretRevoke, .calendarRevocation(of: plan), kind: .danger) })\
      </section>
      """
  }

  /// The way back in, while the plan takes changes.
  private var way: HTML? {
    guard frame.viewer.may(.editContent, .plan(document.plan)) else { return nil }
    return """
      <section><h2>\(texts(.exportBackTitle))</h2><p>\(texts(.exportBackText))</p>\
      <p><a href="\(frame.address(.tables(of: plan)))">\(texts(.tablesTitle))</a></p></section>
      """
  }
}
