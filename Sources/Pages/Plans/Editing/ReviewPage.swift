public import Civic
import Exact

/// What people say about the plan while it is reviewed.
public struct ReviewPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let comments: [ReviewComment]
  let problem: Message?
  let input: FormInput

  /// - Parameters:
  ///   - comments: Oldest first.
  ///   - input: What was typed, where the form comes back with a problem.
  public init(
    frame: PageFrame, document: PlanDocument, comments: [ReviewComment], problem: Message? = nil,
    input: FormInput = FormInput([])
  ) {
    self.frame = frame
    self.document = document
    self.comments = comments
    self.problem = problem
    self.input = input
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var mayComment: Bool { frame.viewer.may(.comment, .plan(document.plan)) }

  public var html: HTML {
    let open = comments.filter { $0.resolvedAt == nil }
    let done = comments.filter { $0.resolvedAt != nil }
    return work.page(
      texts(.planReviewTitle),
      problems: problem.map { [FieldProblem(field: "body", message: $0)] } ?? [],
      """
      <p class="lead">\(texts(.reviewLead))</p>\
      <section><h2>\(texts(.commentsOpen, ["count": .count(open.count)]))</h2>\(groups(open))</section>\
      \(mayComment ? form : "<p>\(texts(.commentsClosed))</p>")\(settled(done))
      """)
  }

  private func settled(_ done: [ReviewComment]) -> HTML? {
    guard !done.isEmpty else { return nil }
    return Details(
      summary: texts(.commentsDone, ["count": .count(done.count)]), content: groups(done)
    ).html
  }

  /// What can be commented on: the plan, or one of its records.
  private var subjects: [(reference: RecordReference, label: String)] {
    func references<Record: EditableRecord>(_ type: Record.Type) -> [(RecordReference, String)] {
      Record.all(in: document).map { (RecordReference($0), work.title(of: $0)) }
    }
    return references(Challenge.self) + references(Objective.self) + references(Action.self)
      + references(Risk.self) + references(Indicator.self) + references(PlanSection.self)
  }

  private var form: HTML {
    let chosen = input["about"]
    let choices = subjects.map { subject in
      let key = "\(subject.reference.kind):\(subject.reference.id)"
      return Choice(value: key, label: subject.label, isChosen: key == chosen)
    }
    return """
      <section><h2>\(texts(.commentAdd))</h2>\
      \(Form(
        action: frame.address(.planWork(document.plan.id, .comments)), token: frame.csrfField,
        content: """
          \(Select(
            name: "about", label: texts(.commentAbout), choices: choices,
            placeholder: texts(.commentWholePlan)))\
          \(TextArea(
            name: "body", label: texts(.commentBody), value: input["body"] ?? "",
            notes: FieldNotes(hint: texts(.commentBodyHint), error: problem.map(texts.sentence)),
            isRequired: true, maxLength: 4000))
          """, buttons: [Button(label: texts(.commentAdd))]))</section>
      """
  }

  /// Comments under the record they are about, those on the whole plan first.
  private func groups(_ comments: [ReviewComment]) -> HTML {
    guard !comments.isEmpty else { return "<p>\(texts(.commentsNone))</p>" }
    let whole = comments.filter { $0.record == nil }
    let known = subjects.compactMap { subject -> HTML? in
      let own = comments.filter {
        $0.recordKind == subject.reference.kind && $0.record == subject.reference.id
      }
      guard !own.isEmpty else { return nil }
      let address = frame.address(.record(subject.reference, of: document.plan.id))
      return "<h3><a href=\"\(address)\">\(subject.label)</a></h3>\(list(own))"
    }
    let ids = Set(subjects.map(\.reference.id))
    let gone = comments.filter { $0.record.map { !ids.contains($0) } ?? false }
    return """
      \(whole.isEmpty ? nil : "<h3>\(texts(.commentWholePlan))</h3>\(list(whole))" as HTML)\(known)\
      \(gone.isEmpty ? nil : "<h3>\(texts(.commentGone))</h3>\(list(gone))" as HTML)
      """
  }

  private func list(_ comments: [ReviewComment]) -> HTML {
    "<ol class=\"comments\">\(comments.map(item))</ol>"
  }

  private func item(_ comment: ReviewComment) -> HTML {
    let isDone = comment.resolvedAt != nil
    let label = texts(isDone ? .commentReopen : .commentResolve)
    let act = ActionForm(
      action: frame.address(.comment(comment.id, of: document.plan.id)), token: frame.csrfField,
      button: Button(
        label: label, kind: .secondary,
        spoken: texts(
          .recordSpokenAct, ["act": .text(label), "name": .text(String(comment.body.prefix(60)))])),
      fields: [HiddenField(name: "resolved", value: isDone ? "no" : "yes")])
    return """
      <li id="\(comment.id.rawValue)"><p class="meta"><strong>\(comment.authorName)</strong>, \
      <time datetime="\(comment.writtenAt.description)">\
      \(texts.formats.instant(comment.writtenAt, .medium))</time></p><p>\(comment.body)</p>\
      \(resolved(comment))\(mayComment ? act.html : nil)</li>
      """
  }

  private func resolved(_ comment: ReviewComment) -> HTML? {
    guard let at = comment.resolvedAt else { return nil }
    let words = texts(
      .commentResolvedBy,
      ["name": .text(comment.resolvedBy ?? texts(.historySomebody)), "time": .instant(at)])
    return "<p>\(StatusTag(text: words, tone: .good))</p>"
  }
}
