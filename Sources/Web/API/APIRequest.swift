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
  /// What the address asks for, by name.
  var query: [String: String] = [:]
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
    try checkAccess(context.viewer)
    for name in operation.parameters {
      guard let text = context.parameters.get(name), APIText.identifier.matches(text) else {
        throw HTTPError(.notFound)
      }
    }
    var asked = APIRequest(services: services, context: context)
    asked.query = try query(request)
    if operation.needsVersion { asked.version = try version(request) }
    switch operation.body {
    case .none: if operation.method != .get { try await refuseBody(request) }
    case .json(let schema):
      asked.body = try await body(request, schema, types: ["application/json"])
    case .patch(let schema):
      asked.body = try await body(
        request, schema, types: ["application/merge-patch+json", "application/json"])
    }
    return asked
  }

  private func checkAccess(_ viewer: Viewer) throws {
    if operation.access == .open { return }
    guard viewer.account != nil else { throw APIFault.noToken }
    if let least = operation.access.least, let held = viewer.reach?.access, held < least {
      throw APIFault(.forbidden, Message("apiTokenAccess", ["access": .name(least)]))
    }
  }

  /// What is misspelt must not be passed over in silence.
  private func query(_ request: Request) throws -> [String: String] {
    let lists: Set<String> = operation.isList ? ["limit", "after"] : []
    var values: [String: String] = [:]
    for (name, value) in request.uri.queryParameters {
      let name = String(name)
      let wanted = operation.queries.first { $0.name == name }
      guard wanted != nil || lists.contains(name), values[name] == nil else {
        throw APIFault(.badRequest, Message("apiQueryUnknown", ["name": .text(name)]))
      }
      values[name] = String(value)
      if let wanted, !wanted.schema.faults(of: .string(String(value))).isEmpty {
        throw APIFault(.badRequest, Message("apiQueryForm", ["name": .text(name)]))
      }
    }
    for wanted in operation.queries where wanted.isRequired && values[wanted.name] == nil {
      throw APIFault(.badRequest, Message("apiQueryForm", ["name": .text(wanted.name)]))
    }
    return values
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

  /// Who sends a body means something by it, which must not be passed over in silence.
  private func refuseBody(_ request: Request) async throws {
    let buffer = try await request.body.whole(upTo: Self.bodyLimit)
    guard buffer.readableBytes == 0 else {
      throw APIFault(.badRequest, Message("apiBodyUnwanted"))
    }
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
