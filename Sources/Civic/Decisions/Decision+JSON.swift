import Exact

extension Decision {
  static let fields = [
    "decidedAt", "decidedBy", "engineVersion", "explanation", "id", "inputs", "kind", "method",
    "outcome", "rules", "seed", "settings",
  ]

  public var json: JSONValue {
    var object = JSONObject()
    object["decidedAt"] = .string(decidedAt.description)
    object["decidedBy"] = [
      "label": .string(decidedBy.label), "role": .string(decidedBy.role),
    ]
    object["engineVersion"] = .string(engineVersion.description)
    object["explanation"] = conclusion.explanation
    object["id"] = .string(id.rawValue)
    object["inputs"] = inputsJSON
    object["kind"] = .string(kind.rawValue)
    object["method"] = ["name": .string(method.name), "version": .string(method.version)]
    object["outcome"] = conclusion.outcome
    object["rules"] = rules.map {
      [
        "digest": .string($0.digest.rawValue),
        "publishedAt": .string($0.publishedAt.description),
      ]
    }
    object["seed"] = seed.map { .string(String($0)) }
    object["settings"] = settings
    return .object(object)
  }

  private var inputsJSON: JSONValue {
    var object = JSONObject()
    for input in inputs {
      var fields = JSONObject()
      fields["digest"] = .string(input.digest.rawValue)
      fields["publishedAt"] = input.publishedAt.map { .string($0) }
      object[input.name] = .object(fields)
    }
    return .object(object)
  }

  /// Reads what ``json`` writes, and nothing else.
  public init(json: JSONValue) throws(JSONFieldError) {
    let fields = try JSONFields(json, known: Self.fields)
    var content = Content(
      kind: DecisionKind(rawValue: try fields.string("kind")),
      method: try Self.method(fields),
      settings: try fields.value("settings"),
      conclusion: Conclusion(
        outcome: try fields.value("outcome"), explanation: try fields.value("explanation")),
      engineVersion: try fields.text("engineVersion") { EngineVersion($0) })
    content.rules = try Self.rules(fields)
    content.inputs = try Self.inputs(fields)
    content.seed = try fields.optionalText("seed") { text in
      // One text for one number: no sign, no leading zero.
      UInt64(text).flatMap { String($0) == text ? $0 : nil }
    }
    self.init(
      id: ID(rawValue: try fields.string("id")), content: content,
      at: try fields.text("decidedAt") { Instant(canonical: $0) }, by: try Self.author(fields))
  }

  private static func method(_ fields: JSONFields) throws(JSONFieldError) -> Method {
    let method = try fields.record("method", known: ["name", "version"])
    return Method(name: try method.string("name"), version: try method.string("version"))
  }

  private static func author(_ fields: JSONFields) throws(JSONFieldError) -> Author {
    let author = try fields.record("decidedBy", known: ["label", "role"])
    let (role, label) = (try author.string("role"), try author.string("label"))
    guard let known = Author(role: role, label: label) else {
      throw fields.error("decidedBy", .invalid)
    }
    return known
  }

  private static func rules(_ fields: JSONFields) throws(JSONFieldError) -> Rules? {
    guard fields.object["rules"] != nil else { return nil }
    let rules = try fields.record("rules", known: ["digest", "publishedAt"])
    return Rules(
      digest: try rules.text("digest") { Digest(rawValue: $0) },
      publishedAt: try rules.text("publishedAt") { Instant(canonical: $0) })
  }

  private static func inputs(_ fields: JSONFields) throws(JSONFieldError) -> [Input] {
    guard let files = try fields.value("inputs").object else {
      throw fields.error("inputs", .wrongType)
    }
    let pointer = fields.pointer(to: "inputs")
    var inputs: [Input] = []
    for file in files.members {
      let place = pointer + JSONDifference.step(file.name)
      let record = try JSONFields(file.value, at: place, known: ["digest", "publishedAt"])
      let digest = try record.text("digest") { Digest(rawValue: $0) }
      let address: String? = try record.optionalText("publishedAt") { $0 }
      guard let input = Input(name: file.name, digest: digest, publishedAt: address) else {
        throw JSONFieldError(pointer: place, problem: .invalid)
      }
      inputs.append(input)
    }
    return inputs
  }
}
