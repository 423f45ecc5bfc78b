public import Civic
import Exact
public import Exchange
import Maturity

/// The rounds of a city by one framework, in whichever versions, question by question.
public struct AssessmentHistoryPage: Sendable {
  /// A round with the framework as it was then, where that version is at hand.
  public struct Round: Sendable {
    let assessment: SelfAssessment
    let file: FrameworkFile?

    public init(_ assessment: SelfAssessment, file: FrameworkFile?) {
      self.assessment = assessment
      self.file = file
    }
  }

  let frame: PageFrame
  let reading: AssessmentReading
  /// Oldest first.
  let rounds: [Round]

  public init(frame: PageFrame, reading: AssessmentReading, rounds: [Round]) {
    self.frame = frame
    self.reading = reading
    self.rounds = rounds
  }

  private var texts: Texts { frame.texts }
  private var file: FrameworkFile { reading.file }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }
  private var share: AssessmentShare { AssessmentShare(texts) }

  public var html: HTML {
    let title = texts(.assessmentHistory)
    var setting = PageSetting(title: title)
    setting.isPrivate = !reading.assessment.isPublic
    setting.isWide = true
    setting.isDemonstration = reading.city.isDemonstration
    setting.crumbs = [
      Anchor(
        text: texts(.assessmentsTitle),
        href: frame.address(.register(of: reading.city.id, .assessment))),
      Anchor(
        text: frame.words(reading.assessment.name), href: frame.address(reading.link)),
    ]
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(words.content(file.name))</p>\
      <p>\(texts(.assessmentHistoryLead))</p>\(overview)\(changes)\(questions)
      """)
  }

  private var overview: HTML {
    Table(
      id: "rounds", caption: texts(.assessmentsTitle),
      columns: [
        Table.Column(title: texts(.assessmentRoundField)),
        Table.Column(title: texts(.assessmentDayField)),
        Table.Column(title: texts(.frameworkVersion)),
        Table.Column(title: texts(.assessmentScore), isNumeric: true),
        Table.Column(title: texts(.assessmentWorstBest), isNumeric: true),
        Table.Column(title: texts(.assessmentCoverage), isNumeric: true),
      ],
      rows: rounds.map { round in
        let result = round.assessment.result(by: (round.file ?? file).framework)
        let link = Link.assessment(round.assessment.id, of: reading.city.id)
        let low = share.percent(result?.standing?.low)
        return Table.Row(cells: [
          "<a href=\"\(frame.address(link))\">\(frame.content(round.assessment.name))</a>",
          "\(round.assessment.day.map { texts.formats.day($0, .medium) } ?? "–")",
          "\(round.assessment.frameworkVersion)", "\(share.percent(result?.standing?.point))",
          "\(low) … \(share.percent(result?.standing?.high))",
          "\(share.percent(result?.coverage))",
        ])
      }
    ).html
  }

  /// What the framework's versions changed, named question by question.
  private var changes: HTML? {
    let sections = zip(rounds, rounds.dropFirst()).compactMap { earlier, later -> HTML? in
      let versions = [earlier, later].map(\.assessment.frameworkVersion)
      guard versions[0] != versions[1] else { return nil }
      let title = texts(
        .assessmentVersions, ["old": .text(versions[0]), "new": .text(versions[1])])
      guard let old = earlier.file, let new = later.file else {
        return "<h3>\(title)</h3><p>\(texts(.assessmentVersionMissing))</p>"
      }
      let changes = FrameworkDifference(from: old, to: new).changes
      let items = changes.map { question, changes -> HTML in
        let text = new.texts[question.rawValue] ?? old.texts[question.rawValue]
        let named = changes.map { texts.name(of: $0) }
        return "<li>\(words.content(text)): \(texts.formats.list(named))</li>"
      }
      return """
        <h3>\(title)</h3>\(items.isEmpty
          ? "<p>\(texts(.assessmentVersionSame))</p>" : "<ul class=\"findings\">\(items)</ul>" as HTML)
        """
    }
    guard !sections.isEmpty else { return nil }
    return "<section><h2>\(texts(.assessmentVersionChanges))</h2>\(sections)</section>"
  }

  private var questions: HTML {
    let shown = rounds.suffix(6)
    let rows = file.framework.questions.map { question -> Table.Row in
      Table.Row(
        cells: [words.name(question.id.rawValue)] + shown.map { answer($0, to: question) })
    }
    return Table(
      id: "answers", caption: texts(.assessmentByQuestion),
      columns: [Table.Column(title: texts(.assessmentQuestion))]
        + shown.map { Table.Column(title: frame.words($0.assessment.name), isNumeric: true) },
      rows: rows, note: texts(.assessmentByQuestionNote)
    ).html
  }

  /// The level answered; marked where the question was asked in other words, and not compared where
  /// its scale was another.
  private func answer(_ round: Round, to question: Question) -> HTML {
    let id = question.id
    let changed = round.file.map { FrameworkDifference(from: $0, to: file)[id] } ?? []
    guard !changed.contains(.added) else { return "–" }
    if changed.contains(.rescaled) {
      return "<span class=\"hint\">\(texts(.assessmentNotComparable))</span>"
    }
    let framework = (round.file ?? file).framework
    let result = round.assessment.result(by: framework)?.questions.first {
      $0.question.id == id
    }
    guard let value = result?.reading.value else {
      return result?.reading.isLeftOut == true ? "\(texts(.assessmentNotApplicable))" : "–"
    }
    let number = texts.formats.number(
      value.approximation, decimals: value.floor == value.ceiling ? 0 : 1)
    let isMarked = changed.contains(.reworded) || changed.contains(.levelsReworded)
    let mark: HTML? =
      isMarked ? " <span class=\"hint\">\(texts(.assessmentReworded))</span>" : nil
    return "\(number)\(mark)"
  }
}
