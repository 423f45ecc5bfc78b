import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Makes, changes and removes the records of one kind.
struct RecordEditor<Record: EditableRecord & StoredRecord>: Sendable {
  let services: Services

  private func link(_ plan: ID<Plan>) -> Link { .records(Record.entityName, of: plan) }

  @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(context, at: link(document.plan.id))
    return services.page(RecordListPage<Record>(frame: frame, document: document).html)
  }

  @Sendable func blank(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    try context.viewer.require(.editContent, .plan(document.plan))
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

  private func found(_ context: AppContext, in document: PlanDocument) throws -> Record {
    let id = try context.parameters.require("record")
    guard let record = Record.all(in: document).first(where: { $0.id.rawValue == id }) else {
      throw StoreError.notFound
    }
    return record
  }

  @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    try context.viewer.require(.editContent, .plan(document.plan))
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
    let frame = try await services.frame(
      context, at: .record(RecordReference(present), of: document.plan.id))
    let page = RecordFormPage(
      frame: frame, context: form, record: present, isNew: false, parent: nil,
      input: body.input, problems: problems, conflict: .init(theirs: present, change: nil))
    return services.page(page.html, status: .conflict)
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
      let frame = try await services.frame(
        context, at: .record(RecordReference(theirs), of: document.plan.id))
      let page = RecordFormPage(
        frame: frame, context: form, record: theirs, isNew: false, parent: nil,
        input: body.input, conflict: .init(theirs: theirs, change: change))
      return services.page(page.html, status: .conflict)
    }
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
  private func after(_ record: Record) -> Link {
    if let action = record.actionOfRecord {
      return .record(
        RecordReference(kind: Action.entityName, id: action.rawValue), of: record.plan)
    }
    return link(record.plan)
  }

  @Sendable func askRemoval(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    return try await askRemoval(of: try found(context, in: document), in: document, context)
  }

  /// - Parameter since: What the form says that it was made from, when that is not how the record is.
  private func askRemoval(
    of record: Record, in document: PlanDocument, _ context: AppContext, since: String? = nil
  ) async throws -> Response {
    let reference = RecordReference(record)
    var frame = try await services.frame(
      context, at: .record(reference, of: document.plan.id, .removal))
    if since != nil { frame.notice = Message("conflictTitle") }
    let page = RemovalPage(
      frame: frame, document: document, record: reference, label: record.label,
      revision: record.revision)
    return services.page(page.html, status: since == nil ? .ok : .conflict)
  }

  @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let record = try found(context, in: document)
    let body = try await services.form(request, context)
    if let seen = body.input["revision"], Int(seen) != record.revision {
      return try await askRemoval(of: record, in: document, context, since: seen)
    }
    let batch: ID<ChangeRecord> = services.id()
    _ = try await services.plans.remove(
      RecordReference(record), of: document.plan.id, by: context.viewer, at: services.clock(),
      batch: batch.rawValue)
    let back = record.actionOfRecord.flatMap { document.action($0) }
    if let action = back, Record.entityName != Action.entityName {
      return services.redirect(
        context, to: .record(RecordReference(action), of: document.plan.id),
        notice: Message("noticeRemoved"))
    }
    return services.redirect(
      context, to: link(document.plan.id), notice: Message("noticeRemoved"))
  }
}

extension RecordEditor where Record: PositionedRecord {
  /// Moves a record one place up or down among its kind.
  @Sendable func move(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let id = try context.parameters.require("record")
    let way = try await services.form(request, context).input["way"]
    var list = Record.all(in: document).sorted { ($0.position, $0.id) < ($1.position, $1.id) }
    guard let index = list.firstIndex(where: { $0.id.rawValue == id }) else {
      throw StoreError.notFound
    }
    let other = way == "up" ? index - 1 : index + 1
    if list.indices.contains(other) {
      list.swapAt(index, other)
      for (position, record) in list.enumerated() where record.position != position + 1 {
        var moved = record
        moved.position = position + 1
        _ = try await services.plans.save(
          moved, editedFrom: record.revision, by: context.viewer, at: services.clock())
      }
    }
    return services.redirect(
      context, to: Link.records(Record.entityName, of: document.plan.id).at(id))
  }
}

/// A file that came with the form of an attachment.
enum AttachedFile {
  case file(Attachment, [UInt8])
  case problem(FieldProblem)

  static let limit = 20_000_000

  init(of record: Attachment, in body: FormBody) {
    guard let upload = body.files.first(where: { $0.field == "file" }), !upload.bytes.isEmpty else {
      self = .problem(FieldProblem(field: "file", message: Message("fileMissing")))
      return
    }
    guard upload.bytes.count <= Self.limit else {
      self = .problem(FieldProblem(field: "file", message: Message("fileTooLarge")))
      return
    }
    guard let type = MediaType.of(upload.bytes) else {
      self = .problem(FieldProblem(field: "file", message: Message("fileKind")))
      return
    }
    var file = Attachment(
      id: record.id, plan: record.plan, title: record.title,
      fileName: String(upload.name.suffix(120)), mediaType: type, size: upload.bytes.count,
      digest: Digest(of: upload.bytes))
    file.action = record.action
    file.isPublic = record.isPublic
    self = .file(file, upload.bytes)
  }
}

/// The kind of a file, told by its first bytes; kinds that could run in a browser are not accepted.
enum MediaType {
  static func of(_ bytes: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      (Array("%PDF-".utf8), "application/pdf"), ([0x89, 0x50, 0x4E, 0x47], "image/png"),
      ([0xFF, 0xD8, 0xFF], "image/jpeg"), (Array("PK\u{3}\u{4}".utf8), "application/zip"),
      ([0xD0, 0xCF, 0x11, 0xE0], "application/x-ole-storage"),
    ]
    if let found = signatures.first(where: { bytes.starts(with: $0.0) }) { return found.1 }
    let isText = String(validating: bytes, as: UTF8.self).map { text in
      !text.unicodeScalars.contains { $0.value < 9 || ($0.value > 13 && $0.value < 32) }
    }
    return isText == true ? "text/plain; charset=utf-8" : nil
  }
}
