public import Civic
import Exact

/// All calls that the reader may see.
public struct CallsPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let calls: [SelectionCall]

  public init(frame: PageFrame, atlas: Atlas, calls: [SelectionCall]) {
    self.frame = frame
    self.atlas = atlas
    self.calls = calls
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.selectionCallsTitle))
    setting.isPrivate = false
    let rows = calls.map { call in
      Table.Row(cells: [
        "<a href=\"\(frame.address(.call(call.id)))\">\(frame.content(call.title))</a>",
        "\(atlas.programmes.first { $0.id == call.programme }?.name ?? "")",
        CallTag(frame: frame, call: call).html,
        "\(call.closes.map { texts.formats.day($0, .medium) } ?? "–")",
      ])
    }
    let table = Table(
      id: "calls", caption: texts(.selectionCallsTitle), hidesCaption: true,
      columns: [.callTitleField, .networkProgrammeField, .callPhaseField, .callClosesField].map {
        Table.Column(title: texts($0))
      }, rows: rows, empty: EmptyState(title: texts(.callsNone), text: texts(.callsNoneText)))
    return frame.page(
      setting,
      "<h1>\(texts(.selectionCallsTitle))</h1><p class=\"lead\">\(texts(.callsLead))</p>\(new)\(table)"
    )
  }

  private var new: HTML? {
    let programmes = atlas.programmes.filter { frame.viewer.may(.manageCalls, .programme($0.id)) }
    guard !programmes.isEmpty else { return nil }
    return ButtonRow(
      buttons: programmes.map { programme in
        Button(
          label: "\(texts(.callNew)): \(programme.name)",
          act: .link(
            frame.address(
              .newFact(SelectionCall.entityName, parent: programme.id.rawValue))),
          kind: .secondary)
      }
    ).html
  }
}

