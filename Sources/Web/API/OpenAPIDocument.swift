import Civic
import Exact
import HTTPTypes

/// The description of the API, made from the operations themselves.
///
/// Source: OpenAPI Specification 3.1.1. <https://spec.openapis.org/oas/v3.1.1>
struct OpenAPIDocument {
  let operations: [APIOperation]

  var json: JSONValue {
    [
      "openapi": "3.1.1", "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
      "info": [
        "title": "Gradnik", "version": "1",
        "summary": "Plans, registers, practices, consultations and decisions of cities.",
        "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]],
      "tags": .array(APITopic.allCases.map { ["name": .string($0.rawValue)] }),
      "paths": paths,
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": schemas, "parameters": Self.parameters, "responses": Self.problems,
      ],
    ]
  }

  private var paths: JSONValue {
    var paths = JSONObject()
    for (template, all) in Dictionary(grouping: operations, by: \.template) {
      var item = JSONObject()
      for operation in all { item[operation.method.rawValue.lowercased()] = json(operation) }
      paths[template] = .object(item)
    }
    return .object(paths)
  }

  private func json(_ operation: APIOperation) -> JSONValue {
    var object = JSONObject()
    object["operationId"] = .string(operation.name)
    object["summary"] = .string(operation.summary)
    object["tags"] = [.string(operation.topic.rawValue)]
    switch operation.access {
    case .open: object["security"] = [.object(JSONObject()), ["token": []]]
    case .token, .decision, .accounts:
      let least = operation.access.least.map { [JSONValue.string($0.rawValue)] } ?? []
      object["security"] = [["token": .array(least)]]
    }
    var parameters: [JSONValue] = operation.parameters.map { name in
      [
        "name": .string(name), "in": "path", "required": true, "schema": APISchema.identifier.json,
      ]
    }
    parameters += operation.queries.map(Self.parameter)
    if operation.isList { parameters += [Self.reference("limit"), Self.reference("after")] }
    if operation.needsVersion { parameters.append(Self.reference("version")) }
    if !parameters.isEmpty { object["parameters"] = .array(parameters) }
    object["requestBody"] = body(of: operation)
    object["responses"] = responses(of: operation)
    return .object(object)
  }

  private static func parameter(_ query: APIQuery) -> JSONValue {
    [
      "name": .string(query.name), "in": "query", "description": .string(query.description),
      "required": .bool(query.isRequired), "schema": query.schema.json,
    ]
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": "#/components/parameters/\(name)"]
  }

  private func body(of operation: APIOperation) -> JSONValue? {
    switch operation.body {
    case .none: nil
    case .json(let schema):
      ["required": true, "content": ["application/json": ["schema": schema.json]]]
    case .patch(let schema):
      [
        "required": true,
        "content": [
          "application/merge-patch+json": ["schema": schema.json],
          "application/json": ["schema": schema.json],
        ],
      ]
    }
  }

  private func responses(of operation: APIOperation) -> JSONValue {
    var responses = JSONObject()
    switch operation.answer {
    case .one(let schema):
      responses["200"] = Self.answer("What was asked for.", schema.json)
      if operation.method == .get { responses["304"] = ["description": "Nothing has changed."] }
    case .made(let schema):
      responses["201"] = Self.answer("What was made.", schema.json, isMade: true)
    case .list(let schema):
      let list = APISchema.object([
        APIProperty(name: "items", schema: .list(schema, longest: 200), isRequired: true),
        APIProperty(name: "next", schema: .identifier, isRequired: false),
      ])
      responses["200"] = Self.answer("A part of the list.", list.json)
      responses["304"] = ["description": "Nothing has changed."]
    case .nothing: responses["204"] = ["description": "It is done."]
    case .file(let type):
      responses["200"] = ["description": "The file.", "content": [type: ["schema": [:]]]]
    case .files(let types):
      var content = JSONObject()
      for type in types { content[type] = ["schema": [:]] }
      responses["200"] = ["description": "The file.", "content": .object(content)]
      responses["409"] = ["$ref": "#/components/responses/Conflict"]
    }
    for status in Self.statuses(of: operation) {
      responses[status] = ["$ref": "#/components/responses/\(Self.name(of: status))"]
    }
    return .object(responses)
  }

