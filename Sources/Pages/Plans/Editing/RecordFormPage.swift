public import Civic
import Exact

/// The page on which a record is made or changed.
public struct RecordFormPage<Record: EditableRecord>: Sendable {
  /// What somebody else saved while this form was open.
  public struct Conflict: Sendable {
    public let theirs: Record
    let change: ChangeRecord?

    /// - Parameters:
    ///   - theirs: The record as it is saved now.
    ///   - change: What made it so, where that is known.
    public init(theirs: Record, change: ChangeRecord?) {
      self.theirs = theirs
      self.change = change
    }
  }

  let frame: PageFrame
  let context: FormContext
  let record: Record
  let isNew: Bool
  /// The record a new one hangs on.
  let parent: String?
  let input: FormInput
  let problems: [FieldProblem]
  let conflict: Conflict?

  /// - Parameters:
  ///   - record: As it is saved, or a blank one.
  ///   - input: What was typed, where the form comes back; otherwise the record's own values.
  public init(
    frame: PageFrame, context: FormContext, record: Record, isNew: Bool, parent: String?,
    input: FormInput? = nil, problems: [FieldProblem] = [], conflict: Conflict? = nil
  ) {
    self.frame = frame
    self.context = context
    self.record = record
    self.isNew = isNew
    self.parent = parent
    self.input = input ?? Record.form.input(of: record, in: context)
    self.problems = problems
    self.conflict = conflict
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: context.document) }
  private var plan: ID<Plan> { context.document.plan.id }
  private var reference: RecordReference { RecordReference(record) }

  public var html: HTML {
    let title =
      isNew
      ? texts(Record.words.add)
      : texts(
        .recordEditTitle,
        ["act": .text(texts(Record.words.edit)), "name": .text(work.title(of: record))])
    return work.page(
      title, crumbs: crumbs, problems: problems,
      """
      \(conflict.map { _ in ConflictNotice(texts: texts) })\
      \(ContentLanguages(frame: frame, context: context, link: link))\(form)\(parts)\(foot)
      """)
  }

  private var owner: Action? {
    Record.entityName == Action.entityName
      ? nil : record.actionOfRecord.flatMap { context.document.action($0) }
  }

  private var crumbs: [Anchor] {
    guard let owner else { return [work.listAnchor(Record.self)] }
    return [
      work.listAnchor(Action.self),
      Anchor(
        text: work.title(of: owner), href: frame.address(.record(RecordReference(owner), of: plan))),
    ]
  }

  private var link: Link {
    isNew
      ? .newRecord(Record.entityName, of: plan, parent: parent) : .record(reference, of: plan)
  }

  private var state: FormState<Record> {
    var state = FormState(record: record, values: input)
    state.problems = problems
    state.conflict = conflict.map { conflict in
      (conflict.theirs, ConflictNotice.words(conflict.change, texts))
    }
    return state
  }

  private var form: HTML {
    var hidden = [
      HiddenField(name: "content", value: context.contentLanguage.rawValue),
      HiddenField(name: "revision", value: String((conflict?.theirs ?? record).revision)),
    ]
    if let parent { hidden.append(HiddenField(name: "parent", value: parent)) }
    if isNew { hidden.append(HiddenField(name: "id", value: record.id.rawValue)) }
    let hasFile = isNew && Record.entityName == Attachment.entityName
    return Form(
      action: frame.address(
        isNew ? .records(Record.entityName, of: plan) : .record(reference, of: plan)),
      token: frame.csrfField,
      content: "\(hidden)\(Record.form.html(state, in: context))\(hasFile ? file : nil)",
      buttons: [
        Button(label: texts(conflict == nil ? .formSave : .conflictSave)),
        Button(label: texts(.formCancel), act: .link(frame.address(back)), kind: .quiet),
      ], hasFiles: hasFile, warnsUnsaved: texts(.formUnsaved)
    ).html
  }

  private var file: HTML {
    FileField(
      name: "file", label: texts(.attachmentFileField),
      notes: FieldNotes(
        hint: texts(.attachmentFileHint),
        error: problems.first { $0.field == "file" }.map { texts.sentence($0.message) }),
      isRequired: true
    ).html
  }

  private var back: Link {
    owner.map { .record(RecordReference($0), of: plan) } ?? .records(Record.entityName, of: plan)
  }

  /// What hangs on an action, below its own fields.
  private var parts: HTML? {
    if !isNew, let challenge = record as? Challenge {
      return ChallengeWays(work: work, challenge: challenge).html
    }
    guard !isNew, let action = record as? Action else { return nil }
    return ActionPartLists(work: work, action: action).html
  }

  private var foot: HTML? {
    guard !isNew else { return nil }
    return """
      <p class="record-foot"><a href="\(frame.address(.record(reference, of: plan, .history)))">\
      \(texts(.recordHistory))</a> · \
      <a href="\(frame.address(.record(reference, of: plan, .removal)))">\(texts(.recordRemove))</a></p>
      """
  }
}

/// Says that somebody saved meanwhile, and what to do about it.
struct ConflictNotice: Component {
  let texts: Texts

  var html: HTML {
    Notice(
      tone: .warning, title: texts(.conflictTitle), content: "<p>\(texts(.conflictText))</p>",
      isLive: true
    ).html
  }

  /// Who saved what stands beside a field, and when.
  static func words(_ change: ChangeRecord?, _ texts: Texts) -> String {
    guard let change else { return texts(.conflictSomebody) }
    return texts(
      .conflictBy,
      ["name": .text(change.author ?? texts(.historySomebody)), "time": .instant(change.at)])
  }
}

/// The languages the plan's texts can be written in, each a link to the same form.
struct ContentLanguages: Component {
  let frame: PageFrame
  let context: FormContext
  let link: Link

  var html: HTML {
    let tabs = context.contentLanguages.map { language in
      Tabs.Tab(
        text: context.name(of: language),
        href: frame.address(link.with(query: ["content": language.rawValue])),
        isCurrent: language == context.contentLanguage)
    }
    let current = context.name(of: context.contentLanguage)
    return """
      <details class="more"><summary>\
      \(frame.texts(.contentLanguageSummary, ["language": .text(current)]))</summary><div>\
      <p class="hint">\(frame.texts(.contentLanguageHint))</p>\
      \(Tabs(label: frame.texts(.contentLanguageLabel), tabs: tabs))</div></details>
      """
  }
}
