import Civic
import Exact

/// A call's rules and what they find, in words.
struct SelectionWords {
  let frame: PageFrame
  let rules: SelectionRules

  private var texts: Texts { frame.texts }
  private var eligibility: EligibilityRules { rules.eligibility }

  /// A rule as a sentence.
  func sentence(_ rule: EligibilityRule) -> String {
    switch rule {
    case .country:
      texts(.ruleCountry, list(eligibility.countries.map { texts.formats.country($0) }))
    case .minPopulation: texts(.ruleMinPopulation, number(eligibility.minPopulation))
    case .maxPopulation: texts(.ruleMaxPopulation, number(eligibility.maxPopulation))
    case .region: texts(.ruleRegion, list(eligibility.regions.map { texts.name(of: $0) }))
    case .applicant: texts(.ruleApplicant, list(eligibility.applicants.map { texts.name(of: $0) }))
    case .language: texts(.ruleLanguage, list(eligibility.languages.map(language)))
    case .commitment: texts(.ruleCommitment)
    case .contact: texts(.ruleContact)
    case .partner:
      texts(eligibility.partner == .mustBeNamed ? .rulePartnerNamed : .rulePartnerOpen)
    case .document(let number):
      texts(.ruleDocument, ["name": .text(frame.words(eligibility.documents[number]))])
    case .onePerCity: texts(.ruleOne)
    }
  }

  /// What is known of the city about a rule.
  func fact(_ rule: EligibilityRule, _ facts: ApplicantFacts) -> String {
    let unknown = texts(.factNotKnown)
    let yes = { (isTrue: Bool) in texts(isTrue ? .fieldYes : .fieldNo) }
    switch rule {
    case .country: return facts.country.isEmpty ? unknown : texts.formats.country(facts.country)
    case .minPopulation, .maxPopulation:
      return facts.population.map { texts.formats.number($0) } ?? unknown
    case .region: return facts.region.map { texts.name(of: $0) } ?? unknown
    case .applicant: return facts.applicant.map { texts.name(of: $0) } ?? unknown
    case .language:
      let names = facts.languages.map(language)
      return names.isEmpty ? unknown : texts.formats.list(names)
    case .commitment: return yes(facts.isCommitted)
    case .contact: return yes(facts.hasContact)
    case .partner: return texts.name(of: facts.partner)
    case .document(let number):
      return yes(facts.documents.indices.contains(number) && facts.documents[number])
    case .onePerCity: return texts.formats.number(facts.others + 1)
    }
  }

  private func language(_ language: Language) -> String {
    Language.interface.contains(language) ? texts.name(of: language) : language.rawValue
  }

  private func list(_ items: [String]) -> [String: Message.Argument] {
    ["list": .text(texts.formats.list(items))]
  }

  private func number(_ value: Int?) -> [String: Message.Argument] {
    ["number": .text(texts.formats.number(value ?? 0))]
  }

  /// Every rule with what is known and whether it is met.
  func findings(_ findings: [EligibilityFinding], on facts: ApplicantFacts, id: String) -> HTML {
    guard !findings.isEmpty else { return "<p>\(texts(.ruleNone))</p>" }
    return Table(
      id: id, caption: texts(.applicationEligibility), hidesCaption: true,
      columns: [.applicationRule, .applicationFact, .applicationAnswer].map {
        Table.Column(title: texts($0))
      },
      rows: findings.map { finding in
        Table.Row(cells: [
          "\(sentence(finding.rule))", "\(fact(finding.rule, facts))",
          AnswerTag(frame: frame, answer: finding.answer).html,
        ])
      }
    ).html
  }

  /// An exact mean to three decimals; the fraction itself is in the decision.
  func mean(_ mean: Rational?) -> String {
    mean.map { texts.formats.number($0.approximation, decimals: 3) } ?? "–"
  }

  /// Why an application has its status: the rule, and what people said.
  func reason(_ place: SelectionOutcome.Place, among all: [SelectionOutcome.Place]) -> HTML {
    HTML.joined(
      reasons(place, among: all, line: { "\($0)" }, name: { frame.content($0) }),
      separator: "<br>")
  }

