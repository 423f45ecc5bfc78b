public import Civic
public import Exact

extension Survey: EditableEntry {
  public static let words = FactWords(add: .surveyNew, edit: .surveyEdit)
  public static let entryKind = EntryKind.survey

  public static let form = RecordForm<Survey>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .conversationTopicField, \.name),
          .longText("about", .listenAboutField, \.about),
          .questions,
          .optional("opensOn", .listenOpensField, \.opensOn, .day),
          .optional("closesOn", .listenClosesField, \.closesOn, .day),
          .choice("entry", .listenEntryField, \.entry),
          .owner(\.owner),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["opensOn", "closesOn"]

  public static func blank(id: Exact.ID<Survey>, city: City, in context: FormContext) -> Survey {
    Survey(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link { .survey(id, of: city) }
}

extension Link {
  public static func survey(
    _ id: ID<Survey>, of city: ID<City>, _ part: String? = nil
  ) -> Link {
    Link(
      parts: ["cities", city.rawValue, "surveys", id.rawValue]
        + (part ?? "").split(separator: "/").map(String.init))
  }
}

extension FormField where Record == Survey {
  /// One question a line: how it is answered, the question, and what can be chosen. A translation has
  /// the same lines with as many parts.
  static var questions: FormField {
    FormField(
      name: "questions", label: .surveyQuestionsField, hint: .surveyQuestionsHint,
      isOptional: false, properties: ["questions"],
      read: { survey, context in
        [("questions", SurveyLines(context: context).typed(survey.questions))]
      },
      write: { input, survey, context in
        let lines = SurveyLines(context: context)
        switch lines.parsed((input["questions"] ?? "").tidied, over: survey.questions) {
        case .success(let questions):
          survey.questions = questions
          return []
        case .failure(let problem): return [problem]
        }
      },
      shown: { survey, context in SurveyLines(context: context).typed(survey.questions) },
      control: { state in
        TextArea(
          name: "questions", label: state.label, value: state.value, notes: state.notes(),
          rows: 8, isRequired: true, language: state.context.typedLanguage
        ).html
      })
  }
}

/// Questions as lines of text.
struct SurveyLines {
  let context: FormContext

  private var language: Language { context.contentLanguage }

  func typed(_ questions: [SurveyQuestion]) -> String {
    questions.map { question in
      ([context.texts.name(of: question.kind)]
        + ([question.text] + question.options).map { $0[language] ?? "" }).joined(separator: "; ")
    }.joined(separator: "\n")
  }

  func parsed(
    _ text: String, over present: [SurveyQuestion]
  ) -> Result<[SurveyQuestion], FieldProblem> {
    var questions: [SurveyQuestion] = []
    let lines = text.split(separator: "\n")
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: ";", omittingEmptySubsequences: false)
        .map { String($0).tidied }
      let before = present.indices.contains(index) ? present[index] : nil
      guard let question = question(parts, over: before) else {
        return .failure(
          FieldProblem(
            field: "questions",
            message: Message(
              "fieldLineWrong",
              [
                "count": .count(index + 1),
                "example": .text(context.texts(.surveyQuestionsExample)),
              ])))
      }
      questions.append(question)
    }
    guard questions.count <= 50 else {
      return .failure(
        FieldProblem(
          field: "questions", message: Message("fieldTooManyLines", ["count": .count(50)])))
    }
    return .success(questions)
  }

  private func question(_ parts: [String], over before: SurveyQuestion?) -> SurveyQuestion? {
    let kind = SurveyQuestionKind.allCases.first {
      Fold.folded(context.texts.name(of: $0)) == Fold.folded(parts.first ?? "")
    }
    guard let kind, parts.count >= 2, parts.dropFirst().allSatisfy({ (1...300).contains($0.count) })
    else { return nil }
    let options = Array(parts.dropFirst(2))
    let needsOptions = kind == .one || kind == .several
    guard needsOptions ? (2...30).contains(options.count) : options.isEmpty else { return nil }
    let same = before?.kind == kind && before?.options.count == options.count ? before : nil
    return SurveyQuestion(
      kind: kind, text: written(parts[1], over: same?.text),
      options: options.enumerated().map { written($0.element, over: same?.options[$0.offset]) })
  }

  private func written(_ text: String, over present: Multilingual?) -> Multilingual {
    present?.setting(text, in: language) ?? Multilingual(text, in: language)
  }
}
