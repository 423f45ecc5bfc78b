public import Exact

/// What a city did about a problem, and what came of it: what worked and what failed are equal in
/// rank.
public struct Practice: RegisterEntry {
  public static let entityName = "practice"

  public let id: Exact.ID<Practice>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var visibility: PracticeVisibility
  public var outcome: PracticeOutcome
  public var theme: ServiceTheme?
  /// Where it was done: size, means, what was special.
  public var context: Multilingual?
  public var problem: Multilingual?
  public var done: Multilingual?
  public var startYear: Int?
  public var cost: MinorUnits?
  public var currency: Currency
  public var staff: Multilingual?
  /// How it was before.
  public var baseline: Multilingual?
  public var result: Multilingual?
  public var evidence: Multilingual?
  public var evidenceURL: String?
  /// Why it worked or failed.
  public var why: Multilingual?
  public var avoid: Multilingual?
  /// What it needs to work elsewhere.
  public var conditions: Multilingual?
  /// Whom to ask: a role, not a person.
  public var contact: String?
  public var source: Multilingual?
  public var review: PracticeReview
  /// What it can be found and compared by.
  public var codes: PracticeCodes?
  /// The pilot it was made from.
  public var origin: RecordReference?

  public init(
    id: Exact.ID<Practice>, city: Exact.ID<City>, name: Multilingual, currency: Currency
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    self.currency = currency
    visibility = .city
    outcome = .mixed
    review = .draft
  }

  /// Whether everybody may read it: the city wants it, and it was reviewed twice.
  public var isPublic: Bool {
    (review == .accepted || review == .listed)
      && (visibility == .everybody || visibility == .anonymous)
  }

  /// Whether somebody may read it who is not of the city.
  public func isReadable(by viewer: Viewer) -> Bool {
    isPublic || viewer.may(.readWorking, .city(city))
      || (visibility == .network && review == .accepted && viewer.account != nil)
      || (review == .checked && viewer.maySomewhere(.manageNetwork))
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectAddress(evidenceURL, "evidenceURL")
    problems.expect(
      review == .draft || review == .listed
        || (problem != nil && done != nil && result != nil && why != nil && outcome != .unknown),
      "why", Message("problemPracticeIncomplete"))
    return problems.list
  }

  /// The next step of its review that somebody may take: first the city, then a network.
  public func nextReview(by viewer: Viewer) -> PracticeReview? {
    switch review {
    case .draft, .listed: viewer.may(.editContent, .city(city)) ? .checked : nil
    case .checked: viewer.maySomewhere(.manageNetwork) ? .accepted : nil
    case .accepted: nil
    }
  }
}

/// What came of a practice.
public enum PracticeOutcome: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case worked, mixed, failed
  /// Nobody has said.
  case unknown

  /// What somebody who took it up can say.
  public static let judged: [PracticeOutcome] = [.worked, .mixed, .failed]

  public static let textPrefix = "practiceOutcome"
}

/// Who may see a practice; the city chooses.
public enum PracticeVisibility: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case city, network, anonymous, everybody

  public static let textPrefix = "practiceVisibility"
}

/// How far a practice has been reviewed.
public enum PracticeReview: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case draft, checked, accepted
  /// Facts taken from a named source, reviewed by nobody here.
  case listed

  public static let textPrefix = "practiceReview"
}

/// What practices and challenges have in common: themes in words, goals, codes.
public struct PracticeCodes: Codable, Hashable, Sendable {
  public var themes: [String]
  /// Sustainable Development Goals, 1 to 17.
  public var goals: [Int]
  /// Specific objectives of cohesion policy.
  public var policyCodes: [PolicyCode]

  public init(themes: [String] = [], goals: [Int] = [], policyCodes: [PolicyCode] = []) {
    self.themes = themes
    self.goals = goals
    self.policyCodes = policyCodes
  }
}

extension Practice {
  public var themes: [String] {
    get { codes?.themes ?? [] }
    set { change { $0.themes = newValue } }
  }

  public var goals: [Int] {
    get { codes?.goals ?? [] }
    set { change { $0.goals = newValue } }
  }

  public var policyCodes: [PolicyCode] {
    get { codes?.policyCodes ?? [] }
    set { change { $0.policyCodes = newValue } }
  }

  private mutating func change(_ change: (inout PracticeCodes) -> Void) {
    var next = codes ?? PracticeCodes()
    change(&next)
    codes = next == PracticeCodes() ? nil : next
  }
}

extension Practice {
  /// A draft made of a pilot that has ended, whether it worked or not.
  public init(from pilot: Pilot, id: Exact.ID<Practice>) {
    self.init(id: id, city: pilot.city, name: pilot.name, currency: pilot.currency)
    owner = pilot.owner
    outcome =
      switch pilot.result {
      case .scaled: .worked
      case .failed, .stopped: .failed
      case .changed, nil: .mixed
      }
    problem = pilot.hypothesis
    done = pilot.size
    baseline = pilot.baseline
    result = pilot.resultText
    conditions = pilot.transferability
    cost = pilot.cost
    startYear = pilot.start?.year
    origin = RecordReference(pilot)
  }
}
