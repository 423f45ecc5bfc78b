import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Every record of a plan: the working ones for those who may read them, written by the rules of
/// the forms; the published ones for everybody.
struct RecordOperations {
  var all: [APIOperation] { RecordRoutes.kinds.flatMap { operations(of: $0) } }

  private func operations(of type: any RecordRoutes.Editable.Type) -> [APIOperation] {
    func open<Record: RecordRoutes.Editable>(_ type: Record.Type) -> [APIOperation] {
      PlanRecordOperations<Record>().all
    }
    return open(type)
  }
}

/// The operations of one kind of record of a plan.
private struct PlanRecordOperations<Record: EditableRecord & StoredRecord>: Sendable {
  private let kind = Record.entityName
  private let component = APISchemaReader.componentName(of: Record.self)
  private let writing = RecordWriting(form: Record.form, parent: "action")

  private var words: String { kind.replacing("_", with: " ") }
  private var base: String { "/plans/:plan/records/\(kind)" }

  /// Files come with the form alone: their bytes are no JSON.
  private var isFile: Bool { Record.self == Attachment.self }

  var all: [APIOperation] {
    [published, list, show] + (isFile ? [] : [add]) + [change, remove]
  }

  private func operation(
    _ method: HTTPMethod, _ path: String, _ verb: String, _ summary: String,
    access: APIOperation.Access = .token, body: APIOperation.Body? = nil,
    answer: APIOperation.Answer, needsVersion: Bool = false,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: method, path: path, name: verb + component, topic: .records, summary: summary,
      access: access, body: body, answer: answer, needsVersion: needsVersion, run: run)
  }

  private var published: APIOperation {
    operation(
      .get, "/plans/:plan/published/\(kind)", "listPublished",
      "Records of kind \(words) in the newest published version", access: .open,
      answer: .list(of: .named(component))
    ) { request in
      let version = try await request.services.plans.version(of: try request.id("plan"))
      return try .records(Record.all(in: version.document))
    }
  }

  private var list: APIOperation {
    operation(
      .get, base, "list", "Records of kind \(words) in the working plan",
      answer: .list(of: .named(component))
    ) { try .records(Record.all(in: try await $0.workingPlan())) }
  }

  private var show: APIOperation {
    operation(
      .get, "\(base)/:record", "get", "One record of kind \(words) in the working plan",
      answer: .one(.named(component))
    ) { try .record(try await Self.found($0, in: try await $0.workingPlan())) }
  }

  private static func found(_ request: APIRequest, in document: PlanDocument) async throws -> Record
  {
    let id: ID<Record> = try request.id("record")
    guard let record = Record.all(in: document).first(where: { $0.id == id }) else {
      throw StoreError.notFound
    }
    return record
  }

  private var add: APIOperation {
    let writing = writing
    return operation(
      .post, base, "add", "Add a record of kind \(words)", body: .json(writing.newSchema),
      answer: .made(.named(component))
    ) { request in
      let document = try await request.editedPlan()
      let parent = request.body["action"]?.string
      guard let blank = Record.blank(id: request.services.id(), parent: parent, in: document)
      else {
        throw APIFault(
          .unprocessableContent, Message("apiInvalid"),
          faults: [APIFieldFault("/action", "problemUnknown")])
      }
      let form = try await request.services.recordContext(document, request.context, content: nil)
      let record = try writing.record(request.body, over: blank, in: form)
      try await request.services.plans.add(record, by: request.viewer, at: request.now)
      return try .made(
        record, at: "\(API.root)/plans/\(document.plan.id)/records/\(Record.entityName)")
    }
  }

  private var change: APIOperation {
    let writing = writing
    return operation(
      .patch, "\(base)/:record", "change", "Change a record of kind \(words)",
      body: .patch(writing.patchSchema), answer: .one(.named(component)), needsVersion: true
    ) { request in
      let document = try await request.workingPlan()
      let present = try await Self.found(request, in: document)
      try request.viewer.require(.editContent, .plan(document.plan))
      try request.require(present)
      let form = try await request.services.recordContext(document, request.context, content: nil)
      let record = try writing.record(request.body, over: present, in: form)
      let outcome = try await request.services.plans.save(
        record, editedFrom: present.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }

  private var remove: APIOperation {
    operation(
      .delete, "\(base)/:record", "remove",
      "Remove a record of kind \(words) with what cannot be without it", answer: .nothing,
      needsVersion: true
    ) { request in
      let document = try await request.workingPlan()
      let present = try await Self.found(request, in: document)
      try request.viewer.require(.editContent, .plan(document.plan))
      try request.require(present)
      let batch: ID<ChangeRecord> = request.services.id()
      _ = try await request.services.plans.remove(
        RecordReference(present), of: document.plan.id, by: request.viewer, at: request.now,
        batch: batch.rawValue)
      return .nothing
    }
  }
}

extension APIRequest {
  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  func workingPlan() async throws -> PlanDocument {
    try await services.plans.workingPlan(try id("plan"), for: viewer)
  }

  /// The same, which the viewer may change.
  func editedPlan() async throws -> PlanDocument {
    let document = try await workingPlan()
    try viewer.requireEditing(document.plan)
    return document
  }
}
