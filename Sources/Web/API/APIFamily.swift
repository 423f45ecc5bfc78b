import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Writes down operations that belong together, each in a few words.
struct APIFamily: Sendable {
  typealias Run<Result> = @Sendable (APIRequest) async throws -> Result

  let topic: APITopic

  /// A list for those who may read it.
  func list(
    _ path: String, _ name: String, _ summary: String, of item: APISchema = .any,
    access: APIOperation.Access = .token, run: @escaping Run<[APIItem]>
  ) -> APIOperation {
    APIOperation(
      method: .get, path: path, name: name, topic: topic, summary: summary, access: access,
      answer: .list(of: item)
    ) { .list(try await run($0)) }
  }

  func one(
    _ path: String, _ name: String, _ summary: String, _ schema: APISchema = .any,
    access: APIOperation.Access = .token, queries: [APIQuery] = [],
    run: @escaping Run<APIReply>
  ) -> APIOperation {
    APIOperation(
      method: .get, path: path, name: name, topic: topic, summary: summary, access: access,
      answer: .one(schema), queries: queries, run: run)
  }

  func file(
    _ path: String, _ name: String, _ summary: String, type: String,
    access: APIOperation.Access = .token, run: @escaping Run<[UInt8]>
  ) -> APIOperation {
    APIOperation(
      method: .get, path: path, name: name, topic: topic, summary: summary, access: access,
      answer: .file(mediaType: type)
    ) { .file(try await run($0)) }
  }

  /// Makes something; what is told of it is its identifier and what else there is to know.
  func make(
    _ path: String, _ name: String, _ summary: String, _ schema: APISchema = APIFamily.made,
    body: [APIProperty]? = nil, access: APIOperation.Access = .token,
    run: @escaping Run<APIReply>
  ) -> APIOperation {
    APIOperation(
      method: .post, path: path, name: name, topic: topic, summary: summary, access: access,
      body: body.map { .json(.object($0)) }, answer: .made(schema), run: run)
  }

  /// Takes a step of which nothing is told but that it is taken.
  func step(
    _ path: String, _ name: String, _ summary: String, body: [APIProperty]? = nil,
    access: APIOperation.Access = .token, needsVersion: Bool = false, run: @escaping Run<Void>
  ) -> APIOperation {
    APIOperation(
      method: .post, path: path, name: name, topic: topic, summary: summary, access: access,
      body: body.map { .json(.object($0)) }, answer: .nothing, needsVersion: needsVersion
    ) {
      try await run($0)
      return .nothing
    }
  }

  /// Fills in a form: fields by their names, as a browser would send them.
  func fill(
    _ path: String, _ name: String, _ summary: String,
    access: APIOperation.Access = .token, needsVersion: Bool = false, run: @escaping Run<Void>
  ) -> APIOperation {
    APIOperation(
      method: .post, path: path, name: name, topic: topic, summary: summary, access: access,
      body: .json(.object([Self.fields])), answer: .nothing, needsVersion: needsVersion
    ) {
      try await run($0)
      return .nothing
    }
  }

  /// Takes something away, which nobody does without saying what they have seen.
  func removal(
    _ path: String, _ name: String, _ summary: String,
    access: APIOperation.Access = .token, run: @escaping Run<Void>
  ) -> APIOperation {
    APIOperation(
      method: .delete, path: path, name: name, topic: topic, summary: summary, access: access,
      answer: .nothing, needsVersion: true
    ) {
      try await run($0)
      return .nothing
    }
  }

  /// What is told of something that was made.
  static let made = APISchema.object([
    APIProperty(name: "id", schema: .identifier, isRequired: true)
  ])

  /// The fields of a form that has as many as there are actions or criteria.
  static let fields = APIProperty(
    name: "fields", schema: .map(names: APIText(form: .fieldName), .field), isRequired: true)
}

extension APIProperty {
  /// A text; one that is required is not blank either.
  static func text(_ name: String, isRequired: Bool = true, longest: Int = 5000) -> APIProperty {
    APIProperty(
      name: name, schema: .text(APIText(longest: longest)), isRequired: isRequired)
  }

  static func id(_ name: String, isRequired: Bool = true) -> APIProperty {
    APIProperty(name: name, schema: .identifier, isRequired: isRequired)
  }

  static func day(_ name: String, isRequired: Bool = true) -> APIProperty {
    APIProperty(name: name, schema: .text(APIText(form: .day)), isRequired: isRequired)
  }

