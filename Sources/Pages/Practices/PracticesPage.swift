public import Civic
import Exact

/// What worked and what failed elsewhere, found by words and filters.
public struct PracticesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let practices: [Practice]
  let search: PracticeSearch

  public init(frame: PageFrame, atlas: Atlas, practices: [Practice], search: PracticeSearch) {
    self.frame = frame
    self.atlas = atlas
    self.practices = practices
    self.search = search
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.practicesTitle))
    setting.isPrivate = false
    let found = search.found(in: practices, atlas: atlas)
    let list: HTML =
      found.isEmpty
      ? EmptyState(title: texts(.practicesNone), text: texts(.practicesNoneText)).html
      : CardGrid(cards: found.prefix(200).map(card)).html
    return frame.page(
      setting,
      """
      <h1>\(texts(.practicesTitle))</h1><p class="lead">\(texts(.practicesLead))</p>\
      \(filter(found.count))\(list)
      """)
  }

  private func filter(_ count: Int) -> HTML {
    let countries = Set(practices.compactMap { atlas.city($0.city)?.country })
    let sorted = texts.formats.sorted(countries.sorted()) { texts.formats.country($0) }
    return FilterBar(
      action: frame.address(.practices), label: texts(.servicesSearch),
      fields: [
        TextField(
          name: "q", label: texts(.practicesSearch), value: search.words, kind: .search,
          width: .medium
        ).html,
        Select(
          name: "outcome", label: texts(.practiceOutcomeField),
          choices: [all(search.outcome == nil)]
            + PracticeOutcome.allCases.map {
              Choice(
                value: $0.rawValue, label: texts.name(of: $0), isChosen: search.outcome == $0)
            }
        ).html,
        Select(
          name: "theme", label: texts(.serviceThemeField),
          choices: [all(search.theme == nil)]
            + ServiceTheme.allCases.map {
              Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: search.theme == $0)
            }
        ).html,
        Select(
          name: "country", label: texts(.cityCountry),
          choices: [all(search.country == nil)]
            + sorted.map {
              Choice(
                value: $0, label: texts.formats.country($0), isChosen: search.country == $0)
            }
        ).html,
      ], submit: texts(.searchSubmit), count: texts(.practicesCount, ["count": .count(count)])
    ).html
  }

  private func all(_ isChosen: Bool) -> Choice {
    Choice(value: "", label: texts(.practicesAll), isChosen: isChosen)
  }

  private func card(_ practice: Practice) -> Card {
    Card(
      title: frame.words(practice.name), href: frame.address(.practice(practice.id)),
      kicker: PracticePlace(frame: frame, atlas: atlas).words(practice),
      content: """
        <p>\(PracticeTag(frame: frame, outcome: practice.outcome))</p>\
        <p>\(String(frame.words(practice.problem).prefix(200)))</p>
        """)
  }
}

/// Where a practice is from, unless the city wants to stay unnamed.
struct PracticePlace {
  let frame: PageFrame
  let atlas: Atlas

  func words(_ practice: Practice) -> String {
    guard let city = atlas.city(practice.city) else { return "" }
    let country = frame.texts.formats.country(city.country)
    let mayKnow = frame.viewer.may(.readWorking, .city(city.id))
    if practice.visibility == .anonymous, !mayKnow { return country }
    return "\(frame.words(city.name)), \(country)"
  }
}

/// What came of a practice, in a word.
struct PracticeTag: Component {
  let frame: PageFrame
  let outcome: PracticeOutcome

  var html: HTML {
    let tone: Tone =
      switch outcome {
      case .worked: .good
      case .mixed: .warning
      case .failed: .bad
      }
    return StatusTag(text: frame.texts.name(of: outcome), tone: tone).html
  }
}

