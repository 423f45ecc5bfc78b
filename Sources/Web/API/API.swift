import Civic
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// What programs can read and write.
struct API: Sendable {
  static let root = "/api/v1"

  let services: Services

  /// All operations, in the order of their topics.
  static let operations: [APIOperation] = {
    let all: [[APIOperation]] = [
      CityOperations().all, SearchOperations().all, PlanOperations().all,
      PlanStepOperations().all, ExportOperations().all, RecordOperations().all,
      RegisterOperations().all,
      FactHistoryOperations().all, LearningOperations().all, LearningStepOperations().all,
      FrameworkOperations().all, ParticipationOperations().all, VoteOperations().all,
      ListeningOperations().all, DecisionOperations().all, CallOperations().all,
      ScoringOperations().all, FundOperations().all, DeliveryOperations().all,
      AccountOperations().all,
    ]
    return APITopic.allCases.flatMap { topic in all.joined().filter { $0.topic == topic } }
  }()

  /// The bytes of the description, written when it is first asked for.
  private static let description: (bytes: [UInt8], tag: String) = {
    let bytes = CanonicalJSON.bytes(of: OpenAPIDocument(operations: operations).json)
    return (bytes, "\"\(Digest(of: bytes).rawValue.dropFirst(7).prefix(24))\"")
  }()

  func add(to router: Router<AppContext>) {
    let group = router.group("api/v1").add(middleware: APIDoor(services: services))
    for operation in Self.operations {
      let services = services
      group.on("\(operation.path)", method: operation.method) { request, context in
        let asked = try await APIReader(services: services, operation: operation)
          .read(request, context)
        return try APIAnswer(request: request, operation: operation)
          .response(try await operation.run(asked))
      }
    }
    router.get("openapi.json") { request, _ in
      APIAnswer.json(Self.description.bytes, tag: Self.description.tag, to: request)
    }
  }
}

/// Writes what an operation found.
struct APIAnswer {
  static let usualLimit = 50
  static let greatestLimit = 200

  let request: Request
  let operation: APIOperation

  func response(_ reply: APIReply) throws -> Response {
    switch reply {
    case .record(let json, let tag):
      return Self.json(CanonicalJSON.bytes(of: json), tag: tag, to: request)
    case .made(let json, let tag, let address):
      var response = Self.json(CanonicalJSON.bytes(of: json), tag: tag, to: nil)
      response.status = .created
      response.headers[.location] = address
      return response
    case .list(let items): return try page(items)
    case .nothing: return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    case .file(let bytes):
      guard case .file(let type) = operation.answer else { throw HTTPError(.internalServerError) }
      return Response(
        status: .ok,
        headers: [.contentType: type, .contentSecurityPolicy: "sandbox; default-src 'none'"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .response(let response): return response
    }
  }

  /// A part of a list: what follows a given identifier, and where the next part begins.
  private func page(_ items: [APIItem]) throws -> Response {
    let query = request.uri.queryParameters
    let limit = try query["limit"].map { text in
      guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
        (1...Self.greatestLimit).contains(number)
      else { throw APIFault(.badRequest, Message("apiLimitForm", Self.limitWords)) }
      return number
    }
    let after = try query["after"].map { text in
      guard APIText.identifier.matches(String(text)) else {
        throw APIFault(.badRequest, Message("apiCursorForm"))
      }
      return String(text)
    }
    let rest = items.sorted { $0.id < $1.id }.filter { item in after.map { $0 < item.id } ?? true }
    let shown = rest.prefix(limit ?? Self.usualLimit)
    var object = JSONObject()
    object["items"] = .array(shown.map(\.json))
    let next = shown.count < rest.count ? shown.last?.id : nil
    if let next { object["next"] = .string(next) }
    let bytes = CanonicalJSON.bytes(of: .object(object))
    var response = Self.json(
      bytes, tag: "\"\(Digest(of: bytes).rawValue.dropFirst(7).prefix(24))\"", to: request)
    if let next {
      let size = limit.map { "&limit=\($0)" } ?? ""
      response.headers[.link] =
        ["<", "\(request.uri.path)?after=\(next)\(size)", ">", "; rel=\"next\""].joined()
    }
    return response
  }

  private static let limitWords: [String: Message.Argument] = [
    "limit": .text(String(greatestLimit))
  ]

  /// - Parameter request: None where the answer is never "not modified".
  static func json(_ bytes: [UInt8], tag: String, to request: Request?) -> Response {
    var headers = HTTPFields()
    headers[.eTag] = tag
    headers[.cacheControl] = "private, no-cache"
    headers[.vary] = "Authorization"
    if request?.isKnown(tag) == true { return Response(status: .notModified, headers: headers) }
    headers[.contentType] = "application/json"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
