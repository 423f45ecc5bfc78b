public import Civic
public import Exact

/// What worked and what failed elsewhere, found by words and filters.
public struct PracticesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let practices: [Practice]
  let search: PracticeSearch
  /// What was chosen to be compared, where that could not be done.
  let chosen: [ID<Practice>]?

  public init(
    frame: PageFrame, atlas: Atlas, practices: [Practice], search: PracticeSearch,
    chosen: [ID<Practice>]? = nil
  ) {
    self.frame = frame
    self.atlas = atlas
    self.practices = practices
    self.search = search
    self.chosen = chosen
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.practicesTitle))
    setting.isPrivate = false
    let found = search.found(in: practices, atlas: atlas)
    let list: HTML =
      found.isEmpty
      ? EmptyState(title: texts(.practicesNone), text: texts(.practicesNoneText)).html
      : """
      <form method="get" action="\(frame.address(.practiceComparison))">\
      <p class="hint" id="compare-hint">\(texts(.practicesCompareHint))</p>\
      \(CardGrid(cards: found.prefix(200).map(card)))\(ButtonRow(buttons: [
        Button(label: texts(.practicesCompare), kind: .secondary)
      ]))</form>
      """
    let items =
      chosen == nil
      ? [] : [ErrorSummary.Item(message: texts(.practicesCompareCount), field: nil)]
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
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
        <p>\(String(frame.words(practice.problem).prefix(200)))</p>\(listed(practice))
        """,
      foot: compare(practice))
  }
}

extension PracticesPage {
  /// What nobody here has reviewed is told with where it was taken from.
  private func listed(_ practice: Practice) -> HTML? {
    guard practice.review == .listed else { return nil }
    return """
      <p class="hint">\(texts.name(of: practice.review)): \(frame.words(practice.source))</p>
      """
  }

  private func compare(_ practice: Practice) -> HTML {
    let id = "compare-\(practice.id)"
    let isChosen = chosen?.contains(practice.id) ?? false
    return """
      <div class="choice"><input type="checkbox" id="\(id)" name="p" value="\(practice.id.rawValue)"\
      \(attribute: "checked", if: isChosen)><label for="\(id)">\(texts(.practicesChoose))\
      <span class="unseen">: \(frame.words(practice.name))</span></label></div>
      """
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
      case .unknown: .neutral
      }
    return StatusTag(text: frame.texts.name(of: outcome), tone: tone).html
  }
}