/// One call: what it is about, its rules, and what came of it with reasons.
public struct CallPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let call: SelectionCall
  /// The frozen input and the outcome of the newest decision.
  let decided: (input: SelectionInput, outcome: SelectionOutcome)?
  /// The reader's own cities' applications.
  let own: [(application: CityApplication, city: City)]
  let problems: [Message]

  public init(
    frame: PageFrame, atlas: Atlas, call: SelectionCall,
    decided: (input: SelectionInput, outcome: SelectionOutcome)?,
    own: [(application: CityApplication, city: City)], problems: [Message] = []
  ) {
    self.frame = frame
    self.atlas = atlas
    self.call = call
    self.decided = decided
    self.own = own
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var programme: Programme? { atlas.programmes.first { $0.id == call.programme } }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(call.title))
    setting.isPrivate = call.openedAt == nil
    setting.isDemonstration = programme?.isDemonstration ?? false
    setting.crumbs = [frame.anchor(.selectionCallsTitle, .calls)]
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(programme?.name ?? "")</p><h1>\(frame.content(call.title))</h1>\
      <p>\(CallTag(frame: frame, call: call))</p>\(acts)\(frame.prose(call.about))\(dates)\
      \(outcome)\(CallRules(frame: frame, call: call))
      """)
  }

  private var acts: HTML? {
    var parts: [HTML] = []
    if call.isLed(by: frame.viewer) {
      if call.openedAt == nil {
        parts.append(
          Button(
            label: texts(.callEdit), act: .link(frame.address(.fact(RecordReference(call)))),
            kind: .secondary
          ).html)
        parts.append(press(.call(call.id, "opening"), .callOpen))
      } else {
        parts.append(
          Button(
            label: texts(.callDeskTitle), act: .link(frame.address(.call(call.id, "desk"))),
            kind: .secondary
          ).html)
      }
    }
    for (application, city) in own {
      let label = texts(.applicationTitle, ["city": .text(frame.words(city.name))])
      parts.append(
        Button(
          label: "\(label) (\(texts.name(of: application.status)))",
          act: .link(frame.address(.application(application.id))), kind: .secondary
        ).html)
    }
    parts += applying
    return parts.isEmpty ? nil : "<div class=\"buttons\">\(parts)</div>"
  }

  /// A button for each of the reader's cities that may still apply.
  private var applying: [HTML] {
    guard call.phase(at: frame.now) == .open else { return [] }
    let free = atlas.cities.filter { city in
      frame.viewer.cities.contains(city.id) && frame.viewer.may(.editContent, .city(city.id))
        && !(call.onePerCity
          && own.contains { $0.city.id == city.id && $0.application.status != .withdrawn })
    }
    return free.map { city in
      ActionForm(
        action: frame.address(.call(call.id, "applications")), token: frame.csrfField,
        button: Button(label: texts(.callApply, ["city": .text(frame.words(city.name))])),
        fields: [HiddenField(name: "city", value: city.id.rawValue)]
      ).html
    }
  }

  private func press(_ link: Link, _ key: TextKey) -> HTML {
    ActionForm(
      action: frame.address(link), token: frame.csrfField, button: Button(label: texts(key))
    ).html
  }

  private var dates: HTML {
    let formats = texts.formats
    var rows = [
      SummaryList.Row(
        name: texts(.callOpensField), value: "\(call.opens.map { formats.day($0) } ?? "–")"),
      SummaryList.Row(
        name: texts(.callDeadline), value: "\(call.deadline.map { formats.instant($0) } ?? "–")"),
    ]
    if !call.themeNames.isEmpty {
      let themes = call.themeNames.map { "<li>\(frame.content($0))</li>" as HTML }
      rows.append(
        SummaryList.Row(name: texts(.callThemesField), value: "<ul>\(themes)</ul>"))
    }
    return SummaryList(rows: rows).html
  }

  private var outcome: HTML? {
    guard let decided, let decision = call.decision else { return nil }
    let clusters = decided.outcome.clusters.map { cluster -> HTML in
      let names = call.themeNames
      let theme: HTML =
        cluster.theme.flatMap { names.indices.contains($0) ? frame.content(names[$0]) : nil }
        ?? "\(texts(.selectionNoTheme))"
      let cities = cluster.members.map { "<li>\(frame.content($0.name))</li>" as HTML }
      return "<h3>\(theme)</h3><ul>\(cities)</ul>"
    }
    let groups: HTML? =
      clusters.isEmpty
      ? nil : "<section><h2>\(texts(.selectionClusters))</h2>\(clusters)</section>"
    return """
      <section><h2>\(texts(.selectionTitle))</h2>\
      \(OutcomeTable(frame: frame, rules: decided.input.rules, outcome: decided.outcome))\
      <p><a href="\(frame.address(.decision(decision)))">\(texts(.selectionDecision))</a> · \
      <a href="\(frame.address(.call(call.id, "selected.json")))" download>\
      \(texts(.selectionFile))</a></p></section>\(groups)
      """
  }
}

/// The rules of a call in words, with their fingerprint.
struct CallRules: Component {
  let frame: PageFrame
  let call: SelectionCall

  private var texts: Texts { frame.texts }

  var html: HTML {
    let rules = call.rules
    let words = SelectionWords(frame: frame, rules: rules)
    let asked = rules.eligibility.asked.map { "<li>\(words.sentence($0))</li>" as HTML }
    let formats = texts.formats
    let scale = texts(
      .callScaleText,
      [
        "low": .text(formats.number(call.scaleLowest)),
        "high": .text(formats.number(call.scaleHighest)),
        "number": .text(formats.number(call.assessors)),
      ])
    let least = call.threshold.map {
      "<p>\(texts(.callThresholdField)): \(formats.number($0))</p>" as HTML
    }
    let places = texts(
      .callPlacesText,
      [
        "places": .text(formats.number(call.places)),
        "reserve": .text(formats.number(call.reservePlaces)),
      ])
    return """
      <section><h2>\(texts(.callRulesTitle))</h2>\(state)\
      <h3>\(texts(.callEligibilityLegend))</h3>\
      \(asked.isEmpty ? "<p>\(texts(.ruleNone))</p>" : "<ul>\(asked)</ul>" as HTML)\
      <h3>\(texts(.callScoringLegend))</h3><p>\(scale)</p>\(criteria)\(least)\
      <h3>\(texts(.callPlacesLegend))</h3><p>\(places)</p>\
      <p>\(texts(.callTieField)): \(texts.name(of: call.tieRule)). \(texts(.callTieHint))</p></section>
      """
  }

  private var state: HTML {
    let version = Message.Argument.text(String(call.rulesVersion ?? call.revision))
    guard let opened = call.openedAt, let digest = call.rulesDigest else {
      return "<p>\(texts(.callRulesDraft, ["version": version]))</p>"
    }
    return """
      <p>\(texts(.callRulesFrozen, ["version": version, "time": .instant(opened)]))</p>\
      <p>\(texts(.callRulesDigest)): <code>\(digest.rawValue)</code></p>\
      <p><a href="\(frame.address(.call(call.id, "rules.json")))" download>\
      \(texts(.callRulesFile))</a></p>
      """
  }

  private var criteria: HTML {
    let formats = texts.formats
    return Table(
      id: "criteria", caption: texts(.callCriteriaField), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.callCriteriaField)),
        Table.Column(title: texts(.callWeight), isNumeric: true),
        Table.Column(title: texts(.callLeast), isNumeric: true),
      ],
      rows: call.criteria.map { criterion in
        Table.Row(cells: [
          frame.content(criterion.name), "\(formats.number(criterion.weight))",
          "\(criterion.threshold.map { formats.number($0) } ?? "–")",
        ])
      }
    ).html
  }
}
