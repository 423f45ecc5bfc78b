public import Civic
import Exact
public import Exchange
public import Maturity

/// A round of a self-assessment with all that stands beside it.
public struct AssessmentReading: Sendable {
  public let city: City
  public let assessment: SelfAssessment
  /// The framework in the version of the round, or in the one at hand.
  public let file: FrameworkFile
  /// The round before, by the same framework in whichever version.
  public var previous: SelfAssessment?
  public var peers: PeerComparison?
  /// The city's plan that may be written, to which gaps can be carried.
  public var document: PlanDocument?
  /// How many rounds the city has by this framework.
  public var rounds = 1

  public init(city: City, assessment: SelfAssessment, file: FrameworkFile) {
    self.city = city
    self.assessment = assessment
    self.file = file
  }

  var link: Link { .assessment(assessment.id, of: city.id) }

  /// Whether the round was answered by a version of the framework that is not at hand.
  public var hasOtherVersion: Bool { assessment.frameworkVersion != file.framework.version }
}

/// Where a city stands by its own answers: with ranges for what is open, gaps, and the way on.
public struct AssessmentPage: Sendable {
  let frame: PageFrame
  let reading: AssessmentReading
  let result: Assessment?

  public init(frame: PageFrame, reading: AssessmentReading) {
    self.frame = frame
    self.reading = reading
    result = reading.assessment.result(by: reading.file.framework)
  }

  private var texts: Texts { frame.texts }
  private var city: City { reading.city }
  private var file: FrameworkFile { reading.file }
  private var assessment: SelfAssessment { reading.assessment }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }
  private var mayEdit: Bool { assessment.mayBeChanged(by: frame.viewer) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(assessment.name))
    setting.isPrivate = !assessment.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(
        text: texts(.assessmentsTitle), href: frame.address(.register(of: city.id, .assessment))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(frame.content(assessment.name))</h1><p class="lead">\(framework)</p>\(version)\(acts)\(summary)\(charts)\(dimensions)\
      \(result.map { AssessmentGaps(frame: frame, reading: reading, result: $0) })\
      \(result.map { AssessmentAgreement(frame: frame, reading: reading, result: $0) })
      """)
  }

  /// The framework's name with its version.
  private var framework: HTML {
    texts.html(
      .assessmentFrameworkVersion, ["version": .text(assessment.frameworkVersion)],
      slot: words.content(file.name))
  }

  private var version: HTML? {
    guard reading.hasOtherVersion else { return nil }
    return Notice(
      tone: .info,
      content: """
        <p>\(texts(
          .assessmentOtherVersion,
          [
            "old": .text(assessment.frameworkVersion), "new": .text(file.framework.version),
          ]))</p>
        """
    ).html
  }

  private var acts: HTML? {
    var buttons: [Button] = []
    if mayEdit, let first = file.framework.dimensions.first {
      let link = Link.assessmentQuestions(
        assessment.id, of: city.id, dimension: first.id.rawValue)
      buttons = [
        Button(label: texts(.assessmentAnswer), act: .link(frame.address(link))),
        Button(
          label: texts(.assessmentEdit),
          act: .link(frame.address(.fact(RecordReference(assessment)))), kind: .quiet),
      ]
    }
    if reading.rounds > 1 {
      let link = Link.assessmentHistory(assessment.id, of: city.id)
      buttons.append(
        Button(
          label: texts(.assessmentHistory), act: .link(frame.address(link)), kind: .secondary))
    }
    return buttons.isEmpty ? nil : ButtonRow(buttons: buttons).html
  }

  private func percent(_ share: Rational?) -> String {
    AssessmentShare(texts).percent(share)
  }

  private var summary: HTML {
    guard let result, let standing = result.standing else {
      return "<p>\(texts(.assessmentNothing))</p>"
    }
    let level = result.level.flatMap { level in
      level.point.flatMap { point in
        file.framework.levels.indices.contains(point - 1)
          ? words.name("level:" + file.framework.levels[point - 1].id) : nil
      }
    }
    let range = texts(
      .assessmentRange,
      ["low": .text(percent(standing.low)), "high": .text(percent(standing.high))])
    let step: HTML? = level.map {
      "<p><strong>\(texts.html(.assessmentStepReached, slot: $0))</strong></p>"
    }
    return """
      \(step)\(KeyFigures(figures: [
        KeyFigures.Figure(
          value: percent(standing.point), label: texts(.assessmentScore), note: range),
        KeyFigures.Figure(value: percent(result.coverage), label: texts(.assessmentCoverage)),
        KeyFigures.Figure(value: percent(result.confidence), label: texts(.assessmentConfidence)),
      ]))
      """
  }

  private var charts: HTML? {
    result.map { AssessmentCharts(frame: frame, reading: reading, result: $0).html }
  }

  private var dimensions: HTML? {
    guard let result else { return nil }
    let rows = result.dimensions.filter { $0.depth == 0 }.map { part -> Table.Row in
      let name = words.name(part.dimension.id.rawValue)
      let link = Link.assessmentQuestions(
        assessment.id, of: city.id, dimension: part.dimension.id.rawValue)
      let low = percent(part.standing?.low)
      return Table.Row(cells: [
        mayEdit ? "<a href=\"\(frame.address(link))\">\(name)</a>" : name,
        "\(percent(part.standing?.point))", "\(low) … \(percent(part.standing?.high))",
        "\(percent(part.coverage))",
      ])
    }
    return Table(
      id: "dimensions", caption: texts(.assessmentByDimension),
      columns: [
        Table.Column(title: texts(.assessmentDimension)),
        Table.Column(title: texts(.assessmentScore), isNumeric: true),
        Table.Column(title: texts(.assessmentWorstBest), isNumeric: true),
        Table.Column(title: texts(.assessmentCoverage), isNumeric: true),
      ], rows: rows
    ).html
  }
}

/// Shares as people read them.
struct AssessmentShare {
  let texts: Texts

  init(_ texts: Texts) {
    self.texts = texts
  }

  func percent(_ share: Rational?) -> String {
    share.map { texts.formats.percent($0.approximation * 100, decimals: 0) } ?? "–"
  }
}
