public import Civic
public import Exact

/// An application as one reader sees it: the city its own, the secretariat with assessors and
/// rulings, an assessor what they are assigned.
public struct ApplicationPage: Sendable {
  /// What the page shows beside the application; empty where the reader may not see it.
  public struct Sides: Sendable {
    public struct Assessor: Sendable {
      let account: ID<Account>
      let name: String
      let isDone: Bool
      let conflict: String?

      public init(account: ID<Account>, name: String, isDone: Bool, conflict: String?) {
        self.account = account
        self.name = name
        self.isDone = isDone
        self.conflict = conflict
      }
    }

    public var leads = false
    public var isAssessor = false
    public var assessors: [Assessor] = []
    public var candidates: [(account: ID<Account>, name: String)] = []
    public var sheets: [AssessorSheet] = []
    public var ruling: SelectionRuling?
    public var files: [HandedFile] = []
    /// Since when assessors may revise their scores.
    public var discussedSince: Instant?
    /// What came of it, once decided.
    public var outcome: SelectionOutcome?
    public var problems: [FieldProblem] = []
    public var input = FormInput([])

    public init() {}
  }

  let frame: PageFrame
  let call: SelectionCall
  let application: CityApplication
  let city: City
  let facts: ApplicantFacts
  let sides: Sides

  public init(
    frame: PageFrame, call: SelectionCall, application: CityApplication, city: City,
    facts: ApplicantFacts, sides: Sides
  ) {
    self.frame = frame
    self.call = call
    self.application = application
    self.city = city
    self.facts = facts
    self.sides = sides
  }

  var texts: Texts { frame.texts }
  private var words: SelectionWords { SelectionWords(frame: frame, rules: call.rules) }

  public var html: HTML {
    let title = texts(.applicationTitle, ["city": .text(frame.words(city.name))])
    var setting = PageSetting(title: title)
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      frame.anchor(.selectionCallsTitle, .calls),
      Anchor(text: frame.words(call.title), href: frame.address(.call(call.id))),
    ]
    let items = sides.problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    let findings = call.rules.eligibility.findings(on: facts)
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(frame.content(call.title))</p><h1>\(title)</h1>\
      <p>\(texts.name(of: application.status))\
      \(application.submittedAt.map { ": \(texts.formats.instant($0, .medium))" as HTML })</p>\
      \(acts)\(result)\(content)\(files)<section><h2>\(texts(.applicationEligibility))</h2>\
      \(words.findings(findings, on: facts, id: "eligibility"))</section>\
      \(SheetsTable(frame: frame, call: call, sides: sides))\(lead)
      """)
  }

  private var files: HandedFileList {
    let id = application.id
    return HandedFileList(
      frame: frame, files: sides.files, asked: call.documentNames,
      mayChange: call.phase(at: frame.now) == .open
        && application.mayBeChanged(by: frame.viewer),
      address: { file, part in
        file.map { Link.applicationFile($0.id, of: id, part) } ?? Link.application(id, "files")
      }, problems: sides.problems, input: sides.input)
  }

  private var acts: HTML? {
    var parts: [HTML] = []
    let isOpen = call.phase(at: frame.now) == .open
    if isOpen, application.mayBeChanged(by: frame.viewer) {
      parts.append(
        Button(
          label: texts(.applicationEdit),
          act: .link(frame.address(.fact(RecordReference(application)))), kind: .secondary
        ).html)
      parts.append(press("takeover", .applicationTakeOver, .secondary))
    }
    if application.mayBeHandedIn(by: frame.viewer) {
      if isOpen, application.status == .draft {
        parts.append(press("submission", .applicationSubmit, .primary))
      }
      parts.append(press("withdrawal", .applicationWithdraw, .quiet))
    }
    if sides.isAssessor, call.decision == nil {
      parts.append(
        Button(
          label: texts(.scoreAct),
          act: .link(frame.address(.application(application.id, "scores")))
        ).html)
    }
    return parts.isEmpty ? nil : "<div class=\"buttons\">\(parts)</div>"
  }

  func press(_ part: String, _ key: TextKey, _ kind: Button.Kind) -> HTML {
    ActionForm(
      action: frame.address(.application(application.id, part)), token: frame.csrfField,
      button: Button(label: texts(key), kind: kind)
    ).html
  }

  private var result: HTML? {
    let places = sides.outcome?.places ?? []
    guard let place = places.first(where: { $0.application.id == application.id.rawValue }) else {
      return nil
    }
    return Notice(
      tone: .info, title: texts(.selectionTitle),
      content: """
        <p>\(SelectionTag(frame: frame, status: place.status)) \
        \(place.rank.map { "\(texts(.selectionRank)): \(texts.formats.number($0))" as HTML })</p>\
        <p>\(words.reason(place, among: places))</p>\
        <p><a href="\(frame.address(.call(call.id)))">\(texts(.selectionTitle)): \
        \(frame.content(call.title))</a></p>
        """
    ).html
  }

  private var content: HTML {
    let texts: [(TextKey, Multilingual?)] = [
      (.applicationChallenges, application.challenges), (.applicationOffers, application.offers),
      (.applicationWishes, application.wishes), (.applicationCommitment, application.commitment),
    ]
    let parts = texts.compactMap { key, text in
      text.map {
        "<section><h2>\(frame.texts(key))</h2>\(frame.prose($0.asList))</section>" as HTML
      }
    }
    return parts.joined() + details
  }

  private var details: HTML {
    let names = call.themeNames
    var rows: [SummaryList.Row] = []
    let themes = application.themes.filter(names.indices.contains).map { names[$0] }
    if !themes.isEmpty {
      rows.append(
        SummaryList.Row(
          name: texts(.callThemesField),
          value: HTML.joined(themes.map { frame.content($0) }, separator: ", ")))
    }
    if let contact = application.contact {
      rows.append(SummaryList.Row(name: texts(.applicationContact), value: "\(contact)"))
    }
    rows.append(
      SummaryList.Row(
        name: texts(.applicationPartner),
        value: """
          \(texts.name(of: application.partner))\
          \(application.partnerName.map { ": \($0)" as HTML })
          """))
    for (number, name) in call.documentNames.enumerated() {
      let handed =
        application.documents.indices.contains(number)
        ? application.documents[number] : ""
      guard !handed.isEmpty else { continue }
      rows.append(
        SummaryList.Row(
          name: frame.words(name), value: ExternalLink(text: handed, address: handed).html))
    }
    return SummaryList(rows: rows).html
  }
}

extension Multilingual {
  /// Several lines as the items of a list.
  fileprivate var asList: Multilingual {
    Multilingual(
      original: original,
      texts: texts.mapValues { text in
        let lines = text.split(separator: "\n")
        guard lines.count > 1, !text.contains("\n\n") else { return text }
        return lines.map { $0.hasPrefix("- ") ? String($0) : "- \($0)" }.joined(separator: "\n")
      })
  }
}
