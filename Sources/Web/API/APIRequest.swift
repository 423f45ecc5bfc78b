import Civic
import Exact
import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// What a program asked, read and checked against the description.
struct APIRequest: Sendable {
  let services: Services
  let context: AppContext
  /// None where the operation takes none.
  var body = JSONObject()
  /// The version that the sender has seen; none for "whatever is there".
  var version: Int?

  var viewer: Viewer { context.viewer }
  var now: Instant { services.clock() }

  /// A part of the path; what no identifier can be names nothing.
  func id<Entity>(_ name: String) throws -> ID<Entity> {
    let text = try context.parameters.require(name)
    guard APIText.identifier.matches(text) else { throw HTTPError(.notFound) }
    return ID(rawValue: text)
  }
}

/// Reads requests as an operation describes them.
struct APIReader: Sendable {
  static let bodyLimit = 1 << 20
  static let limits = JSONLimits(bytes: bodyLimit, depth: 24)

  let services: Services
  let operation: APIOperation

  func read(_ request: Request, _ context: AppContext) async throws -> APIRequest {
    if case .token = operation.access, context.viewer.account == nil { throw APIFault.noToken }
    for name in operation.parameters {
      guard let text = context.parameters.get(name), APIText.identifier.matches(text) else {
        throw HTTPError(.notFound)
      }
    }
    try checkQuery(request)
    var asked = APIRequest(services: services, context: context)
    if operation.needsVersion { asked.version = try version(request) }
    switch operation.body {
    case .none: break
    case .json(let schema):
      asked.body = try await body(request, schema, types: ["application/json"])
    case .patch(let schema):
      asked.body = try await body(
        request, schema, types: ["application/merge-patch+json", "application/json"])
    }
    return asked
  }

  /// What is misspelt must not be passed over in silence.
  private func checkQuery(_ request: Request) throws {
    let known: Set<String> = operation.isList ? ["limit", "after"] : []
    var seen: Set<String> = []
    for (name, _) in request.uri.queryParameters {
      guard known.contains(String(name)), seen.insert(String(name)).inserted else {
        throw APIFault(.badRequest, Message("apiQueryUnknown", ["name": .text(String(name))]))
      }
    }
  }

  private func version(_ request: Request) throws -> Int? {
    guard let text = request.headers[.ifMatch]?.trimmingSpace, !text.isEmpty else {
      throw APIFault(.preconditionRequired, Message("apiVersionMissing"))
    }
    if text == "*" { return nil }
    let digits = text.dropFirst().dropLast()
    guard text.count >= 3, text.hasPrefix("\""), text.hasSuffix("\""), digits.count <= 9,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let version = Int(digits)
    else { throw APIFault(.badRequest, Message("apiVersionForm")) }
    return version
  }

  private func body(
    _ request: Request, _ schema: APISchema, types: [String]
  ) async throws -> JSONObject {
    let kind = (request.headers[.contentType] ?? "").split(separator: ";").first ?? ""
    guard types.contains(String(kind).trimmingSpace.lowercased()) else {
      throw HTTPError(.unsupportedMediaType)
    }
    let buffer = try await request.body.whole(upTo: Self.bodyLimit)
    let json: JSONValue
    do throws(JSONSyntaxError) {
      json = try JSONValue(parsing: Array(buffer.readableBytesView), limits: Self.limits)
    } catch {
      throw APIFault(
        .badRequest,
        Message(
          "apiSyntax",
          ["line": .text(String(error.line)), "column": .text(String(error.column))]))
    }
    let faults = schema.faults(of: json)
    guard let object = json.object, faults.isEmpty else {
      throw APIFault(.unprocessableContent, Message("apiInvalid"), faults: faults)
    }
    return object
  }
}

extension String {
  /// Without the spaces and tabs that RFC 9110 allows around a header's value.
  var trimmingSpace: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
