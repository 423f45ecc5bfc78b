/// What the rules ask of an applicant, as it is frozen with the decision.
public struct ApplicantFacts: Codable, Hashable, Sendable {
  public var country: String
  public var population: Int?
  public var region: RegionCategory?
  public var applicant: ApplicantType?
  public var languages: [Language]
  public var isCommitted: Bool
  public var hasContact: Bool
  public var partner: PartnerState
  /// Whether each document of the rules was handed in, in their order.
  public var documents: [Bool]
  /// How many other applications of the same city stand in the call.
  public var others: Int

  /// - Parameters:
  ///   - count: How many documents the rules ask for.
  ///   - others: How many other applications of the city stand.
  public init(of application: CityApplication, from city: City, documents count: Int, others: Int) {
    country = city.country
    population = city.population
    region = city.regionCategory
    applicant = application.applicant
    languages = city.languages
    isCommitted = application.isCommitted && application.commitment != nil
    hasContact = application.contact != nil
    partner = application.partner
    documents = (0..<count).map {
      application.documents.indices.contains($0) && !application.documents[$0].isEmpty
    }
    self.others = others
  }
}

/// One thing that a call's rules ask.
public enum EligibilityRule: Hashable, Sendable {
  case country, minPopulation, maxPopulation, region, applicant, language, commitment, contact
  case partner, onePerCity
  /// By its number among the documents of the rules.
  case document(Int)

  /// What stands for the rule in a decision.
  public var code: String {
    switch self {
    case .country: "country"
    case .minPopulation: "minPopulation"
    case .maxPopulation: "maxPopulation"
    case .region: "region"
    case .applicant: "applicant"
    case .language: "language"
    case .commitment: "commitment"
    case .contact: "contact"
    case .partner: "partner"
    case .onePerCity: "onePerCity"
    case .document(let number): "document-\(number + 1)"
    }
  }
}

/// Whether a rule is met.
public enum EligibilityAnswer: String, CaseIterable, Hashable, Sendable, Named {
  case met, notMet
  /// A fact about the city is missing.
  case cannotBeTold

  public static let textPrefix = "eligibilityAnswer"
}

public struct EligibilityFinding: Hashable, Sendable {
  public let rule: EligibilityRule
  public let answer: EligibilityAnswer

  public init(rule: EligibilityRule, answer: EligibilityAnswer) {
    self.rule = rule
    self.answer = answer
  }
}

extension [EligibilityFinding] {
  /// Not met as soon as one rule is not; open while a fact is missing.
  public var verdict: EligibilityAnswer {
    if contains(where: { $0.answer == .notMet }) { return .notMet }
    return contains { $0.answer == .cannotBeTold } ? .cannotBeTold : .met
  }
}

extension EligibilityRules {
  /// The rules that are asked, in the order in which they are shown.
  public var asked: [EligibilityRule] {
    var rules: [EligibilityRule] = []
    if !countries.isEmpty { rules.append(.country) }
    if minPopulation != nil { rules.append(.minPopulation) }
    if maxPopulation != nil { rules.append(.maxPopulation) }
    if !regions.isEmpty { rules.append(.region) }
    if !applicants.isEmpty { rules.append(.applicant) }
    if !languages.isEmpty { rules.append(.language) }
    if needsCommitment { rules.append(.commitment) }
    if needsContact { rules.append(.contact) }
    if partner != .notAsked { rules.append(.partner) }
    rules += documents.indices.map { .document($0) }
    if onePerCity { rules.append(.onePerCity) }
    return rules
  }

  /// Holds every rule that is asked against the facts.
  public func findings(on facts: ApplicantFacts) -> [EligibilityFinding] {
    asked.map { EligibilityFinding(rule: $0, answer: answer(to: $0, facts)) }
  }

  private func answer(to rule: EligibilityRule, _ facts: ApplicantFacts) -> EligibilityAnswer {
    switch rule {
    case .country:
      Self.known(facts.country.isEmpty ? nil : facts.country) { countries.contains($0) }
    case .minPopulation: Self.known(facts.population) { $0 >= minPopulation ?? 0 }
    case .maxPopulation: Self.known(facts.population) { $0 <= maxPopulation ?? .max }
    case .region: Self.known(facts.region) { regions.contains($0) }
    case .applicant: Self.known(facts.applicant) { applicants.contains($0) }
    case .language:
      Self.known(facts.languages.isEmpty ? nil : facts.languages) {
        !Set($0).isDisjoint(with: languages)
      }
    case .commitment: Self.told(facts.isCommitted)
    case .contact: Self.told(facts.hasContact)
    case .partner:
      Self.told(
        facts.partner == .named || (partner == .mayBeOpen && facts.partner == .toBeNamed))
    case .document(let number):
      Self.told(facts.documents.indices.contains(number) && facts.documents[number])
    case .onePerCity: Self.told(facts.others == 0)
    }
  }

  private static func told(_ isMet: Bool) -> EligibilityAnswer { isMet ? .met : .notMet }

  private static func known<Fact>(_ fact: Fact?, _ isMet: (Fact) -> Bool) -> EligibilityAnswer {
    fact.map { told(isMet($0)) } ?? .cannotBeTold
  }
}
