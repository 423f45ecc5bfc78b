import Exact
public import Maturity

/// What a city's own records say about what it faces, offers and wants to learn.
public struct ProfileDerivation: Sendable {
  /// A framework with the topics of its questions' words, by which a challenge finds its gap again.
  public struct Source: Sendable {
    let framework: Framework
    let questions: [String: String]

    /// - Parameter words: The texts of a question in every language.
    public init(_ framework: Framework, words: (String) -> [String]) {
      self.framework = framework
      var questions: [String: String] = [:]
      for dimension in framework.dimensions {
        let topic = ProfileTopic.code(of: dimension.id.rawValue, in: framework.id.rawValue)
        for question in dimension.allQuestions {
          for text in words(question.id.rawValue) { questions[Fold.folded(text)] = topic }
        }
      }
      self.questions = questions
    }
  }

  /// A dimension that stands no higher is a need; one that stands at least as high is an offer.
  static let needLimit = ExactDecimal(significand: 6, scale: 1)
  static let offerLimit = ExactDecimal(significand: 7, scale: 1)

  let sources: [Source]

  public init(_ sources: [Source]) {
    self.sources = sources
  }

  /// - Parameters:
  ///   - register: All of the city's register, as its own people see it.
  ///   - plans: Its plans with whether everybody can read their challenges.
  public func suggestions(
    register: Register, plans: [(document: PlanDocument, isPublic: Bool)]
  ) -> [ProfileSuggestion] {
    plans.flatMap { challenges(of: $0.document, isPublic: $0.isPublic) }
      + sources.flatMap { dimensions(register.assessments, by: $0) }
      + register.practices.compactMap(offer)
  }

  /// Gaps become needs, strengths become offers: of the newest round that has answers.
  private func dimensions(
    _ assessments: [SelfAssessment], by source: Source
  ) -> [ProfileSuggestion] {
    let framework = source.framework
    let newest = assessments.filter {
      $0.framework == framework.id.rawValue && !$0.answers.isEmpty
    }.max { $0.id < $1.id }
    guard let newest, let result = newest.result(by: framework) else { return [] }
    return result.dimensions.filter { $0.depth == 0 }.compactMap { found in
      guard let standing = found.standing?.point else { return nil }
      let topic = ProfileTopic.code(
        of: found.dimension.id.rawValue, in: framework.id.rawValue)
      let part: ProfilePart
      if standing <= Self.needLimit.rational {
        part = ProfilePart(
          kind: .need, topic: topic, strength: Self.strength(Rational(1) - standing))
      } else if standing >= Self.offerLimit.rational {
        part = ProfilePart(kind: .offer, topic: topic, strength: Self.strength(standing))
      } else {
        return nil
      }
      return ProfileSuggestion(
        part, from: ProfileOrigin(record: RecordReference(newest), detail: topic),
        title: newest.name, isPublic: newest.isPublic)
    }
  }

  /// A share of one in fifths, from 1 to 5.
  static func strength(_ share: Rational) -> Int {
    (1...5).first { share * Rational(5) <= Rational($0) } ?? 5
  }

  /// One that was carried over from a gap has the gap's topic; for others the city chooses one.
  private func challenges(of document: PlanDocument, isPublic: Bool) -> [ProfileSuggestion] {
    document.challenges.map { challenge in
      let titles = challenge.title.texts.values.map { Fold.folded($0) }
      let topic = sources.lazy.compactMap { source in
        titles.lazy.compactMap { source.questions[$0] }.first
      }.first
      return ProfileSuggestion(
        ProfilePart(kind: .challenge, topic: topic ?? "", strength: 3),
        from: ProfileOrigin(record: RecordReference(challenge), plan: document.plan.id),
        title: challenge.title, isPublic: isPublic)
    }
  }

  /// What worked can be taught; once reviewed by others it is a strong offer.
  private func offer(_ practice: Practice) -> ProfileSuggestion? {
    guard practice.outcome == .worked, let theme = practice.theme else { return nil }
    return ProfileSuggestion(
      ProfilePart(
        kind: .offer, topic: theme.rawValue, strength: practice.review == .accepted ? 5 : 4),
      from: ProfileOrigin(record: RecordReference(practice)), title: practice.name,
      isPublic: practice.isPublic && practice.visibility == .everybody)
  }
}

/// The codes of topics: the themes of services, and the dimensions of frameworks.
public enum ProfileTopic {
  public static func code(of dimension: String, in framework: String) -> String {
    "\(framework)/\(dimension)"
  }
}
