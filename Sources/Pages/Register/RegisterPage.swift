public import Civic
import Exact

/// What a city has today, list by list, with its gaps for the city's own people.
public struct RegisterPage: Sendable {
  let frame: PageFrame
  let city: City
  let register: Register
  let gaps: RegisterGaps
  /// The city's newest plan that may still be written, to which a gap can be carried.
  let plan: Plan?

  public init(frame: PageFrame, city: City, register: Register, gaps: RegisterGaps, plan: Plan?) {
    self.frame = frame
    self.city = city
    self.register = register
    self.gaps = gaps
    self.plan = plan
  }

  private var texts: Texts { frame.texts }
  private var seesGaps: Bool { frame.viewer.may(.readWorking, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: texts(.registerTitle))
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameCities, .cities),
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(texts(.registerTitle))</h1><p class="lead">\(texts(.registerLead))</p>\
      \(cards)\(seesGaps ? gapSection : nil)\(levels)
      """)
  }

  private var cards: HTML {
    CardGrid(
      cards: EntryKind.facts.map { kind in
        let count = kind.entries(of: register).count
        return Card(
          title: texts(kind.title), href: frame.address(.register(of: city.id, kind)),
          content: "<p>\(texts(kind.lead))</p>",
          foot: "\(texts(.registerEntriesCount, ["count": .count(count)]))")
      }
    ).html
  }

  private var levels: HTML {
    let names = DigitalLevel.allCases.map { level in
      (texts.name(of: level), gaps.servicesByLevel[level] ?? 0)
    }
    return """
      <section><h2>\(texts(.registerByLevel))</h2>\
      \(StackedBars(
        id: "levels",
        words: ChartWords(
          title: texts(.registerByLevel), description: texts(.registerLevelDescription),
          table: texts(.chartTable), empty: texts(.chartEmpty)),
        parts: [StackedBars.Part(name: texts(.registerServices), fill: ChartFill(series: 1))],
        bars: names.map { name, count in
          let amount = StackedBars.Amount(
            size: Double(count), text: texts.formats.number(count))
          return StackedBars.Bar(name: name, amounts: [amount], total: amount)
        }, barHeading: texts(.serviceLevelField), totalHeading: texts(.sumLabel),
        format: { $0 == $0.rounded() ? texts.formats.number(Int($0)) : "" }))</section>
      """
  }

  private var gapSection: HTML {
    let found = GapLine.lines(of: gaps, texts)
    guard !found.isEmpty else {
      return "<section><h2>\(texts(.registerGaps))</h2><p>\(texts(.registerGapsNone))</p></section>"
    }
    return """
      <section><h2>\(texts(.registerGaps))</h2><ul class="findings">\
      \(found.map(line))</ul></section>
      """
  }

  private func line(_ gap: GapLine) -> HTML {
    """
    <li><a href="\(frame.address(.register(of: city.id, gap.kind)))">\(gap.text)</a>\(raise(gap))</li>
    """
  }

  /// The way from a gap to a challenge of the plan, with the gap as its evidence.
  private func raise(_ gap: GapLine) -> HTML? {
    guard let plan, frame.viewer.may(.editContent, .plan(plan)) else { return nil }
    let link = Link.newRecord(Challenge.entityName, of: plan.id).with(query: [
      "title": gap.text, "evidence": "\(texts(.registerTitle)): \(gap.text)",
    ])
    return """
       <a href="\(frame.address(link))">\(texts(.gapChallenge))<span class="unseen">: \
      \(gap.text)</span></a>
      """
  }
}

/// One kind of gap, as a sentence, and the list where it is mended.
struct GapLine {
  let text: String
  let kind: EntryKind

  static func lines(of gaps: RegisterGaps, _ texts: Texts) -> [GapLine] {
    let all: [(Int, TextKey, EntryKind)] = [
      (gaps.servicesWithoutLevel.count, .gapLevel, .service),
      (gaps.servicesWithoutOwner.count, .gapServiceOwner, .service),
      (gaps.servicesWithoutLegalBasis.count, .gapLegal, .service),
      (gaps.systemsWithoutOwner.count, .gapSystemOwner, .system),
      (gaps.systemsAtRisk.count, .gapSystemRisk, .system),
      (gaps.contractsEnded.count, .gapContractEnded, .contract),
      (gaps.contractsEndingEarly.count, .gapContractEarly, .contract),
      (gaps.datasetsWithoutOwner.count, .gapDatasetOwner, .dataset),
      (gaps.datasetsNeverUpdated.count, .gapDatasetStale, .dataset),
      (gaps.strategiesExpired.count, .gapStrategyExpired, .strategy),
      (gaps.skillsMissing.count, .gapSkills, .skill),
    ]
    return all.filter { $0.0 > 0 }.map { count, key, kind in
      GapLine(text: texts(key, ["count": .count(count)]), kind: kind)
    }
  }
}
