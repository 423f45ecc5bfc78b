import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Takes records out of the plan, and moves them among their kind.
extension RecordEditor {
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
