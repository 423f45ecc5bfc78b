public import Civic
import Exact
public import Exchange
public import Maturity

/// The questions of one dimension, as one respondent answers them.
public struct AssessmentQuestionsPage: Sendable {
  let frame: PageFrame
  let city: City
  let assessment: SelfAssessment
  let file: FrameworkFile
  let dimension: Dimension

  public init(
    frame: PageFrame, city: City, assessment: SelfAssessment, file: FrameworkFile,
    dimension: Dimension
  ) {
    self.frame = frame
    self.city = city
    self.assessment = assessment
    self.file = file
    self.dimension = dimension
  }

  private var texts: Texts { frame.texts }
  private var words: FrameworkWords { FrameworkWords(frame: frame, file: file) }

  public var html: HTML {
    let title = words.plain(file.texts[dimension.id.rawValue])
    var setting = PageSetting(title: title)
    setting.crumbs = [
      Anchor(
        text: texts(.assessmentsTitle), href: frame.address(.register(of: city.id, .assessment))),
      Anchor(
        text: frame.words(assessment.name),
        href: frame.address(.assessment(assessment.id, of: city.id))),
    ]
    let number = file.framework.dimensions.firstIndex { $0.id == dimension.id } ?? 0
    return frame.page(
      setting,
      """
      <p class="kicker">\(texts(
        .assessmentStep,
        [
          "number": .text(String(number + 1)),
          "count": .text(String(file.framework.dimensions.count)),
        ]))</p><h1>\(words.name(dimension.id.rawValue))</h1><p>\(texts(.assessmentLead))</p>\
      \(Form(
        action: frame.address(
          .assessmentQuestions(assessment.id, of: city.id, dimension: dimension.id.rawValue)),
        token: frame.csrfField,
        content: "\(HiddenField(name: "revision", value: String(assessment.revision)))\(dimension.allQuestions.map(question))",
        buttons: [Button(label: texts(.assessmentNext))], warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  private func question(_ question: Question) -> HTML {
    let id = question.id.rawValue
    guard case .levels(let first, _) = question.scale else { return .empty }
    let mine = assessment.answers.first {
      $0.question == id && $0.respondent == frame.viewer.name
    }
    let chosen: String =
      mine.map { answer in answer.level.map(String.init) ?? "na" } ?? ""
    let levels = (file.descriptions[id] ?? []).enumerated().map { index, text in
      Choice(
        value: String(first + index), label: "\(first + index): \(words.plain(text))",
        isChosen: chosen == String(first + index),
        language: text[frame.language.rawValue] == nil ? "en" : nil)
    }
    let others = [
      Choice(value: "na", label: texts(.assessmentNotApplicable), isChosen: chosen == "na"),
      Choice(value: "", label: texts(.assessmentOpen), isChosen: chosen.isEmpty),
    ]
    let asked = words.plain(file.evidence[id])
    return """
      \(Radios(
        name: "q-\(id)", legend: words.plain(file.texts[id]), choices: levels + others))\
      \(TextField(
        name: "e-\(id)", label: texts(.assessmentEvidence), value: mine?.evidence ?? "",
        notes: FieldNotes(
          hint: asked.isEmpty ? nil : texts(.assessmentAsked, ["what": .text(asked)]),
          mark: texts(.fieldOptional))))
      """
  }
}