  /// The same as lines of a letter.
  func lines(_ place: SelectionOutcome.Place, among all: [SelectionOutcome.Place]) -> [String] {
    reasons(place, among: all, line: { $0 }, name: { frame.words($0) })
  }

  private func reasons<Line>(
    _ place: SelectionOutcome.Place, among all: [SelectionOutcome.Place],
    line: (String) -> Line, name: (Multilingual) -> Line
  ) -> [Line] {
    var parts = [line(texts.name(of: place.reason))]
    if let failed = place.failedCriterion { parts.append(name(rules.criteria[failed].name)) }
    if place.reason == .notEligible || place.reason == .eligibilityOpen {
      parts += place.findings.filter { $0.answer != .met }.map { finding in
        let known = fact(finding.rule, place.application.facts)
        return line(
          "\(texts.name(of: finding.answer)): \(sentence(finding.rule)) (\(known))")
      }
    }
    return parts + people(place, among: all).map(line)
  }

  /// Rulings, places handed on, ties.
  private func people(
    _ place: SelectionOutcome.Place, among all: [SelectionOutcome.Place]
  ) -> [String] {
    let city = { (id: String) in
      frame.words(all.first { $0.application.id == id }?.application.name)
    }
    var parts: [String] = []
    if let ruling = place.ruling {
      parts.append(
        texts(.selectionRuled, ["kind": .name(ruling.kind), "reason": .text(ruling.reason)]))
      if place.computed != place.status, place.status != .withdrawn {
        parts.append(texts(.selectionComputed, ["status": .name(place.computed)]))
      }
    }
    if let replaced = place.replaces {
      parts.append(texts(.selectionReplaces, ["city": .text(city(replaced))]))
    }
    if let step = place.tieStep {
      let cities = texts.formats.list(place.tiedWith.map(city))
      parts.append(texts(.selectionTie, ["cities": .text(cities), "step": .name(step)]))
    }
    return parts
  }
}

/// Whether a rule is met, in a word.
struct AnswerTag: Component {
  let frame: PageFrame
  let answer: EligibilityAnswer

  var html: HTML {
    let tone: Tone =
      switch answer {
      case .met: .good
      case .notMet: .bad
      case .cannotBeTold: .warning
      }
    return StatusTag(text: frame.texts.name(of: answer), tone: tone).html
  }
}

/// What became of an application, in a word.
struct SelectionTag: Component {
  let frame: PageFrame
  let status: SelectionStatus

  var html: HTML {
    let tone: Tone =
      switch status {
      case .selected: .good
      case .reserve: .progress
      case .declined: .neutral
      case .withdrawn: .warning
      }
    return StatusTag(text: frame.texts.name(of: status), tone: tone).html
  }
}

/// How far a call has come, in a word.
struct CallTag: Component {
  let frame: PageFrame
  let call: SelectionCall

  var html: HTML {
    let phase = call.phase(at: frame.now)
    let tone: Tone =
      switch phase {
      case .draft: .neutral
      case .announced: .info
      case .open: .progress
      case .closed: .warning
      case .decided: .good
      }
    return StatusTag(text: frame.texts.name(of: phase), tone: tone).html
  }
}

/// The outcome of a selection as a table, the ranked first.
struct OutcomeTable: Component {
  let frame: PageFrame
  let rules: SelectionRules
  let outcome: SelectionOutcome

  var html: HTML {
    let texts = frame.texts
    let words = SelectionWords(frame: frame, rules: rules)
    return Table(
      id: "outcome", caption: texts(.selectionTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.planCity)), Table.Column(title: texts(.selectionTitle)),
        Table.Column(title: texts(.selectionRank), isNumeric: true),
        Table.Column(title: texts(.selectionMean), isNumeric: true),
        Table.Column(title: texts(.selectionReasonField)),
      ],
      rows: outcome.places.map { place in
        Table.Row(cells: [
          frame.content(place.application.name),
          SelectionTag(frame: frame, status: place.status).html,
          "\(place.rank.map { texts.formats.number($0) } ?? "–")", "\(words.mean(place.mean))",
          words.reason(place, among: outcome.places),
        ])
      }, empty: EmptyState(title: texts(.deskNone), text: texts(.deskNoneText))
    ).html
  }
}
