public import Civic
public import Exact
public import Exchange

/// The way back from an action: to the gaps that raised its challenges, and to the practice it was
/// taken from; only what the reader may see.
public struct ActionTrail: Sendable {
  /// The gap that raised a challenge.
  public struct Source: Sendable {
    let assessment: SelfAssessment
    let question: String
    let file: FrameworkFile?

    public init(assessment: SelfAssessment, question: String, file: FrameworkFile?) {
      self.assessment = assessment
      self.question = question
      self.file = file
    }
  }

  let sources: [ID<Challenge>: Source]
  let adoption: Adoption?
  let practice: Practice?

  public init(
    sources: [ID<Challenge>: Source] = [:], adoption: Adoption? = nil, practice: Practice? = nil
  ) {
    self.sources = sources
    self.adoption = adoption
    self.practice = practice
  }

  /// A challenge with the way to its gap.
  func item(_ challenge: Challenge, frame: PageFrame, city: ID<City>) -> HTML {
    "<li>\(frame.content(challenge.title))\(gap(of: challenge, frame: frame, city: city))</li>"
  }

  /// The way from a challenge to its gap.
  func gap(of challenge: Challenge, frame: PageFrame, city: ID<City>) -> HTML? {
    guard let source = sources[challenge.id] else { return nil }
    let link = Link.assessment(source.assessment.id, of: city)
      .at("gap-" + Field.id(for: source.question))
    let name = source.file.map { file in
      FrameworkWords(frame: frame, file: file).name(source.question)
    }
    return """
       ← <a href="\(frame.address(link))">\(frame.texts(.trailGap)): \(name) \
      (\(frame.content(source.assessment.name)))</a>
      """
  }

  /// Whether it was taken from a practice that the reader may see.
  var isTaken: Bool { adoption != nil && practice != nil }

  /// The practice it was taken from, with what was changed and what came of it.
  func taken(frame: PageFrame) -> HTML? {
    guard let adoption, let practice else { return nil }
    let texts = frame.texts
    let changed: HTML? = adoption.changed.map {
      "<p>\(texts(.adoptionChangedField)): \(frame.content($0))</p>"
    }
    let outcome: HTML? = adoption.outcome.map {
      "<p>\(texts(.practiceOutcomeField)): \(PracticeTag(frame: frame, outcome: $0))</p>"
    }
    let report: HTML? =
      adoption.mayBeChanged(by: frame.viewer)
      ? """
      <p><a href="\(frame.address(.fact(RecordReference(adoption))))">\(texts(.adoptionReport))</a></p>
      """ : nil
    return """
      <p>\(texts(.trailPractice)): \
      <a href="\(frame.address(.practice(practice.id)))">\(frame.content(practice.name))</a> \
      \(PracticeTag(frame: frame, outcome: practice.outcome))</p>\(changed)\(outcome)\
      \(frame.prose(adoption.result))\(report)
      """
  }
}