/// One practice: what was done, what came of it and why, and who took it up.
public struct PracticePage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let practice: Practice
  let adoptions: [Adoption]
  /// The reader's cities, which may take it up.
  let cities: [City]
  let problems: [Message]

  public init(
    frame: PageFrame, atlas: Atlas, practice: Practice, adoptions: [Adoption], cities: [City],
    problems: [Message] = []
  ) {
    self.frame = frame
    self.atlas = atlas
    self.practice = practice
    self.adoptions = adoptions
    self.cities = cities
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(practice.name))
    setting.isPrivate = !practice.isPublic
    setting.isDemonstration = atlas.city(practice.city)?.isDemonstration ?? false
    setting.crumbs = [Anchor(text: texts(.practicesTitle), href: frame.address(.practices))]
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(PracticePlace(frame: frame, atlas: atlas).words(practice))</p>\
      <h1>\(frame.content(practice.name))</h1>\
      <p>\(PracticeTag(frame: frame, outcome: practice.outcome)) \(texts.name(of: practice.review))</p>\
      \(acts)\(parts)\(facts)\(adopted)
      """)
  }

  private var acts: HTML? {
    var buttons: [HTML] = []
    if let next = practice.nextReview(by: frame.viewer) {
      buttons.append(
        ActionForm(
          action: frame.address(.practiceReview(practice.id)), token: frame.csrfField,
          button: Button(label: texts(next == .checked ? .practiceCheck : .practiceAccept))
        ).html)
    }
    for city in cities where city.id != practice.city {
      let link = Link.newFact(Adoption.entityName, parent: city.id.rawValue)
        .with(query: ["practice": practice.id.rawValue, "name": frame.words(practice.name)])
      buttons.append(
        Button(
          label: texts(.practiceAdopt, ["city": .text(frame.words(city.name))]),
          act: .link(frame.address(link)), kind: .secondary
        ).html)
    }
    if practice.mayBeChanged(by: frame.viewer) {
      buttons.append(
        Button(
          label: texts(.practiceEdit),
          act: .link(frame.address(.fact(RecordReference(practice)))), kind: .quiet
        ).html)
    }
    return buttons.isEmpty ? nil : "<div class=\"buttons\">\(buttons)</div>"
  }

  private var parts: HTML {
    let all: [(TextKey, Multilingual?)] = [
      (.practiceContextField, practice.context), (.policyProblemField, practice.problem),
      (.correctionNameField, practice.done), (.pilotBaselineField, practice.baseline),
      (.practiceResultField, practice.result), (.practiceWhyField, practice.why),
      (.practiceAvoidField, practice.avoid), (.pilotTransferField, practice.conditions),
      (.practiceEvidenceField, practice.evidence), (.practiceStaffField, practice.staff),
    ]
    return HTML.joined(
      all.compactMap { key, text in
        text.map { "<section><h2>\(texts(key))</h2>\(frame.prose($0))</section>" }
      })
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    if let year = practice.startYear {
      rows.append(SummaryList.Row(name: texts(.policyFrom), value: "\(String(year))"))
    }
    if let cost = practice.cost {
      let money = Money(minorUnits: cost, currency: practice.currency)
      rows.append(
        SummaryList.Row(name: texts(.pilotCostField), value: "\(texts.formats.money(money))"))
    }
    if let address = practice.evidenceURL {
      rows.append(
        SummaryList.Row(
          name: texts(.practiceEvidenceField),
          value: ExternalLink(text: address, address: address).html))
    }
    if let contact = practice.contact {
      rows.append(SummaryList.Row(name: texts(.practiceContactField), value: "\(contact)"))
    }
    if let source = practice.source {
      rows.append(SummaryList.Row(name: texts(.practiceSourceField), value: frame.prose(source)))
    }
    return rows.isEmpty ? .empty : SummaryList(rows: rows).html
  }

  /// Who took it up, with what came of it: counted, not claimed.
  private var adopted: HTML {
    let counts = Transferability(adoptions)
    let summary = texts(
      .adoptionsSummary,
      [
        "count": .count(counts.adoptions), "judged": .text(texts.formats.number(counts.judged)),
        "worked": .text(texts.formats.number(counts.worked)),
        "failed": .text(texts.formats.number(counts.failed)),
      ])
    let items = adoptions.map { adoption -> HTML in
      let city = atlas.city(adoption.city)
      let tag: HTML? = adoption.outcome.map { PracticeTag(frame: frame, outcome: $0).html }
      let changed: HTML? = adoption.changed.map {
        "<p>\(texts(.adoptionChangedField)): \(frame.content($0))</p>"
      }
      return """
        <li><strong>\(frame.content(city?.name))</strong>: \(frame.content(adoption.name)) \(tag)\
        \(changed)\(frame.prose(adoption.result))</li>
        """
    }
    return """
      <section><h2>\(texts(.adoptionsTitle))</h2><p>\(summary)</p><ul>\(items)</ul></section>
      """
  }
}
