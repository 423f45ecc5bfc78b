/// A published decision with everything needed to check it: `gradnik-decision/1`.
///
/// - `decision.json`: the decision's fields and, beside them, `format`, `log` (an extract of the
///   log that holds the decision's entry) and `readme` (the digest of `README.txt`), in canonical
///   JSON.
/// - `inputs/…`: the files the decision was taken from, by the names it gives them.
/// - `README.txt`: how to check all this, for people.
public struct DecisionBundle: Hashable, Sendable {
  public static let format = "gradnik-decision/1"
  public static let decisionPath = "decision.json"
  public static let readmePath = "README.txt"
  public static let inputFolder = "inputs/"

  /// The bytes of each file by its path, whatever they are: reading checks them.
  public var files: [String: [UInt8]]

  public init(files: [String: [UInt8]]) {
    self.files = files
  }

  /// Puts a bundle together.
  ///
  /// - Parameters:
  ///   - inputs: The bytes of each of the decision's inputs by its name.
  ///   - log: An extract with the entry of the decision and, before it, that of its rules.
  ///   - readme: The text of `README.txt`.
  /// - Throws: When the parts do not belong together.
  public init(
    _ decision: Decision, inputs: [String: [UInt8]], log: DecisionLog, readme: String
  ) throws(DecisionBundleError) {
    let readmeBytes = Array(readme.utf8)
    var object = decision.json.object ?? JSONObject()
    object["format"] = .string(Self.format)
    object["log"] = log.json
    object["readme"] = .string(Digest(of: readmeBytes).rawValue)
    files = [
      Self.decisionPath: CanonicalJSON.bytes(of: .object(object)), Self.readmePath: readmeBytes,
    ]
    for (name, bytes) in inputs { files[Self.inputFolder + name] = bytes }
    let places = Contents(decision: decision, log: log, readme: Digest(of: readmeBytes))
      .places(in: files, knownHead: log.head)
    guard places.isEmpty else { throw DecisionBundleError(places: places) }
  }
}

/// The parts of a bundle that was to be made do not belong together.
public struct DecisionBundleError: Error, Hashable, Sendable {
  public let places: [Verification.Place]

  public init(places: [Verification.Place]) {
    self.places = places
  }
}

extension DecisionBundle {
  /// What `decision.json` says.
  public struct Contents: Hashable, Sendable {
    public let decision: Decision
    public let log: DecisionLog
    /// The digest of `README.txt`.
    public let readme: Digest

    init(decision: Decision, log: DecisionLog, readme: Digest) {
      self.decision = decision
      self.log = log
      self.readme = readme
    }
  }

  /// Reads `decision.json` without checking whether it is true.
  public func contents() throws(Verification.Unreadable) -> Contents {
    try contents(of: try decisionJSON())
  }

  func decisionJSON() throws(Verification.Unreadable) -> JSONValue {
    guard let bytes = files[Self.decisionPath] else { throw .noDecision }
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw .syntax(error)
    }
  }

  func contents(of json: JSONValue) throws(Verification.Unreadable) -> Contents {
    if let format = json["format"]?.string, format != Self.format { throw .format(format) }
    do {
      return try Contents(envelope: json)
    } catch {
      throw .field(error)
    }
  }
}

extension DecisionBundle.Contents {
  init(envelope json: JSONValue) throws(JSONFieldError) {
    let fields = try JSONFields(json, known: Decision.fields + ["format", "log", "readme"])
    _ = try fields.string("format")
    log = try DecisionLog(json: try fields.value("log"), at: "/log")
    readme = try fields.text("readme") { Digest(rawValue: $0) }
    var object = fields.object
    for name in ["format", "log", "readme"] { object[name] = nil }
    decision = try Decision(json: .object(object))
  }
}
