public import Civic
public import Exact
import Exchange
public import Maturity

/// A gap of an assessment as a challenge of a plan, with the way back to it.
public struct GapChallenge: Sendable {
  public let challenge: Challenge

  /// - Parameters:
  ///   - texts: In the language of the plan.
  ///   - id: Of the new challenge.
  public init(
    _ gap: Gap, in reading: AssessmentReading, document: PlanDocument, texts: Texts,
    id: ID<Challenge>
  ) {
    let plan = document.plan
    let written = reading.file.texts[gap.question.rawValue] ?? [:]
    var titles: [Language: String] = [:]
    for language in Language.interface { titles[language] = written[language.rawValue] }
    if titles.isEmpty {
      titles[plan.language] = FrameworkFile.pick(written, plan.language.rawValue)
    }
    var challenge = Challenge(
      id: id, plan: plan.id, position: PlanPositions.next(document.challenges.map(\.position)),
      title: Multilingual(
        original: titles[plan.language] == nil
          ? (titles.keys.min() ?? plan.language) : plan.language, texts: titles))
    let evidence = texts(
      .assessmentGapEvidence,
      [
        "round": .text(reading.assessment.name.text(for: plan.language).text),
        "distance": .text(AssessmentShare(texts).percent(gap.distance)),
      ])
    challenge.evidence = Multilingual(evidence, in: plan.language)
    challenge.origin = RecordReference(reading.assessment)
    challenge.gap = gap.question.rawValue
    self.challenge = challenge
  }
}
