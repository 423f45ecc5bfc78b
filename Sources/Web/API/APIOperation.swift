import Civic
import Exact
import HTTPTypes
import Hummingbird

/// GET, POST and the like.
typealias HTTPMethod = HTTPRequest.Method

/// One thing that programs can ask for: what is published about it, and what does it.
///
/// The router and the description are both made from the same list of these.
struct APIOperation: Sendable {
  enum Access: Sendable {
    /// Everybody; a token shows more, where it does.
    case open
    /// Only with a token, and only as far as it and its owner may.
    case token
    /// Only with a token that may decide: others rely on what is opened, closed or accepted.
    case decision
    /// Only with a token that may look after accounts.
    case accounts

    /// How far a token has to go.
    var least: TokenReach.Access? {
      switch self {
      case .open, .token: nil
      case .decision: .decide
      case .accounts: .administer
      }
    }
  }

  enum Body: Sendable {
    case json(APISchema)
    /// RFC 7396.
    case patch(APISchema)
  }

  enum Answer: Sendable {
    case one(APISchema)
    case made(APISchema)
    case list(of: APISchema)
    case nothing
    case file(mediaType: String)
    /// A file of one of a few kinds, which names its own.
    case files(mediaTypes: [String])
  }

  let method: HTTPRequest.Method
  /// Below the root of the API; a part that begins with a colon is a parameter.
  let path: String
  /// Unique; generated programs name their functions after it.
  let name: String
  let topic: APITopic
  let summary: String
  var access = Access.open
  /// Whether somebody who is known can be refused what is open to others.
  var canRefuse = false
  var body: Body?
  let answer: Answer
  /// Whether the record's version has to be named, so that nobody overwrites what they have not seen.
  var needsVersion = false
  /// What can be asked for in the address, beside the parts of lists.
  var queries: [APIQuery] = []
  let run: @Sendable (APIRequest) async throws -> APIReply

  var parameters: [String] {
    path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }

  var isList: Bool { if case .list = answer { true } else { false } }

  /// The path as OpenAPI writes it.
  var template: String {
    API.root
      + path.split(separator: "/").map { part in
        part.hasPrefix(":") ? "/{\(part.dropFirst())}" : "/\(part)"
      }.joined()
  }
}

/// A part of an address's query: a text.
struct APIQuery: Sendable {
  let name: String
  let description: String
  let schema: APISchema
  var isRequired = false
}

/// The parts of the description, in their order.
enum APITopic: String, CaseIterable, Sendable {
  case cities = "Cities and networks"
  case plans = "Plans"
  case records = "Records of a plan"
  case register = "Register of a city"
  case learning = "Practices, profiles, partnerships"
  case participation = "Consultations"
  case calls = "Calls and selections"
  case choosing = "Ranking and funding"
  case delivery = "Delivery and figures"
  case accounts = "Accounts and roles"
  case decisions = "Decisions"
}

/// What an operation found.
enum APIReply: Sendable {
  case record(JSONValue, tag: String)
  case made(JSONValue, tag: String, at: String)
  case list([APIItem])
  case nothing
  case file([UInt8])
  /// As it stands: a file that is sent part by part.
  case response(Response)
}

/// One of a list, which is told in the order of its identifiers.
struct APIItem: Sendable {
  let id: String
  let json: JSONValue
}

extension APIItem {
  init<Record: Entity>(_ record: Record) throws {
    self.init(id: record.id.rawValue, json: try JSONValue(encoding: record))
  }
}

extension APIReply {
  /// One record; its tag is its version.
  static func record<Record: Entity>(_ record: Record) throws -> APIReply {
    .record(try JSONValue(encoding: record), tag: "\"\(record.revision)\"")
  }

  /// Something that never changes or has no version: its tag is its content.
  static func value(_ json: JSONValue) -> APIReply {
    .record(json, tag: "\"\(Digest(of: json).rawValue.dropFirst(7).prefix(24))\"")
  }

  static func records(_ records: [some Entity]) throws -> APIReply {
    .list(try records.map { try APIItem($0) })
  }
}
