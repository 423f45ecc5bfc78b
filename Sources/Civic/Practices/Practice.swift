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
    review == .accepted && (visibility == .everybody || visibility == .anonymous)
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
      review == .draft || (problem != nil && done != nil && result != nil && why != nil), "why",
      Message("problemPracticeIncomplete"))
    return problems.list
  }

  /// The next step of its review that somebody may take: first the city, then a network.
  public func nextReview(by viewer: Viewer) -> PracticeReview? {
    switch review {
    case .draft: viewer.may(.editContent, .city(city)) ? .checked : nil
    case .checked: viewer.maySomewhere(.manageNetwork) ? .accepted : nil
    case .accepted: nil
    }
  }
}

/// What came of a practice.
public enum PracticeOutcome: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case worked, mixed, failed

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

  public static let textPrefix = "practiceReview"
}

/// A practice taken up elsewhere: what was changed, and later what came of it.
public struct Adoption: RegisterEntry {
  public static let entityName = "adoption"

  public let id: Exact.ID<Adoption>
  public var revision: Int
  /// Who took it up.
  public var city: Exact.ID<City>
  /// What it is called here.
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var practice: Exact.ID<Practice>?
  public var startYear: Int?
  public var changed: Multilingual?
  public var outcome: PracticeOutcome?
  public var result: Multilingual?

  public init(id: Exact.ID<Adoption>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(practice != nil, "practice", Message("problemAdoptionPractice"))
    problems.expect(
      outcome == nil || result != nil, "result", Message("problemAdoptionResult"))
    return problems.list
  }
}

/// How well a practice travels, counted from those who took it up and never claimed.
public struct Transferability: Hashable, Sendable {
  public let adoptions: Int
  public let worked: Int
  public let mixed: Int
  public let failed: Int

  public init(_ adoptions: [Adoption]) {
    self.adoptions = adoptions.count
    worked = adoptions.count { $0.outcome == .worked }
    mixed = adoptions.count { $0.outcome == .mixed }
    failed = adoptions.count { $0.outcome == .failed }
  }

  /// How many have said what came of it.
  public var judged: Int { worked + mixed + failed }
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

/// Finds practices by words, outcome, theme and country, those that say most of the words first.
public struct PracticeSearch: Hashable, Sendable {
  public var words: String
  public var outcome: PracticeOutcome?
  public var theme: ServiceTheme?
  public var country: String?

  public init(
    words: String = "", outcome: PracticeOutcome? = nil, theme: ServiceTheme? = nil,
    country: String? = nil
  ) {
    self.words = words
    self.outcome = outcome
    self.theme = theme
    self.country = country
  }

  /// - Complexity: O(practices × words).
  public func found(in practices: [Practice], atlas: Atlas) -> [Practice] {
    let wanted = Set(Self.words(of: words))
    let scored = practices.compactMap { practice -> (Practice, Int)? in
      if let outcome, practice.outcome != outcome { return nil }
      if let theme, practice.theme != theme { return nil }
      if let country, atlas.city(practice.city)?.country != country { return nil }
      guard !wanted.isEmpty else { return (practice, 0) }
      let said = Set(Self.words(of: Self.text(of: practice)))
      // A word is found also where it begins a longer one.
      let hits = wanted.count { word in said.contains { $0.hasPrefix(word) } }
      return hits == 0 ? nil : (practice, hits)
    }
    return scored.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
  }

  private static func text(of practice: Practice) -> String {
    let texts = [
      practice.name, practice.context, practice.problem, practice.done, practice.result,
      practice.why, practice.avoid, practice.conditions,
    ]
    return texts.compactMap { $0?.texts.values.joined(separator: " ") }.joined(separator: " ")
  }

  /// Folded words of three letters or more.
  private static func words(of text: String) -> [String] {
    Fold.words(text).filter { $0.count >= 3 }
  }
}
