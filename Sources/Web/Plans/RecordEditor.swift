import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Makes, changes and removes the records of one kind.
struct RecordEditor<Record: EditableRecord & StoredRecord>: Sendable {
  let services: Services

  func link(_ plan: ID<Plan>) -> Link { .records(Record.entityName, of: plan) }

  @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(context, at: link(document.plan.id))
    return services.page(RecordListPage<Record>(frame: frame, document: document).html)
  }

  @Sendable func blank(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    let query = request.uri.queryParameters
    let parent = query["parent"].map(String.init)
    guard let record = Record.blank(id: services.id(), parent: parent, in: document) else {
      throw StoreError.notFound
    }
    let form = try await services.recordContext(
      document, context, content: query["content"].map(String.init))
    let frame = try await services.frame(
      context, at: .newRecord(Record.entityName, of: document.plan.id, parent: parent))
    let page = RecordFormPage(
      frame: frame, context: form, record: record, isNew: true, parent: parent,
      input: suggested(request, record, form))
    return services.page(page.html)
  }

  /// The blank form with what a link carried into it, such as a gap of the register.
  private func suggested(
    _ request: Request, _ record: Record, _ form: FormContext
  ) -> FormInput? {
    let query = request.uri.queryParameters
    let carried = ["title", "evidence", "origin"].compactMap { name in
      query[name[...]].map { (name: name, value: String($0)) }
    }
    guard !carried.isEmpty else { return nil }
    let blank = Record.form.input(of: record, in: form)
    let others = Set(blank.names).filter { name in !carried.contains { $0.name == name } }
      .flatMap { name in blank.all(name).map { (name: name, value: $0) } }
    return FormInput(others + carried)
  }

  @Sendable func edit(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let record = try found(context, in: document)
    let content = request.uri.queryParameters["content"].map(String.init)
    let form = try await services.recordContext(document, context, content: content)
    let frame = try await services.frame(
      context, at: .record(RecordReference(record), of: document.plan.id))
    let page = RecordFormPage(
      frame: frame, context: form, record: record, isNew: false, parent: nil)
    return services.page(page.html)
  }

  func found(_ context: AppContext, in document: PlanDocument) throws -> Record {
    let id = try context.parameters.require("record")
    guard let record = Record.all(in: document).first(where: { $0.id.rawValue == id }) else {
      throw StoreError.notFound
    }
    return record
  }

  @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    let body = try await services.form(request, context)
    let given = body.input["id"] ?? ""
    let id: ID<Record> =
      given.count == 20 && given.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLowercase) })
      ? ID(rawValue: given) : services.id()
    if let present = Record.all(in: document).first(where: { $0.id == id }) {
      return try await addedAlready(present, body, context, document)
    }
    guard let blank = Record.blank(id: id, parent: body.input.text("parent"), in: document) else {
      throw StoreError.notFound
    }
    let form = try await services.recordContext(
      document, context, content: body.input["content"])
    var (record, problems) = Record.form.read(body.input, into: blank, in: form)
    let upload = (record as? Attachment).map { AttachedFile(of: $0, in: body) }
    if let upload, case .problem(let problem) = upload { problems.append(problem) }
    if problems.isEmpty { problems = Self.problems(of: record, in: document) }
    guard problems.isEmpty else {
      return try await again(
        record, body.input, problems, form, context, isNew: true, parent: body.input.text("parent"))
    }
    if let upload, case .file(let file, let bytes) = upload {
      try await services.plans.attach(file, bytes: bytes, by: context.viewer, at: services.clock())
      record = (file as? Record) ?? record
    } else {
      try await services.plans.add(record, by: context.viewer, at: services.clock())
    }
    return services.redirect(context, to: after(record), notice: Message("noticeSaved"))
  }

  /// The form was sent before, by a double click or after going back: what it adds is there. If it
  /// says something else by now, both are shown.
  private func addedAlready(
    _ present: Record, _ body: FormBody, _ context: AppContext, _ document: PlanDocument
  ) async throws -> Response {
    let form = try await services.recordContext(
      document, context, content: body.input["content"])
    let (record, problems) = Record.form.read(body.input, into: present, in: form)
    if problems.isEmpty, record == present {
      return services.redirect(context, to: after(present), notice: Message("noticeSaved"))
    }
    return try await conflict(
      .init(theirs: present, change: nil), body.input, problems, form, context)
  }

  @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
    guard context.viewer.account != nil else { throw AccessError.refused(.readWorking) }
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let id = ID<Record>(rawValue: try context.parameters.require("record"))
    let body = try await services.form(request, context)
    let revision = body.input["revision"].flatMap(Int.init) ?? 0
    let texts = services.catalogue.texts(for: context.language)
    let read = { @Sendable (present: Record, document: PlanDocument) -> Record? in
      let form = FormContext(document: document, texts: texts, content: body.input["content"])
      let (record, problems) = Record.form.read(body.input, into: present, in: form)
      return problems.isEmpty ? record : nil
    }
    // Read before the transaction where what the form was made from is at hand, else within it.
    let known = services.plans.lastSeen(plan).flatMap { document in
      Record.all(in: document).first { $0.id == id && $0.revision == revision }
        .flatMap { read($0, document) }
    }
    do {
      let outcome = try await services.plans.change(
        id, of: plan, editedFrom: revision, by: context.viewer, at: services.clock()
      ) { present, document in known ?? read(present, document) }
      if case .saved(let saved) = outcome {
        return services.redirect(context, to: after(saved), notice: Message("noticeSaved"))
      }
    } catch StoreError.invalid {
      // The form is read once more below and shown with what is wrong.
    }
    return try await saveAmongOthers(body, context)
  }

  /// Saves with what lies outside the plan at hand – the city's register, practices, what residents
  /// said –, where the form names something of it anew, is not in order, or is to be shown again.
  private func saveAmongOthers(
    _ body: FormBody, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let present = try found(context, in: document)
    let form = try await services.recordContext(
      document, context, content: body.input["content"])
    let (record, problems) = Self.read(body.input, into: present, in: form)
    guard problems.isEmpty else {
      return try await again(
        record, body.input, problems, form, context, isNew: false, parent: nil)
    }
    let outcome = try await services.plans.save(
      record, editedFrom: body.input["revision"].flatMap(Int.init) ?? 0, by: context.viewer,
      at: services.clock())
    switch outcome {
    case .saved(let saved):
      return services.redirect(context, to: after(saved), notice: Message("noticeSaved"))
    case .conflict(let theirs, let change):
      return try await conflict(
        .init(theirs: theirs, change: change), body.input, [], form, context)
    }
  }

  /// What somebody else saved beside what was typed.
  private func conflict(
    _ conflict: RecordFormPage<Record>.Conflict, _ input: FormInput, _ problems: [FieldProblem],
    _ form: FormContext, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(
      context, at: .record(RecordReference(conflict.theirs), of: form.document.plan.id))
    let page = RecordFormPage(
      frame: frame, context: form, record: conflict.theirs, isNew: false, parent: nil,
      input: input, problems: problems, conflict: conflict)
    return services.page(page.html, status: .conflict)
  }

  private static func read(
    _ input: FormInput, into present: Record, in form: FormContext
  ) -> (Record, [FieldProblem]) {
    let (record, problems) = Record.form.read(input, into: present, in: form)
    return (record, problems.isEmpty ? Self.problems(of: record, in: form.document) : problems)
  }

  private static func problems(of record: Record, in document: PlanDocument) -> [FieldProblem] {
    record.problems(in: document.with(record)).map {
      FieldProblem(field: $0.field, message: $0.message)
    }
  }

  private func again(
    _ record: Record, _ input: FormInput, _ problems: [FieldProblem], _ form: FormContext,
    _ context: AppContext, isNew: Bool, parent: String?
  ) async throws -> Response {
    let plan = form.document.plan.id
    let link =
      isNew
      ? Link.newRecord(Record.entityName, of: plan, parent: parent)
      : Link.record(RecordReference(record), of: plan)
    var shown = record
    shown.revision = input["revision"].flatMap(Int.init) ?? record.revision
    let page = RecordFormPage(
      frame: try await services.frame(context, at: link), context: form, record: shown,
      isNew: isNew, parent: parent, input: input, problems: problems)
    return services.page(page.html, status: .unprocessableContent)
  }

  /// Back to the action that a part hangs on, or to the list.
  func after(_ record: Record) -> Link {
    if let action = record.actionOfRecord {
      return .record(
        RecordReference(kind: Action.entityName, id: action.rawValue), of: record.plan)
    }
    return link(record.plan)
  }
}
