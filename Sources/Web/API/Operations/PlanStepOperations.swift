import Civic
import Exact
import Exchange
import HTTPTypes
import Pages
import Store

/// A plan's way to the public, what people say about it on the way, and its history.
struct PlanStepOperations {
  private let family = APIFamily(topic: .plans)

  var all: [APIOperation] {
    [create] + phases + comments + [history, recordHistory, restoration, workbook, archive]
  }

  private var create: APIOperation {
    let writing = RecordWriting(form: PlanForm.form)
    guard case .object(let own) = writing.newSchema else {
      preconditionFailure("plans are objects")
    }
    return family.make(
      "/plans", "addPlan", "Start a plan of a city", .named("Plan"), body: [.id("city")] + own
    ) { request in
      let atlas = try await request.services.cities.atlas()
      guard let city = atlas.city(ID(rawValue: request.body["city"]?.string ?? "")) else {
        throw APIFault(at: "city", Message("problemUnknown"))
      }
      try request.viewer.require(.createPlan, .city(city.id))
      let draft = request.services.draft(for: city, in: .english)
      var form = request.services.formContext(draft, request.context, content: nil)
      form.atlas = atlas
      var body = request.body
      body["city"] = nil
      let plan = try writing.record(body, over: draft.plan, in: form)
      try APIFault.check(PlanForm.problems(of: plan))
      try await request.services.start(plan, in: city, by: request.viewer)
      return try .made(plan, at: "\(API.root)/plans")
    }
  }

  // MARK: Phases

  private var phases: [APIOperation] {
    [
      phase("submission", "submitPlan", "Send a plan to review") { plans, plan, request in
        try await plans.submit(plan, by: request.viewer, at: request.now)
      },
      phase("reopening", "reopenPlan", "Take a plan back to the draft") { plans, plan, request in
        try await plans.reopen(plan, by: request.viewer, at: request.now)
      },
      phase("revision", "revisePlan", "Start the next version of a published plan") {
        plans, plan, request in
        try await plans.revise(plan, by: request.viewer, at: request.now)
      },
      phase(
        "approval", "approvePlan", "Record who approved a plan, when and by which document",
        body: [.text("body", longest: 200), .day("day"), .text("reference", longest: 200)]
      ) { plans, plan, request in
        guard let day = request.day("day") else {
          throw APIFault(at: "day", Message("fieldMissing"))
        }
        try await plans.approve(
          plan, body: try request.needed("body"), on: day,
          reference: try request.needed("reference"), by: request.viewer, at: request.now)
      },
      publication,
    ]
  }

  private func phase(
    _ step: String, _ name: String, _ summary: String, body: [APIProperty]? = nil,
    run: @escaping @Sendable (PlanStore, ID<Plan>, APIRequest) async throws -> Void
  ) -> APIOperation {
    family.step("/plans/:plan/\(step)", name, summary, body: body, access: .decision) { request in
      try await run(request.services.plans, try request.id("plan"), request)
    }
  }

  private var publication: APIOperation {
    family.make(
      "/plans/:plan/publication", "publishPlan", "Publish an approved plan as its next version",
      .named("PlanVersion"), access: .decision
    ) { request in
      let version = try await request.services.publish(
        try request.id("plan"), by: request.viewer)
      return .made(
        try JSONValue(encoding: version), tag: "\"\(version.number)\"",
        at: "\(API.root)/plans/\(version.plan)/versions/\(version.number)")
    }
  }

  // MARK: Comments

  private var comments: [APIOperation] {
    [
      family.list(
        "/plans/:plan/comments", "listReviewComment", "Comments on a working plan",
        of: .named("ReviewComment")
      ) { request in
        try await request.services.plans.comments(on: try request.id("plan"), for: request.viewer)
          .map { try APIItem($0) }
      },
      family.make(
        "/plans/:plan/comments", "addReviewComment", "Comment on a working plan or a record of it",
        .named("ReviewComment"),
        body: [
          .text("body", longest: 4000), .id("recordKind", isRequired: false),
          .id("record", isRequired: false),
        ], access: .decision
      ) { request in
        guard let account = request.viewer.account else { throw APIFault.noToken }
        var comment = ReviewComment(
          id: request.services.id(), plan: try request.id("plan"), author: account,
          authorName: request.viewer.name, writtenAt: request.now,
          body: try request.needed("body"))
        if let kind = request.body["recordKind"]?.string, let id = request.body["record"]?.string {
          (comment.recordKind, comment.record) = (kind, id)
        }
        try await request.services.plans.add(comment, by: request.viewer)
        return try .made(comment, at: "\(API.root)/plans/\(comment.plan)/comments")
      },
      family.step(
        "/plans/:plan/comments/:comment/resolution", "resolveReviewComment",
        "Mark a comment as dealt with, or as open again", body: [.flag("isResolved")],
        access: .decision
      ) { request in
        try await request.services.plans.resolve(
          try request.id("comment"), of: try request.id("plan"),
          isResolved: request.isTrue("isResolved"), by: request.viewer, at: request.now)
      },
    ]
  }

  // MARK: History

  private var history: APIOperation {
    family.list(
      "/plans/:plan/history", "listPlanHistory",
      "The last two hundred changes of a plan, the newest first", of: .change
    ) { request in
      try await request.services.plans.history(of: try request.id("plan"), for: request.viewer)
        .items()
    }
  }

  private var recordHistory: APIOperation {
    family.list(
      "/plans/:plan/history/:kind/:record", "listRecordHistory",
      "The changes of a record of a plan, the newest first", of: .change
    ) { request in
      let (kind, id): (ID<Never>, ID<Never>) = (try request.id("kind"), try request.id("record"))
      return try await request.services.plans.history(
        of: RecordReference(kind: kind.rawValue, id: id.rawValue), in: try request.id("plan"),
        for: request.viewer
      ).items()
    }
  }

  private var restoration: APIOperation {
    family.step(
      "/plans/:plan/restoration", "restorePlanRecord",
      "Put a record back to how it was after a change", body: [.change]
    ) { request in
      try await request.services.plans.restore(
        try request.change(), of: try request.id("plan"), by: request.viewer, at: request.now)
    }
  }

  // MARK: Files

  private var workbook: APIOperation {
    family.file(
      "/plans/:plan/working/tables.xlsx", "getWorkingWorkbook", "The working plan as a workbook",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ) { try await XLSXWriter().bytes(pack($0)) }
  }

  private var archive: APIOperation {
    family.file(
      "/plans/:plan/working/tables.zip", "getWorkingTables",
      "The working plan as CSV files with their metadata", type: "application/zip"
    ) { try await TableArchive(hasByteOrderMark: false).bytes(pack($0)) }
  }

  private func pack(_ request: APIRequest) async throws -> ExportPack {
    let document = try await request.workingPlan()
    return try await request.services.sheets(
      of: document, in: request.context.language, for: request.viewer
    ).pack(version: nil, made: request.now)
  }
}
