import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Plans: what is published for everybody, and the working plan for those who may read it.
struct PlanOperations {
  var all: [APIOperation] {
    [plans, state, published, versions, version, working, change] + organisations
  }

  private func operation(
    _ method: HTTPMethod, _ path: String, _ name: String, _ summary: String,
    access: APIOperation.Access = .open, body: APIOperation.Body? = nil,
    answer: APIOperation.Answer, needsVersion: Bool = false,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: method, path: path, name: name, topic: .plans, summary: summary, access: access,
      body: body, answer: answer, needsVersion: needsVersion, run: run)
  }

  /// What a list says of a plan; before it is published, only to those who may read it.
  static let entry = APISchema.object([
    APIProperty(name: "id", schema: .identifier, isRequired: true),
    APIProperty(name: "city", schema: .identifier, isRequired: true),
    APIProperty(
      name: "title", schema: APISchemaReader.schema(of: Multilingual.self), isRequired: true),
    APIProperty(
      name: "phase", schema: APISchemaReader.schema(of: PlanPhase.self), isRequired: false),
    APIProperty(
      name: "publishedVersion", schema: .whole(1...APISchema.exact.upperBound), isRequired: false),
    APIProperty(
      name: "publishedAt", schema: .text(APIText(form: .instant)), isRequired: false),
  ])

  private static func json(
    _ plan: Plan, title: Multilingual, version: Int?, at: Instant? = nil, for viewer: Viewer
  ) throws -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(plan.id.rawValue)
    object["city"] = .string(plan.city.rawValue)
    object["title"] = try JSONValue(encoding: title)
    if viewer.may(.readWorking, .plan(plan)) { object["phase"] = .string(plan.phase.rawValue) }
    object["publishedVersion"] = version.flatMap { JSONNumber(exactly: Int64($0)) }.map {
      .number($0)
    }
    object["publishedAt"] = at.map { .string($0.description) }
    return .object(object)
  }

  private var plans: APIOperation {
    operation(
      .get, "/plans", "listPlan", "The published plans, and with a token those it may read",
      answer: .list(of: Self.entry)
    ) { request in
      let (store, viewer) = (request.services.plans, request.viewer)
      var entries = try await store.workingPlans(for: viewer)
      entries += try await store.publishedPlans().filter { entry in
        !entries.contains { $0.plan.id == entry.plan.id }
      }
      var items: [APIItem] = []
      for entry in entries {
        // What is being written on a title is not public.
        let isInside = viewer.may(.readWorking, .plan(entry.plan))
        let version = isInside ? nil : try await store.version(of: entry.plan.id)
        items.append(
          APIItem(
            id: entry.plan.id.rawValue,
            json: try Self.json(
              entry.plan, title: version?.document.plan.title ?? entry.plan.title,
              version: entry.publishedVersion, for: viewer)))
      }
      return .list(items)
    }
  }

  private var state: APIOperation {
    operation(
      .get, "/plans/:plan", "getPlan", "Where a plan is on its way to the public",
      answer: .one(Self.entry)
    ) { request in
      let id: ID<Plan> = try request.id("plan")
      let version: PlanVersion?
      do {
        version = try await request.services.plans.version(of: id)
      } catch StoreError.notFound {
        version = nil
      }
      let working = try await request.services.plans.workingPlans(for: request.viewer)
        .first { $0.plan.id == id }?.plan
      guard let plan = working ?? version?.document.plan else { throw StoreError.notFound }
      return .value(
        try Self.json(
          plan, title: plan.title, version: version?.number, at: version?.publishedAt,
          for: request.viewer))
    }
  }

  private var published: APIOperation {
    operation(
      .get, "/plans/:plan/published", "getPublishedPlan", "The newest published version, whole",
      answer: .one(.named("PlanVersion"))
    ) { request in
      let version = try await request.services.plans.version(of: try request.id("plan"))
      return .value(try JSONValue(encoding: version))
    }
  }

  private var versions: APIOperation {
    let item = APISchema.object([
      APIProperty(
        name: "number", schema: .whole(1...APISchema.exact.upperBound), isRequired: true),
      APIProperty(
        name: "publishedAt", schema: .text(APIText(form: .instant)), isRequired: true),
      APIProperty(name: "digest", schema: .text(APIText(form: .digest)), isRequired: true),
    ])
    return operation(
      .get, "/plans/:plan/versions", "listPlanVersions", "What was published when",
      answer: .list(of: item)
    ) { request in
      let versions = try await request.services.plans.versions(of: try request.id("plan"))
      guard !versions.isEmpty else { throw StoreError.notFound }
      return .list(
        versions.map { version in
          let number = String(version.number)
          var object = JSONObject()
          object["number"] = JSONNumber(exactly: Int64(version.number)).map { .number($0) }
          object["publishedAt"] = .string(version.publishedAt.description)
          object["digest"] = .string(version.digest)
          return APIItem(
            id: String(repeating: "0", count: max(0, 8 - number.utf8.count)) + number,
            json: .object(object))
        })
    }
  }

  private var version: APIOperation {
    operation(
      .get, "/plans/:plan/versions/:version", "getPlanVersion", "A published version, whole",
      answer: .one(.named("PlanVersion"))
    ) { request in
      let text = try request.context.parameters.require("version")
      guard text.utf8.count <= 9, let number = Int(text) else { throw StoreError.notFound }
      let version = try await request.services.plans.version(number, of: try request.id("plan"))
      return .value(try JSONValue(encoding: version))
    }
  }

  private var working: APIOperation {
    operation(
      .get, "/plans/:plan/working", "getWorkingPlan",
      "The plan as it is being worked on, whole; its tag is the version of the plan's own fields",
      access: .token, answer: .one(.named("PlanDocument"))
    ) { request in
      let document = try await request.workingPlan()
      return .record(try JSONValue(encoding: document), tag: "\"\(document.plan.revision)\"")
    }
  }

  private var change: APIOperation {
    let writing = RecordWriting(form: PlanForm.form)
    return operation(
      .patch, "/plans/:plan/working", "changePlan", "Change the plan's own fields", access: .token,
      body: .patch(writing.patchSchema), answer: .one(.named("Plan")), needsVersion: true
    ) { request in
      let document = try await request.editedPlan()
      try request.require(document.plan)
      var form = request.services.formContext(document, request.context, content: nil)
      form.atlas = try await request.services.cities.atlas()
      let plan = try writing.record(request.body, over: document.plan, in: form)
      let outcome = try await request.services.plans.save(
        plan, editedFrom: document.plan.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }
}

/// The organisations that a plan can name, which are its city's.
extension PlanOperations {
  private var organisations: [APIOperation] {
    [addOrganisation, changeOrganisation]
  }

  private var addOrganisation: APIOperation {
    let writing = RecordWriting(form: OrganisationForm.form)
    return operation(
      .post, "/plans/:plan/records/organisation", "addOrganisation",
      "Add an organisation to the plan's city", access: .token, body: .json(writing.newSchema),
      answer: .made(.named("Organisation"))
    ) { request in
      let document = try await request.editedPlan()
      let blank = OrganisationForm.blank(id: request.services.id(), in: document)
      let form = request.services.formContext(document, request.context, content: nil)
      let organisation = try writing.record(request.body, over: blank, in: form)
      try await request.services.plans.add(
        [organisation], for: document.plan.id, by: request.viewer, at: request.now)
      return try .made(
        organisation, at: "\(API.root)/plans/\(document.plan.id)/records/organisation")
    }
  }

  private var changeOrganisation: APIOperation {
    let writing = RecordWriting(form: OrganisationForm.form)
    return operation(
      .patch, "/plans/:plan/records/organisation/:record", "changeOrganisation",
      "Change an organisation of the plan's city", access: .token,
      body: .patch(writing.patchSchema), answer: .one(.named("Organisation")), needsVersion: true
    ) { request in
      let document = try await request.editedPlan()
      guard let present = document.organisation(try request.id("record")) else {
        throw StoreError.notFound
      }
      try request.require(present)
      let form = request.services.formContext(document, request.context, content: nil)
      let organisation = try writing.record(request.body, over: present, in: form)
      let outcome = try await request.services.plans.save(
        organisation, editedFrom: present.revision, for: document.plan.id, by: request.viewer,
        at: request.now)
      return try .record(try outcome.saved())
    }
  }
}
