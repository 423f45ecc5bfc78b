import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Files that are made beside the site: ordered, watched, ended, handed out.
struct ExportOperations {
  var all: [APIOperation] { [order, watch, cancel, file] }

  private static let instant = APISchema.text(APIText(form: .instant))
  private static let digest = APISchema.text(APIText(form: .digest))
  private static let count = APISchema.whole(0...APISchema.exact.upperBound)

  private static func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ type: Value.Type
  ) -> APISchema {
    .choice(Value.allCases.map { JSONValue.string($0.rawValue) })
  }

  private static let wish: APISchema = .object([
    property("format", choice(ExportFormat.self)),
    property("language", .choice(Language.interface.map { JSONValue.string($0.rawValue) })),
    // Without it the newest published version.
    property("edition", .choice(["published", "working"]), isRequired: false),
    property("mark", .bool, isRequired: false),
    // For documents; without it of the whole plan.
    property("action", .identifier, isRequired: false),
  ])

  static let job: APISchema = .object([
    property("id", .identifier), property("plan", .identifier),
    property("version", .whole(1...APISchema.exact.upperBound), isRequired: false),
    property("action", .identifier, isRequired: false),
    property("format", choice(ExportFormat.self)), property("language", .text(.language)),
    property("audience", choice(ExportAudience.self)),
    property("state", choice(ExportJobState.self)), property("step", choice(ExportStep.self)),
    property("done", count), property("total", count), property("askedAt", instant),
    property("fault", choice(ExportFault.self), isRequired: false),
    property("place", .plainText, isRequired: false),
    property("madeAt", instant, isRequired: false),
    property("expiresAt", instant, isRequired: false),
    property("size", count, isRequired: false),
    property("digest", digest, isRequired: false),
    property("source", digest, isRequired: false),
    property("contents", .list(part, longest: 1000), isRequired: false),
    property("omissions", .list(omission, longest: 100), isRequired: false),
  ])

  private static let part: APISchema = .object([
    property("title", .plainText), property("count", count),
  ])
  private static let omission: APISchema = .object([
    property("kind", choice(ExportOmission.self)),
    property("count", count, isRequired: false),
  ])

  private static func property(
    _ name: String, _ schema: APISchema, isRequired: Bool = true
  ) -> APIProperty {
    APIProperty(name: name, schema: schema, isRequired: isRequired)
  }

  private var order: APIOperation {
    APIOperation(
      method: .post, path: "/plans/:plan/exports", name: "orderExport", topic: .plans,
      summary: """
        Have a file made of a plan: of the newest published version, or with a token of the working \
        plan. Who orders what is made already is given that
        """,
      canRefuse: true, body: .json(Self.wish), answer: .made(Self.job)
    ) { request in
      let (services, viewer) = (request.services, request.viewer)
      let order: ExportOrder
      if request.body["edition"]?.string == "working" {
        guard viewer.account != nil else { throw APIFault.noToken }
        let document = try await request.workingPlan()
        let wish = try Self.read(request.body, of: document)
        order = services.exportOrder(of: document, version: nil, wish, for: viewer)
      } else {
        let version = try await services.plans.version(of: try request.id("plan"))
        let wish = try Self.read(request.body, of: version.document)
        order = services.exportOrder(
          of: version.document, version: version.number, wish, for: viewer)
      }
      let id = try await services.start(order, request.context)
      let json = try Self.json(try await services.exports.job(id, for: viewer))
      return .made(json, tag: Self.tag(of: json), at: "\(API.root)/exports/\(id)")
    }
  }

  private var watch: APIOperation {
    APIOperation(
      method: .get, path: "/exports/:export", name: "getExport", topic: .plans,
      summary: "How far a file is, what it contains and leaves out, or why there is none",
      canRefuse: true, answer: .one(Self.job)
    ) { request in
      .value(try Self.json(try await Self.found(request)))
    }
  }

  private var cancel: APIOperation {
    APIOperation(
      method: .post, path: "/exports/:export/cancellation", name: "cancelExport", topic: .plans,
      summary: "End the making of a file that nobody else ordered", canRefuse: true,
      answer: .one(Self.job)
    ) { request in
      let job = try await Self.found(request)
      try await request.services.exports.cancel(job.id, by: request.viewer, at: request.now)
      return .value(try Self.json(try await Self.found(request)))
    }
  }

  private var file: APIOperation {
    APIOperation(
      method: .get, path: "/exports/:export/file", name: "getExportFile", topic: .plans,
      summary: "The file, whole and checked; its ETag is its SHA-256",
      canRefuse: true, answer: .files(mediaTypes: ExportFormat.allCases.map(\.mediaType))
    ) { request in
      let job = try await Self.found(request)
      return .response(
        try await request.services.exportFile(job.id, knownAs: nil, request.context))
    }
  }

  /// Who has no token and would need one is told so.
  private static func found(_ request: APIRequest) async throws -> ExportJob {
    do {
      return try await request.services.exports.job(try request.id("export"), for: request.viewer)
    } catch is AccessError where request.viewer.account == nil {
      throw APIFault.noToken
    }
  }

  private static func read(_ body: JSONObject, of document: PlanDocument) throws -> ExportWish {
    guard
      let format = Services.exportFormats.first(where: {
        $0.rawValue == body["format"]?.string
      }),
      let language = Language.interface.first(where: {
        $0.rawValue == body["language"]?.string
      })
    else {
      // A format whose program is not installed here.
      throw StoreError.invalid([
        FieldFault(field: "format", message: Message(ExportFault.programMissing.textKey))
      ])
    }
    let action = body["action"]?.string.map { ID<Action>(rawValue: $0) }
    if let action, document.action(action) == nil {
      throw StoreError.invalid([FieldFault(field: "action", message: Message("problemUnknown"))])
    }
    return ExportWish(
      format: format, language: language, hasMark: body["mark"] == .bool(true), action: action)
  }

  static func tag(of json: JSONValue) -> String {
    "\"\(Digest(of: json).rawValue.dropFirst(7).prefix(24))\""
  }

  static func json(_ job: ExportJob) throws -> JSONValue {
    let whole = { (number: Int) in JSONNumber(exactly: Int64(number)).map { JSONValue.number($0) } }
    var object = JSONObject()
    object["id"] = .string(job.id.rawValue)
    object["plan"] = .string(job.order.plan.rawValue)
    object["version"] = job.order.version.flatMap(whole)
    object["action"] = job.order.action.map { .string($0.id.rawValue) }
    object["format"] = .string(job.order.format.rawValue)
    object["language"] = .string(job.order.language.rawValue)
    object["audience"] = .string(job.order.audience.rawValue)
    object["state"] = .string(job.state.rawValue)
    object["step"] = .string(job.progress.step.rawValue)
    object["done"] = whole(job.progress.done)
    object["total"] = whole(job.progress.total)
    object["askedAt"] = .string(job.at.description)
    object["fault"] = job.fault.map { .string($0.rawValue) }
    object["place"] = job.faultPlace.map { .string($0) }
    if let file = job.file {
      object["madeAt"] = .string(file.madeAt.description)
      object["expiresAt"] = .string(file.expiresAt.description)
      object["size"] = whole(file.size)
      object["digest"] = .string(file.digest.rawValue)
      object["source"] = .string(file.source.rawValue)
      object["contents"] = try JSONValue(encoding: file.contents.parts)
      object["omissions"] = try JSONValue(encoding: file.contents.omissions)
    }
    return .object(object)
  }
}
