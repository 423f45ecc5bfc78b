public import Exact

/// The rules of a call as data: who may apply, how applications are scored, who is selected.
///
/// When a call opens, the SHA-256 of the canonical JSON of these rules enters the public log;
/// nobody can change them afterwards.
public struct SelectionRules: Codable, Hashable, Sendable {
  public var call: String
  /// How often the rules were written before they were frozen.
  public var version: Int
  public var opens: Day?
  /// The last day on which applications are taken, until its end in UTC.
  public var closes: Day?
  public var eligibility: EligibilityRules
  public var criteria: [SelectionCriterion]
  public var scale: ScoreScale
  /// The least weighted mean that can be selected.
  public var threshold: ExactDecimal?
  public var places: Int
  public var reservePlaces: Int
  /// How many independent scores an application needs.
  public var assessors: Int
  public var tieRule: SelectionTieRule

  public init(
    call: String, version: Int, eligibility: EligibilityRules, criteria: [SelectionCriterion],
    scale: ScoreScale
  ) {
    self.call = call
    self.version = version
    self.eligibility = eligibility
    self.criteria = criteria
    self.scale = scale
    places = 1
    reservePlaces = 0
    assessors = 2
    tieRule = .criteriaThenLot
  }

  /// The bytes that are published and whose digest is in the log.
  public func published() throws -> [UInt8] {
    CanonicalJSON.bytes(of: try JSONValue(encoding: self))
  }

  public func digest() throws -> Digest { Digest(of: try published()) }
}

/// Who may apply; what is empty or nil is not asked.
public struct EligibilityRules: Codable, Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public var countries: [String] = []
  public var minPopulation: Int?
  public var maxPopulation: Int?
  public var regions: [RegionCategory] = []
  public var applicants: [ApplicantType] = []
  /// One of them is enough.
  public var languages: [Language] = []
  public var needsCommitment = false
  public var needsContact = false
  public var partner: PartnerRule = .notAsked
  /// The names of what has to be handed in.
  public var documents: [Multilingual] = []
  public var onePerCity = false

  public init() {}
}

/// What is scored, and how much it weighs.
public struct SelectionCriterion: Codable, Hashable, Sendable {
  public var name: Multilingual
  /// From 1 to 1000.
  public var weight: Int
  /// The least mean of this criterion that can be selected.
  public var threshold: ExactDecimal?

  public init(name: Multilingual, weight: Int, threshold: ExactDecimal? = nil) {
    self.name = name
    self.weight = weight
    self.threshold = threshold
  }
}

/// The whole numbers that can be given.
public struct ScoreScale: Codable, Hashable, Sendable {
  public var lowest: Int
  public var highest: Int

  public init(lowest: Int, highest: Int) {
    self.lowest = lowest
    self.highest = highest
  }

  public func contains(_ score: Int) -> Bool { lowest <= score && score <= highest }
}

/// How equal means are put in order; stated before anybody applies.
///
/// The lot of an application is the SHA-256 of the rules' digest and its identifier: fixed, the
/// same on every machine, and unknown to everybody before the rules are frozen.
public enum SelectionTieRule: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// The better mean of the heaviest criterion, then of the next, then the lot.
  case criteriaThenLot
  /// The city with fewer inhabitants, then the lot; an unknown population comes last.
  case smallerCityThenLot
  case lot

  public static let textPrefix = "selectionTieRule"
}

/// What an applicant is by law.
public enum ApplicantType: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case municipality, district, grouping, region, agency

  public static let textPrefix = "applicantType"
}

/// What a call asks about a partner city.
public enum PartnerRule: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case notAsked, mayBeOpen, mustBeNamed

  public static let textPrefix = "partnerRule"
}
