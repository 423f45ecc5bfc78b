public import Exact

/// Everything a selection is decided from, frozen and published: assessors are letters in it.
public struct SelectionInput: Codable, Hashable, Sendable {
  public struct Application: Codable, Hashable, Sendable {
    public var id: String
    public var city: String
    public var name: Multilingual
    public var themes: [Int]
    public var facts: ApplicantFacts
    public var sheets: [Sheet]

    public init(
      id: String, city: String, name: Multilingual, themes: [Int], facts: ApplicantFacts,
      sheets: [Sheet]
    ) {
      self.id = id
      self.city = city
      self.name = name
      self.themes = themes
      self.facts = facts
      self.sheets = sheets
    }
  }

  /// What one assessor gave; no scores where they declared a conflict of interest.
  public struct Sheet: Codable, Hashable, Sendable {
    public var assessor: String
    public var scores: [Int]?
    /// Before the discussion, where they were revised in it; tells, and does not count.
    public var first: [Int]?

    public init(assessor: String, scores: [Int]?, first: [Int]? = nil) {
      self.assessor = assessor
      self.scores = scores
      self.first = first
    }
  }

  public var programme: String
  public var title: Multilingual
  public var rules: SelectionRules
  public var applications: [Application]
  public var rulings: [SelectionRuling]
  /// Applications withdrawn after an earlier decision, in the order of time.
  public var withdrawals: [String]
  /// The decision that this one takes the place of.
  public var previous: String?

  public init(programme: String, title: Multilingual, rules: SelectionRules) {
    self.programme = programme
    self.title = title
    self.rules = rules
    applications = []
    rulings = []
    withdrawals = []
  }

  /// Letters for assessors, in an order that tells nothing: that of the digests of the rules'
  /// digest and each account.
  public static func letters(
    of accounts: some Sequence<Exact.ID<Account>>, under rules: Digest
  ) -> [Exact.ID<Account>: String] {
    let sorted = Set(accounts).map { ($0, Digest(of: Array("\(rules)\($0)".utf8)).rawValue) }
      .sorted { $0.1 < $1.1 }
    return Dictionary(
      uniqueKeysWithValues: sorted.enumerated().map { ($0.element.0, letter($0.offset)) })
  }

  /// A to Z, then AA, AB, …
  public static func letter(_ number: Int) -> String {
    let last = String(UnicodeScalar(UInt8(65 + number % 26)))
    return number < 26 ? last : letter(number / 26 - 1) + last
  }
}

/// What people decide otherwise than the rules compute, and why; published with the decision.
public struct SelectionRuling: Codable, Hashable, Sendable {
  public var application: String
  public var kind: RulingKind
  public var reason: String

  public init(application: String, kind: RulingKind, reason: String) {
    self.application = application
    self.kind = kind
    self.reason = reason
  }
}

public enum RulingKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Counts as eligible.
  case admit
  case select, reserve, decline

  public static let textPrefix = "rulingKind"
}

/// What became of an application.
public enum SelectionStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case selected, reserve, declined, withdrawn

  public static let textPrefix = "selectionStatus"
}

/// Why an application has its status.
public enum SelectionReason: String, CaseIterable, Hashable, Sendable, Named {
  case withinPlaces, onReserve, noPlaceLeft, belowThreshold, belowCriterion, notEligible
  case eligibilityOpen, notAssessed, ruling, tookPlace, gaveUp

  public static let textPrefix = "selectionReason"
}

/// What put applications with equal means in order.
public enum TieStep: String, Comparable, CaseIterable, Hashable, Sendable, Named {
  case criteria, population, lot

  public static let textPrefix = "tieStep"

  public static func < (left: TieStep, right: TieStep) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