  private static func answer(
    _ description: String, _ schema: JSONValue, isMade: Bool = false
  ) -> JSONValue {
    var headers = JSONObject()
    headers["ETag"] = ["schema": ["type": "string"], "required": true]
    if isMade { headers["Location"] = ["schema": ["type": "string"], "required": true] }
    return [
      "description": .string(description), "headers": .object(headers),
      "content": ["application/json": ["schema": schema]],
    ]
  }

  /// What can go wrong.
  private static func statuses(of operation: APIOperation) -> [String] {
    var statuses = ["401", "404", "429", "503"]
    if operation.access != .open || operation.canRefuse { statuses.append("403") }
    if operation.isList || operation.body != nil || operation.needsVersion
      || operation.method == .get
    {
      statuses.append("400")
    }
    if operation.body != nil { statuses += ["413", "415", "422"] }
    if operation.method != .get { statuses += ["400", "409", "422"] }
    if operation.method == .get, operation.access != .open { statuses.append("409") }
    if operation.needsVersion { statuses += ["412", "428"] }
    return Set(statuses).sorted()
  }
}

extension OpenAPIDocument {
  private var schemas: JSONValue {
    var schemas = JSONObject()
    for kind in Self.kinds {
      schemas[APISchemaReader.componentName(of: kind)] =
        APISchema.object(APISchemaReader.properties(of: kind)).json
    }
    schemas["PlanDocument"] =
      APISchema.object(APISchemaReader.properties(of: PlanDocument.self)).json
    var version = APISchemaReader.properties(of: PlanVersion.self)
    for index in version.indices where version[index].name == "document" {
      version[index].schema = .named("PlanDocument")
    }
    schemas["PlanVersion"] = APISchema.object(version).json
    schemas["Problem"] = Self.problem
    return .object(schemas)
  }

  /// Every kind of record that is read.
  static let kinds: [any Entity.Type] =
    RecordRoutes.kinds.map { $0 as any Entity.Type } + EntryOperationKinds.all + [
      City.self, Organisation.self, Network.self, Membership.self, Programme.self, FactSource.self,
      Plan.self, PartnerProfile.self, Partnership.self, Consultation.self, VoteProject.self,
      SelectionCall.self, CityApplication.self, ReviewComment.self, ScoringRound.self,
      IndicatorSource.self,
    ]

  private static let parameters: JSONValue = [
    "limit": [
      "name": "limit", "in": "query", "description": "How many at once; 50 without it.",
      "schema": ["type": "integer", "minimum": 1, "maximum": 200],
    ],
    "after": [
      "name": "after", "in": "query", "description": "Where the part before ended: its `next`.",
      "schema": APISchema.identifier.json,
    ],
    "version": [
      "name": "If-Match", "in": "header", "required": true,
      "description": "The ETag of the version you have seen; `*` for whatever is there.",
      "schema": ["type": "string", "pattern": #"^("[0-9]{1,9}"|\*)$"#],
    ],
  ]

  private static let descriptions: [(status: String, name: String, text: String)] = [
    ("400", "BadRequest", "The request cannot be read."),
    ("401", "NoToken", "A token is missing, or is of no use."),
    ("403", "Refused", "The token or its owner may not do this."),
    ("404", "NotFound", "There is no such thing, or not for you."),
    ("409", "Conflict", "As things stand it cannot be done."),
    ("412", "OtherVersion", "Somebody changed it since."),
    ("413", "TooLarge", "More than a megabyte."),
    ("415", "OtherMediaType", "The body is of another kind."),
    ("422", "Invalid", "What was sent breaks rules, each named with its place."),
    ("428", "NoVersion", "If-Match is missing."),
    ("429", "TooMany", "Too many requests; Retry-After says when."),
    ("503", "Busy", "The service is busy; try again."),
  ]

  private static func name(of status: String) -> String {
    descriptions.first { $0.status == status }?.name ?? "BadRequest"
  }

  private static var problems: JSONValue {
    var responses = JSONObject()
    for entry in descriptions {
      responses[entry.name] = [
        "description": .string(entry.text),
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
        ],
      ]
    }
    return .object(responses)
  }

  /// Source: RFC 9457; `code` and `errors` are our own.
  private static let problem: JSONValue = [
    "type": "object", "required": ["type", "title", "status", "detail", "code"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"], "instance": ["type": "string"], "code": ["type": "string"],
      "errors": [
        "type": "array",
        "items": [
          "type": "object", "required": ["pointer", "code", "detail"],
          "properties": [
            "pointer": ["type": "string"], "code": ["type": "string"],
            "detail": ["type": "string"],
          ],
        ],
      ],
    ],
  ]
}
