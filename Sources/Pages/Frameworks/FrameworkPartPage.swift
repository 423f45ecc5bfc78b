public import Civic
import Exact

/// A form of a framework: its settings, a dimension or a question.
public struct FrameworkPartPage: Sendable {
  /// What is written.
  public enum Part: Sendable {
    case settings
    case dimension(DraftDimension, isNew: Bool)
    case question(DraftQuestion, dimension: String, isNew: Bool)
  }

  let frame: PageFrame
  let framework: WrittenFramework
  let part: Part
  let context: FormContext
  /// What was typed, where the form comes back.
  let input: FormInput?
  let problems: [FieldProblem]
  /// Somebody saved the framework while the form was open.
  let isConflict: Bool

  public init(
    frame: PageFrame, framework: WrittenFramework, part: Part, context: FormContext,
    input: FormInput? = nil, problems: [FieldProblem] = [], isConflict: Bool = false
  ) {
    self.frame = frame
    self.framework = framework
    self.part = part
    self.context = context
    self.input = input
    self.problems = problems
    self.isConflict = isConflict
  }

  private var texts: Texts { frame.texts }
  private var draft: FrameworkDraft { framework.draft }

  public var html: HTML {
    var setting = PageSetting(title: title)
    setting.crumbs = [
      Anchor(text: texts(.frameworksTitle), href: frame.address(.frameworks)),
      Anchor(
        text: frame.words(draft.name), href: frame.address(.framework(framework.id))),
    ]
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    let conflict: HTML? = isConflict ? ConflictNotice(texts: texts).html : nil
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\(conflict)\
      \(ContentLanguages(frame: frame, context: context, link: link))\(form)\(foot)
      """)
  }

  private var title: String {
    switch part {
    case .settings: texts(.frameworkSettings)
    case .dimension(let dimension, let isNew):
      isNew ? texts(.frameworkAddDimension) : frame.words(dimension.name)
    case .question(let question, _, let isNew):
      isNew ? texts(.frameworkAddQuestion) : frame.words(question.text)
    }
  }

  private var link: Link {
    switch part {
    case .settings: .framework(framework.id, .settings)
    case .dimension(let dimension, let isNew):
      .frameworkPart(.dimension, isNew ? "new" : dimension.id, of: framework.id)
    case .question(let question, let dimension, let isNew):
      isNew
        ? Link.frameworkPart(.question, "new", of: framework.id)
          .with(query: ["dimension": dimension])
        : .frameworkPart(.question, question.id, of: framework.id)
    }
  }

  private var fields: HTML {
    switch part {
    case .settings: html(FrameworkForms.settings, draft)
    case .dimension(let dimension, _):
      html(FrameworkForms.dimension, DraftDimensionPart(draft: draft, dimension: dimension))
    case .question(let question, let dimension, _):
      html(
        FrameworkForms.question,
        DraftQuestionPart(draft: draft, dimension: dimension, question: question))
    }
  }

  private func html<Record>(_ form: RecordForm<Record>, _ record: Record) -> HTML {
    var state = FormState(record: record, values: input ?? form.input(of: record, in: context))
    state.problems = problems
    return form.html(state, in: context)
  }

  private var form: HTML {
    Form(
      action: frame.address(link), token: frame.csrfField,
      content: """
        \(HiddenField(name: "content", value: context.contentLanguage.rawValue))\
        \(HiddenField(name: "revision", value: String(framework.revision)))\(fields)
        """,
      buttons: [
        Button(label: texts(isConflict ? .conflictSave : .formSave)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(.framework(framework.id))),
          kind: .quiet),
      ], warnsUnsaved: texts(.formUnsaved)
    ).html
  }

  /// Moving and removing what is there already.
  private var foot: HTML? {
    let target: (kind: FrameworkPartKind, id: String)? =
      switch part {
      case .settings: nil
      case .dimension(let dimension, let isNew): isNew ? nil : (.dimension, dimension.id)
      case .question(let question, _, let isNew): isNew ? nil : (.question, question.id)
      }
    guard let target else { return nil }
    let revision = HiddenField(name: "revision", value: String(framework.revision))
    let act = { (step: String, label: TextKey, fields: [HiddenField]) in
      ActionForm(
        action: frame.address(
          .frameworkPart(target.kind, target.id, of: framework.id, step: step)),
        token: frame.csrfField, button: Button(label: texts(label), kind: .quiet),
        fields: [revision] + fields)
    }
    return """
      <div class="buttons">\
      \(act("position", .recordUp, [HiddenField(name: "way", value: "up")]))\
      \(act("position", .recordDown, [HiddenField(name: "way", value: "down")]))\
      \(act("removal", .recordRemove, []))</div>
      """
  }
}

/// What a form of a framework makes of what was typed.
public struct FrameworkPartInput {
  public let draft: FrameworkDraft
  public let problems: [FieldProblem]
  public let part: FrameworkPartPage.Part

  public init(
    _ input: FormInput, to part: FrameworkPartPage.Part, of draft: FrameworkDraft,
    in context: FormContext
  ) {
    switch part {
    case .settings:
      let (next, problems) = FrameworkForms.settings.read(input, into: draft, in: context)
      self.draft = next
      self.problems = problems
      self.part = part
    case .dimension(let dimension, let isNew):
      let (next, problems) = FrameworkForms.dimension.read(
        input, into: DraftDimensionPart(draft: draft, dimension: dimension), in: context)
      self.draft = draft.with(next.dimension, isNew: isNew)
      self.problems = problems
      self.part = .dimension(next.dimension, isNew: isNew)
    case .question(let question, let dimension, let isNew):
      let (next, problems) = FrameworkForms.question.read(
        input,
        into: DraftQuestionPart(draft: draft, dimension: dimension, question: question),
        in: context)
      self.draft = draft.with(next.question, in: next.dimension, isNew: isNew)
      self.problems = problems
      self.part = .question(next.question, dimension: next.dimension, isNew: isNew)
    }
  }
}

extension FrameworkDraft {
  /// The framework with a dimension put in its place; a new one is named after its text.
  fileprivate func with(_ dimension: DraftDimension, isNew: Bool) -> FrameworkDraft {
    var draft = self
    if isNew {
      var named = dimension
      named.id = freeID(for: dimension.name.text(for: dimension.name.original).text, or: "part")
      draft.dimensions.append(named)
    } else if let index = dimensions.firstIndex(where: { $0.id == dimension.id }) {
      draft.dimensions[index] = dimension
    }
    return draft
  }

  /// The framework with a question in a dimension, in the place it had there.
  fileprivate func with(
    _ question: DraftQuestion, in dimension: String, isNew: Bool
  ) -> FrameworkDraft {
    var draft = self
    var question = question
    if isNew {
      question.id = freeID(
        for: question.text.text(for: question.text.original).text, or: "question")
    }
    for index in draft.dimensions.indices {
      let place = draft.dimensions[index].questions.firstIndex { $0.id == question.id }
      if draft.dimensions[index].id != dimension {
        if let place { draft.dimensions[index].questions.remove(at: place) }
      } else if let place {
        draft.dimensions[index].questions[place] = question
      } else {
        draft.dimensions[index].questions.append(question)
      }
    }
    return draft
  }

  /// The framework without a part; a dimension goes only when nothing is in it.
  public func without(_ kind: FrameworkPartKind, _ id: String) -> FrameworkDraft? {
    var draft = self
    switch kind {
    case .dimension:
      let isUsed =
        dimension(id).map { !$0.questions.isEmpty } ?? true
        || dimensions.contains { $0.parent == id }
      guard !isUsed else { return nil }
      draft.dimensions.removeAll { $0.id == id }
    case .question:
      for index in draft.dimensions.indices {
        draft.dimensions[index].questions.removeAll { $0.id == id }
      }
    }
    return draft
  }

  /// The framework with a part one place up or down among its siblings.
  public func moving(_ kind: FrameworkPartKind, _ id: String, up: Bool) -> FrameworkDraft {
    var draft = self
    let step = up ? -1 : 1
    switch kind {
    case .dimension:
      let siblings = dimensions.indices.filter { dimensions[$0].parent == dimension(id)?.parent }
      guard let place = siblings.firstIndex(where: { dimensions[$0].id == id }),
        siblings.indices.contains(place + step)
      else { return self }
      draft.dimensions.swapAt(siblings[place], siblings[place + step])
    case .question:
      for index in dimensions.indices {
        let questions = dimensions[index].questions
        guard let place = questions.firstIndex(where: { $0.id == id }),
          questions.indices.contains(place + step)
        else { continue }
        draft.dimensions[index].questions.swapAt(place, place + step)
      }
    }
    return draft
  }
}
