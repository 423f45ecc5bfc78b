public import Civic
public import Exact

/// What somebody wants to have made.
public struct ExportWish: Hashable, Sendable {
  public var format: ExportFormat
  public var language: Language
  public var hasMark: Bool
  /// For documents: the one action that they shall be of.
  public var action: ID<Action>?

  public init(
    format: ExportFormat, language: Language, hasMark: Bool = false, action: ID<Action>? = nil
  ) {
    (self.format, self.language, self.hasMark) = (format, language, hasMark)
    self.action = action
  }

  /// Reads the form.
  public static func read(
    _ input: FormInput, formats: [ExportFormat], of document: PlanDocument
  ) -> (wish: ExportWish?, problems: [FieldProblem]) {
    let format = formats.first { $0.rawValue == input["file"] }
    let language = Language.interface.first { $0.rawValue == input["words"] }
    var problems: [FieldProblem] = []
    if format == nil {
      problems.append(FieldProblem(field: "file", message: Message("problemUnknown")))
    }
    if language == nil {
      problems.append(FieldProblem(field: "words", message: Message("problemUnknown")))
    }
    let action = input.text("action").map { ID<Action>(rawValue: $0) }
    if let action, document.action(action) == nil {
      problems.append(FieldProblem(field: "action", message: Message("problemUnknown")))
    }
    guard let format, let language, problems.isEmpty else { return (nil, problems) }
    let wish = ExportWish(
      format: format, language: language, hasMark: input["mark"] != nil, action: action)
    return (wish, [])
  }
}

/// Orders a file that is made beside the site.
struct ExportOrderForm: Component {
  let frame: PageFrame
  let document: PlanDocument
  let isWorking: Bool
  let formats: [ExportFormat]
  var input: FormInput?
  var problems: [FieldProblem] = []

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }

  /// Documents can be of one action.
  private var scope: HTML? {
    guard formats.contains(where: \.isDocument), !document.actions.isEmpty else { return nil }
    let actions = document.actions.map { action in
      Choice(
        value: action.id.rawValue, label: frame.words(action.label),
        isChosen: action.id.rawValue == input?["action"])
    }
    var notes = notes("action")
    notes.hint = texts(.exportScopeHint)
    return Select(
      name: "action", label: texts(.exportScopeLabel), choices: actions, notes: notes,
      placeholder: texts(.exportScopeWhole)
    ).html
  }

  var html: HTML {
    let chosen = input.map { $0["file"] } ?? formats.first?.rawValue
    let choices = formats.map { format in
      Choice(
        value: format.rawValue, label: texts.name(of: format), isChosen: format.rawValue == chosen)
    }
    let tongue = input.map { $0["words"] } ?? frame.language.rawValue
    let languages = frame.languages.map { language, name in
      Choice(
        value: language.rawValue, label: name, isChosen: language.rawValue == tongue,
        language: language.tag)
    }
    return """
      <section id="order"><h2>\(texts(.exportOrderTitle))</h2>\
      <p>\(texts(isWorking ? .exportOrderTextWorking : .exportOrderText))</p>\
      \(Form(
        action: frame.address(.exports(of: plan, isWorking: isWorking)), token: frame.csrfField,
        content: """
          \(Radios(
            name: "file", legend: texts(.exportFormatLabel), choices: choices,
            notes: notes("file")))\(scope)\
          \(Select(
            name: "words", label: texts(.exportLanguageLabel), choices: languages,
            notes: notes("words")))\
          \(Checkbox(
            name: "mark", label: texts(.exportMarkLabel), isChosen: input?["mark"] != nil,
            notes: FieldNotes(hint: texts(.exportMarkHint))))
          """,
        buttons: [Button(label: texts(.exportOrderButton))]))</section>
      """
  }

  private func notes(_ field: String) -> FieldNotes {
    FieldNotes(
      error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }
}
