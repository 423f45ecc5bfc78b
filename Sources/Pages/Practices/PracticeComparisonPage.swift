public import Civic
public import Exact

/// Two to four practices side by side.
public struct PracticeComparisonPage: Sendable {
  public static let range = 2...4

  let frame: PageFrame
  let atlas: Atlas
  let practices: [Practice]
  let adoptions: [ID<Practice>: [Adoption]]

  public init(
    frame: PageFrame, atlas: Atlas, practices: [Practice], adoptions: [ID<Practice>: [Adoption]]
  ) {
    self.frame = frame
    self.atlas = atlas
    self.practices = practices
    self.adoptions = adoptions
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.practicesCompared))
    setting.isWide = true
    setting.crumbs = [Anchor(text: texts(.practicesTitle), href: frame.address(.practices))]
    return frame.page(setting, "<h1>\(texts(.practicesCompared))</h1>\(table)")
  }

  private var table: HTML {
    Table(
      id: "compared", caption: texts(.practicesCompared), hidesCaption: true,
      columns: [Table.Column(title: texts(.practicesAspect))]
        + practices.map { Table.Column(title: frame.words($0.name)) },
      rows: facts + parts + [
        row(.adoptionsTitle) { practice in
          TransferWords(frame: frame, atlas: atlas, adoptions: adoptions[practice.id] ?? []).html
        },
        row(.practicesWhole) { practice in
          """
          <a href="\(frame.address(.practice(practice.id)))">\(texts(.practicesRead))\
          <span class="unseen">: \(frame.content(practice.name))</span></a>
          """
        },
      ]
    ).html
  }

  private func row(_ key: TextKey, _ cell: (Practice) -> HTML) -> Table.Row {
    Table.Row(cells: ["\(texts(key))"] + practices.map(cell))
  }

  private var facts: [Table.Row] {
    let place = PracticePlace(frame: frame, atlas: atlas)
    return [
      row(.practicesPlace) { "\(place.words($0))" },
      row(.practiceOutcomeField) { PracticeTag(frame: frame, outcome: $0.outcome).html },
      row(.practicesReview) { "\(texts.name(of: $0.review))" },
      row(.policyFrom) { $0.startYear.map { "\(String($0))" } ?? "–" },
      row(.pilotCostField) { practice in
        practice.cost.map { cost in
          "\(texts.formats.money(Money(minorUnits: cost, currency: practice.currency)))"
        } ?? "–"
      },
      row(.practiceCodesTitle) { practice in
        let codes = PracticeFacts.codes(of: practice, texts)
        return codes.isEmpty ? "–" : "\(codes)"
      },
    ]
  }

  /// What at least one of them tells.
  private var parts: [Table.Row] {
    let all = practices.map { PracticeFacts.parts(of: $0) }
    guard let keys = all.first?.map(\.key) else { return [] }
    return keys.indices.compactMap { index in
      let told = all.map { $0[index].text }
      guard told.contains(where: { $0 != nil }) else { return nil }
      return Table.Row(
        cells: ["\(texts(keys[index]))"] + told.map { $0.map { frame.prose($0) } ?? "–" })
    }
  }
}

/// What others did about something like a challenge of a plan, with the reasons.
public struct SimilarPracticesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let document: PlanDocument
  let challenge: Challenge
  let found: [PracticeLikeness]
  let adoptions: [ID<Practice>: [Adoption]]

  public init(
    frame: PageFrame, atlas: Atlas, document: PlanDocument, challenge: Challenge,
    found: [PracticeLikeness], adoptions: [ID<Practice>: [Adoption]]
  ) {
    self.frame = frame
    self.atlas = atlas
    self.document = document
    self.challenge = challenge
    self.found = found
    self.adoptions = adoptions
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let work = WorkFrame(frame: frame, document: document)
    let reference = RecordReference(challenge)
    let crumbs = [
      work.listAnchor(Challenge.self),
      Anchor(
        text: frame.words(challenge.title),
        href: frame.address(.record(reference, of: document.plan.id))),
    ]
    let list: HTML =
      found.isEmpty
      ? EmptyState(title: texts(.practicesNone), text: texts(.similarNone)).html
      : "<ol class=\"findings\">\(found.prefix(20).map(item))</ol>"
    return work.page(
      texts(.similarTitle), crumbs: crumbs,
      "<p class=\"lead\">\(frame.content(challenge.title))</p><p>\(texts(.similarLead))</p>\(list)")
  }

  private func item(_ likeness: PracticeLikeness) -> HTML {
    let practice = likeness.practice
    let place = PracticePlace(frame: frame, atlas: atlas).words(practice)
    return """
      <li><a href="\(frame.address(.practice(practice.id)))">\(frame.content(practice.name))</a> \
      (\(place)) \(PracticeTag(frame: frame, outcome: practice.outcome))\
      <ul>\(reasons(likeness).map { "<li>\($0)</li>" as HTML })</ul></li>
      """
  }

  private func reasons(_ likeness: PracticeLikeness) -> [String] {
    var reasons: [String] = []
    let list = { (items: [String]) in Message.Argument.text(texts.formats.list(items)) }
    if !likeness.words.isEmpty {
      reasons.append(texts(.similarWords, ["words": list(Array(likeness.words.prefix(6)))]))
    }
    if !likeness.themes.isEmpty {
      reasons.append(texts(.similarThemes, ["themes": list(likeness.themes)]))
    }
    let codes =
      likeness.policyCodes.map(\.rawValue)
      + likeness.goals.compactMap { number in
        Goal.allCases.first { $0.number == number }.map { texts.name(of: $0) }
      }
    if !codes.isEmpty { reasons.append(texts(.similarCodes, ["codes": list(codes)])) }
    if likeness.practice.outcome == .failed, likeness.practice.avoid != nil {
      reasons.append(texts(.similarFailed))
    }
    let counts = Transferability(adoptions[likeness.practice.id] ?? [], atlas: atlas)
    if counts.worked > 0 {
      reasons.append(texts(.similarAdopted, ["count": .count(counts.worked)]))
    }
    return reasons
  }
}
