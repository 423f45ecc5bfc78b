public import Exact

/// A programme's call to cities to take part.
public struct SelectionCall: Fact {
  public static let entityName = "selection_call"

  public let id: Exact.ID<SelectionCall>
  public var revision: Int
  public let programme: Exact.ID<Programme>
  public var title: Multilingual
  public var about: Multilingual?
  /// One theme a line.
  public var themes: Multilingual?
  public var opens: Day?
  public var closes: Day?
  public var countries: [String]
  public var minPopulation: Int?
  public var maxPopulation: Int?
  public var regions: [RegionCategory]
  public var applicants: [ApplicantType]
  public var languages: [Language]
  public var needsCommitment: Bool
  public var needsContact: Bool
  public var partner: PartnerRule
  /// One document a line.
  public var documents: Multilingual?
  public var onePerCity: Bool
  public var criteria: [SelectionCriterion]
  public var scaleLowest: Int
  public var scaleHighest: Int
  public var threshold: ExactDecimal?
  public var places: Int
  public var reservePlaces: Int
  public var assessors: Int
  public var tieRule: SelectionTieRule
  /// When the rules were frozen, which version of them, and their fingerprint in the log.
  public var openedAt: Instant?
  public var rulesVersion: Int?
  public var rulesDigest: Digest?
  /// The newest decision on it.
  public var decision: Exact.ID<Decision>?

  public init(
    id: Exact.ID<SelectionCall>, programme: Exact.ID<Programme>, title: Multilingual
  ) {
    self.id = id
    revision = 1
    self.programme = programme
    self.title = title
    countries = []
    regions = []
    applicants = []
    languages = []
    needsCommitment = true
    needsContact = true
    partner = .mayBeOpen
    onePerCity = true
    criteria = []
    scaleLowest = 0
    scaleHighest = 5
    places = 10
    reservePlaces = 3
    assessors = 2
    tieRule = .criteriaThenLot
  }

  /// The themes in the order of their numbers, from zero.
  public var themeNames: [Multilingual] { themes?.lines ?? [] }

  public var documentNames: [Multilingual] { documents?.lines ?? [] }

  /// From this moment on nothing is taken any more.
  public var deadline: Instant? { closes.map { Instant(startOf: $0.adding(days: 1)) } }

  /// The rules as they are frozen, or as they would be if the call opened now.
  public var rules: SelectionRules {
    var eligibility = EligibilityRules()
    eligibility.countries = countries
    eligibility.minPopulation = minPopulation
    eligibility.maxPopulation = maxPopulation
    eligibility.regions = regions
    eligibility.applicants = applicants
    eligibility.languages = languages
    eligibility.needsCommitment = needsCommitment
    eligibility.needsContact = needsContact
    eligibility.partner = partner
    eligibility.documents = documentNames
    eligibility.onePerCity = onePerCity
    var rules = SelectionRules(
      call: id.rawValue, version: rulesVersion ?? revision, eligibility: eligibility,
      criteria: criteria, scale: ScoreScale(lowest: scaleLowest, highest: scaleHighest))
    rules.opens = opens
    rules.closes = closes
    rules.threshold = threshold
    rules.places = places
    rules.reservePlaces = reservePlaces
    rules.assessors = assessors
    rules.tieRule = tieRule
    return rules
  }
}

/// How far a call has come.
public enum CallPhase: String, CaseIterable, Hashable, Sendable, Named {
  case draft, announced, open, closed, decided

  public static let textPrefix = "callPhase"
}

extension SelectionCall {
  public func phase(at now: Instant) -> CallPhase {
    guard openedAt != nil, let opens, let deadline else { return .draft }
    if decision != nil { return .decided }
    if now >= deadline { return .closed }
    return now < Instant(startOf: opens) ? .announced : .open
  }

  /// Whether somebody leads this call for its programme.
  public func isLed(by viewer: Viewer) -> Bool {
    viewer.may(.manageCalls, .programme(programme))
  }

  /// Drafts are for those who prepare them.
  public func isReadable(by viewer: Viewer) -> Bool { openedAt != nil || isLed(by: viewer) }

  public func mayBeAdded(by viewer: Viewer) -> Bool { openedAt == nil && isLed(by: viewer) }

  /// Nobody changes what is frozen.
  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expectOrder(opens, closes, "closes")
    problems.expectKnown(programme, among: atlas.programmes, "programme")
    problems.expect(
      countries.allSatisfy(Self.isCountry), "countries", Message("problemCountryCodes"))
    let range = (minPopulation ?? 0) <= (maxPopulation ?? .max)
    problems.expect(range, "maxPopulation", Message("problemPopulationRange"))
    problems.expect(scaleLowest < scaleHighest, "scaleHighest", Message("problemScoreScale"))
    problems.expect(
      criteria.compactMap(\.threshold).allSatisfy(isOnScale), "criteria",
      Message("problemThresholdOffScale"))
    problems.expect(
      threshold.map(isOnScale) ?? true, "threshold", Message("problemThresholdOffScale"))
    return problems.list
  }

  private static func isCountry(_ code: String) -> Bool {
    code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) }
  }

  private func isOnScale(_ value: ExactDecimal) -> Bool {
    Rational(scaleLowest) <= value.rational && value.rational <= Rational(scaleHighest)
  }

  /// What is missing before the call can open.
  public func problemsBeforeOpening(at now: Instant) -> [Message] {
    var problems: [Message] = []
    if opens == nil || closes == nil { problems.append(Message("callNeedsDates")) }
    if let deadline, deadline <= now { problems.append(Message("callDeadlineOver")) }
    if criteria.isEmpty { problems.append(Message("callNeedsCriteria")) }
    return problems
  }

  /// The call with its rules frozen.
  public func opened(at now: Instant) throws -> SelectionCall {
    var opened = self
    opened.openedAt = now
    opened.rulesVersion = revision
    opened.rulesDigest = try opened.rules.digest()
    return opened
  }
}
