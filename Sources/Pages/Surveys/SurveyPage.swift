public import Civic
import Exact

/// A survey: its questions while it is open, what came of it afterwards.
public struct SurveyPage: Sendable {
  let frame: PageFrame
  let city: City
  let survey: Survey
  let takesPart: Bool
  let sendsMail: Bool
  /// What the reader answered before.
  let answers: [Int: [String]]?
  let result: SurveyResult?
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, survey: Survey, takesPart: Bool, sendsMail: Bool,
    answers: [Int: [String]]?, result: SurveyResult?, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.survey = survey
    self.takesPart = takesPart
    self.sendsMail = sendsMail
    self.answers = answers
    self.result = result
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var state: ListeningState { survey.state(on: frame.today) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(survey.name))
    setting.isPrivate = !survey.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = ListenCrumbs.of(city, frame)
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(frame.content(survey.name))</h1>\
      <p>\(ListeningTag(frame: frame, state: state)) \
      \(ListeningDays(frame: frame, from: survey.opensOn, to: survey.closesOn))</p>\
      \(desk)\(frame.prose(survey.about))\(asking)\(found)\
      \(ListenPrivacy(frame: frame, entry: survey.entry, kind: .survey))
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.survey(survey.id, of: city.id, part))
  }

  private var desk: HTML? {
    guard frame.viewer.may(.manageCity, .city(city.id)) else { return nil }
    switch state {
    case .draft:
      let edit = Button(
        label: texts(.surveyEdit), act: .link(frame.address(.fact(RecordReference(survey)))),
        kind: .secondary)
      let preview = survey.questions.map { "<li>\(frame.content($0.text))</li>" as HTML }
      return """
        <div class="buttons">\(ActionForm(
          action: part("opening"), token: frame.csrfField,
          button: Button(label: texts(.deskOpen))))\(edit)</div>\
        <p class="hint">\(texts(.deskOpenHint))</p><ol>\(preview)</ol>
        """
    case .ended:
      return """
        <div class="buttons">\(ActionForm(
          action: part("closing"), token: frame.csrfField,
          button: Button(label: texts(.surveyClose))))</div>
        """
    case .closed:
      return """
        <p><a href="\(part("answers.csv"))" download>\(texts(.surveyFile))</a></p>
        """
    case .waiting, .collecting, .voting: return nil
    }
  }

  private var asking: HTML? {
    guard state.takesVotes else { return nil }
    guard takesPart else {
      return ParticipationForm(
        frame: frame, action: part("participation"), entry: survey.entry, sendsMail: sendsMail,
        input: input ?? FormInput([]), problems: problems
      ).html
    }
    let thanks: HTML? =
      answers == nil ? nil : Notice(tone: .good, content: "<p>\(texts(.surveyAnswered))</p>").html
    let end: HTML? =
      answers == nil
      ? nil
      : MineEnd(frame: frame, data: part("mine/data.json"), erasure: part("mine/erasure")).html
    return """
      \(thanks)\(Form(
        action: part("answers"), token: frame.ownToken,
        content: survey.questions.enumerated().map(question).joined(),
        buttons: [Button(label: texts(answers == nil ? .surveySend : .surveyChange))]))\(end)
      """
  }

  /// What is typed or was answered.
  private func values(_ place: Int) -> [String] {
    input.map { $0.all("q-\(place)") } ?? answers?[place] ?? []
  }

  private func question(_ place: Int, _ question: SurveyQuestion) -> HTML {
    let name = "q-\(place)"
    let chosen = values(place)
    let error = problems.first { $0.field == name }.map { texts.sentence($0.message) }
    let notes = FieldNotes(error: error, mark: texts(.fieldOptional))
    let label = frame.words(question.text)
    let choices = SurveyWords(frame: frame).options(question).enumerated().map { cell, words in
      Choice(
        value: String(cell), label: words, isChosen: chosen.contains(String(cell)))
    }
    return switch question.kind {
    case .one: Radios(name: name, legend: label, choices: choices, notes: notes).html
    case .scale:
      Radios(name: name, legend: label, choices: choices, notes: notes, isInline: true).html
    case .several: Checkboxes(name: name, legend: label, choices: choices, notes: notes).html
    case .words:
      TextArea(
        name: name, label: label, value: chosen.first ?? "", notes: notes,
        maxLength: SurveyQuestion.longest
      ).html
    }
  }

  private var found: HTML? {
    guard let result else { return nil }
    let least = texts(
      .resultFewer, ["least": .text(texts.formats.number(SurveyResult.leastShown))])
    let parts = zip(survey.questions, result.questions).enumerated().map {
      place, pair -> HTML in
      let (question, counts) = pair
      guard question.kind != .words else {
        let said = counts.words.map { texts(.resultGroupSize, ["count": .count($0)]) } ?? least
        return "<h3>\(frame.content(question.text))</h3><p>\(texts(.surveyWords)): \(said)</p>"
      }
      let options = SurveyWords(frame: frame).options(question)
      let rows = zip(options, counts.counts).map { option, count in
        Table.Row(cells: ["\(option)", "\(count.map { texts.formats.number($0) } ?? "–")"])
      }
      return """
        <h3>\(frame.content(question.text))</h3>\(Table(
          id: "q-\(place)", caption: frame.words(question.text), hidesCaption: true,
          columns: [
            Table.Column(title: texts(.surveyAnswer)),
            Table.Column(title: texts(.resultPeople), isNumeric: true),
          ], rows: rows))
        """
    }
    let people =
      result.respondents >= SurveyResult.leastShown
      ? texts(.resultGroupSize, ["count": .count(result.respondents)]) : least
    return """
      <section><h2>\(texts(.resultTitle))</h2><p>\(people)</p>\
      <p class="note">\(texts(.surveyHidden, ["least": .text(texts.formats.number(SurveyResult.leastShown))]))</p>\
      \(parts)</section>
      """
  }
}

/// What can be chosen for a question, in the reader's language.
struct SurveyWords {
  let frame: PageFrame

  func options(_ question: SurveyQuestion) -> [String] {
    guard question.kind == .scale else { return question.options.map { frame.words($0) } }
    return (1...5).map { step in
      switch step {
      case 1: frame.texts(.surveyScaleLow)
      case 5: frame.texts(.surveyScaleHigh)
      default: frame.texts.formats.number(step)
      }
    }
  }
}