  static func flag(_ name: String, isRequired: Bool = true) -> APIProperty {
    APIProperty(name: name, schema: .bool, isRequired: isRequired)
  }

  static func whole(
    _ name: String, _ range: ClosedRange<Int64>, isRequired: Bool = true
  ) -> APIProperty {
    APIProperty(name: name, schema: .whole(range), isRequired: isRequired)
  }

  static func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ name: String, of values: Value.Type, isRequired: Bool = true
  ) -> APIProperty {
    APIProperty(
      name: name, schema: .choice(Value.allCases.map { .string($0.rawValue) }),
      isRequired: isRequired)
  }
}

extension APIRequest {
  /// A text that was sent, tidied as a form tidies it; a blank one is none.
  func text(_ name: String) -> String? { input.text(name) }

  /// - Throws: ``APIFault`` 422 for a blank text.
  func needed(_ name: String) throws -> String {
    guard let text = text(name) else { throw APIFault(at: name, Message("fieldMissing")) }
    return text
  }

  func day(_ name: String) -> Day? { body[name]?.string.flatMap { Day($0) } }
  func isTrue(_ name: String) -> Bool { body[name] == .bool(true) }

  /// A whole number that was sent.
  func whole(_ name: String) -> Int? {
    guard case .number(let number) = body[name] else { return nil }
    return number.integer.flatMap { Int(exactly: $0) }
  }

  /// The texts of the language that numbers and days of forms are read in.
  var texts: Texts { services.catalogue.texts(for: context.language) }

  /// What was sent as a form reads it.
  var input: FormInput { FormInput(body) }

  /// The fields of a form, see ``APIFamily/fields``.
  var fields: FormInput { FormInput(body["fields"]?.object ?? JSONObject()) }

  /// A whole number in the address.
  ///
  /// - Throws: `HTTPError` 404 for anything else.
  func number(_ name: String) throws -> Int {
    let text: ID<Never> = try id(name)
    guard text.rawValue.utf8.count <= 9, let number = Int(text.rawValue) else {
      throw StoreError.notFound
    }
    return number
  }

  /// - Throws: ``APIFault/otherVersion`` for any version but the first: that of what is never
  ///   changed.
  func requireFirst() throws {
    if let version, version != 1 { throw APIFault.otherVersion }
  }

  /// The version that the sender has seen, or the present one where any will do.
  func revision(of present: Int) throws -> Int {
    if let version, version != present { throw APIFault.otherVersion }
    return present
  }
}

extension FormInput {
  init(_ object: JSONObject) {
    self.init(
      object.members.flatMap { member -> [(name: String, value: String)] in
        switch member.value {
        case .string(let text): [(member.name, text)]
        case .array(let values): values.compactMap(\.string).map { (member.name, $0) }
        case .bool(let isTrue): isTrue ? [(member.name, "yes")] : []
        case .number(let number): number.integer.map { [(member.name, String($0))] } ?? []
        case .object, .null: []
        }
      })
  }
}

extension APIFault {
  /// One value that breaks a rule.
  init(at field: String, _ message: Message) {
    self.init([FieldProblem(field: field, message: message)])
  }

  init(_ problems: [FieldProblem]) {
    self.init(
      .unprocessableContent, Message("apiInvalid"),
      faults: problems.map {
        APIFieldFault(
          pointer: $0.field.isEmpty ? "" : JSONDifference.step($0.field), message: $0.message)
      })
  }

  /// - Throws: Itself with every problem, where there is one.
  static func check(_ problems: [FieldProblem]) throws {
    if !problems.isEmpty { throw APIFault(problems) }
  }
}

extension APIItem {
  /// Something whose identifier is among its properties.
  init(_ id: String, _ value: some Encodable) throws {
    self.init(id: id, json: try JSONValue(encoding: value))
  }

  /// Numbers in an order of their own, so that a list of them can be told in parts.
  static func place(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
  }
}

extension APIReply {
  /// Something that was made and has an address of its own.
  static func made(_ id: ID<some Any>, at list: String) -> APIReply {
    .made(
      ["id": .string(id.rawValue)], tag: "\"1\"", at: "\(API.root)\(list)/\(id.rawValue)")
  }

  static func value(encoding value: some Encodable) throws -> APIReply {
    .value(try JSONValue(encoding: value))
  }
}
