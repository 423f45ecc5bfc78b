public import Civic
import Exact

/// One practice: what was done, what came of it and why, and who took it up.
public struct PracticePage: Sendable {
  /// A plan of the reader's city in which it can become an action.
  public struct Offer: Sendable {
    let document: PlanDocument

    public init(_ document: PlanDocument) {
      self.document = document
    }
  }

  let frame: PageFrame
  let atlas: Atlas
  let practice: Practice
  let adoptions: [Adoption]
  /// The reader's cities, which may take it up.
  let cities: [City]
  let offers: [Offer]
  let files: [HandedFile]
  let problems: [Message]
  let fields: [FieldProblem]
  let input: FormInput

  /// - Parameter fields: What is wrong with a document that was sent.
  public init(
    frame: PageFrame, atlas: Atlas, practice: Practice, adoptions: [Adoption], cities: [City],
    offers: [Offer] = [], files: [HandedFile] = [], problems: [Message] = [],
    fields: [FieldProblem] = [], input: FormInput = FormInput([])
  ) {
    self.files = files
    self.fields = fields
    self.frame = frame
    self.atlas = atlas
    self.practice = practice
    self.adoptions = adoptions
    self.cities = cities
    self.offers = offers
    self.problems = problems
    self.input = input
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(practice.name))
    setting.isPrivate = !practice.isPublic
    setting.isDemonstration = atlas.city(practice.city)?.isDemonstration ?? false
    setting.crumbs = [Anchor(text: texts(.practicesTitle), href: frame.address(.practices))]
    let items =
      problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
      + fields.map { ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(PracticePlace(frame: frame, atlas: atlas).words(practice))</p>\
      <h1>\(frame.content(practice.name))</h1>\
      <p>\(PracticeTag(frame: frame, outcome: practice.outcome)) \(texts.name(of: practice.review))</p>\
      \(acts)\(PracticeFacts(frame: frame, practice: practice))\(documents)\(adopted)\
      \(offers.map { AdoptionForm(frame: frame, practice: practice, offer: $0, input: input) })
      """)
  }

  private var documents: HandedFileList {
    let id = practice.id
    return HandedFileList(
      frame: frame, files: files, mayChange: practice.mayBeChanged(by: frame.viewer),
      address: { .practiceFile($0?.id, of: id, $1) }, problems: fields, input: input)
  }

  private var acts: HTML? {
    var buttons: [HTML] = []
    if let next = practice.nextReview(by: frame.viewer) {
      var reviewed = practice
      reviewed.review = next
      let faults = reviewed.problems(in: atlas)
      if let first = faults.first {
        buttons.append("<p class=\"hint\">\(texts.sentence(first.message))</p>")
      } else {
        buttons.append(
          ActionForm(
            action: frame.address(.practiceReview(practice.id)), token: frame.csrfField,
            button: Button(label: texts(next == .checked ? .practiceCheck : .practiceAccept))
          ).html)
      }
    }
    let planned = Set(offers.map(\.document.plan.city))
    for city in cities where city.id != practice.city && !planned.contains(city.id) {
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

  /// Who took it up, with what came of it: counted, not claimed.
  private var adopted: HTML {
    let items = adoptions.map { adoption -> HTML in
      let city = atlas.city(adoption.city)
      let tag: HTML? = adoption.outcome.map { PracticeTag(frame: frame, outcome: $0).html }
      let changed: HTML? = adoption.changed.map {
        "<p>\(texts(.adoptionChangedField)): \(frame.content($0))</p>"
      }
      return """
        <li><strong>\(frame.content(city?.name))</strong>: \(frame.content(adoption.name)) \(tag)\
        \(changed)\(frame.prose(adoption.result))\(acts(adoption))</li>
        """
    }
    return """
      <section><h2>\(texts(.adoptionsTitle))</h2>\
      \(TransferWords(frame: frame, atlas: atlas, adoptions: adoptions))\
      \(items.isEmpty ? nil : "<ul>\(items)</ul>" as HTML)</section>
      """
  }

  /// The ways of the adopter's own people: to the action, and to say what came of it.
  private func acts(_ adoption: Adoption) -> HTML? {
    guard adoption.mayBeChanged(by: frame.viewer) else { return nil }
    let report: HTML = """
      <a href="\(frame.address(.fact(RecordReference(adoption))))">\(texts(.adoptionReport))</a>
      """
    guard let plan = adoption.plan, let action = adoption.action else {
      return "<p>\(report)</p>"
    }
    let link = Link.action(action, of: plan, .working)
    return """
      <p><a href="\(frame.address(link))">\(texts(.adoptionAction))</a> · \(report)</p>
      """
  }
}

/// How well a practice travels, in words.
struct TransferWords: Component {
  let frame: PageFrame
  let atlas: Atlas
  let adoptions: [Adoption]

  var html: HTML {
    let texts = frame.texts
    let counts = Transferability(adoptions, atlas: atlas)
    guard counts.adoptions > 0 else { return "<p>\(texts(.adoptionsNone))</p>" }
    guard counts.judged > 0 else {
      return "<p>\(texts(.adoptionsUnjudged, ["count": .count(counts.adoptions)]))</p>"
    }
    let summary = texts(
      .adoptionsSummary,
      [
        "count": .count(counts.adoptions), "judged": .text(texts.formats.number(counts.judged)),
        "worked": .text(texts.formats.number(counts.worked)),
        "failed": .text(texts.formats.number(counts.failed)),
      ])
    let travels =
      counts.share.map { share in
        texts(
          .transferShare,
          [
            "share": .text(AssessmentShare(texts).percent(share)),
            "count": .count(counts.countries),
          ])
      } ?? texts(.transferUnknown)
    return "<p>\(summary) \(travels)</p>"
  }
}

/// What is told about a practice.
struct PracticeFacts: Component {
  let frame: PageFrame
  let practice: Practice

  private var texts: Texts { frame.texts }

  /// The parts in their order; also the rows of a comparison.
  static func parts(of practice: Practice) -> [(key: TextKey, text: Multilingual?)] {
    [
      (.practiceContextField, practice.context), (.policyProblemField, practice.problem),
      (.correctionNameField, practice.done), (.pilotBaselineField, practice.baseline),
      (.practiceResultField, practice.result), (.practiceWhyField, practice.why),
      (.practiceAvoidField, practice.avoid), (.pilotTransferField, practice.conditions),
      (.practiceEvidenceField, practice.evidence), (.practiceStaffField, practice.staff),
    ]
  }

  var html: HTML { "\(parts)\(facts)" }

  private var parts: HTML {
    HTML.joined(
      Self.parts(of: practice).compactMap { key, text in
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
    let codes = Self.codes(of: practice, texts)
    if !codes.isEmpty {
      rows.append(SummaryList.Row(name: texts(.practiceCodesTitle), value: "\(codes)"))
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

  /// Themes, goals and codes in a line.
  static func codes(of practice: Practice, _ texts: Texts) -> String {
    let goals = practice.goals.compactMap { number in
      Goal.allCases.first { $0.number == number }.map { "\($0.number) \(texts.name(of: $0))" }
    }
    let theme = practice.theme.map { [texts.name(of: $0)] } ?? []
    return (theme + practice.themes + goals + practice.policyCodes.map(\.rawValue))
      .joined(separator: ", ")
  }
}
