public import Civic
import Exact
public import Investment

/// The result of a search as `gradnik-investment/1`.
public struct InvestmentReport: Sendable {
  public let file: PlanFile
  public let settings: InvestmentSettings
  public let result: InvestmentResult
  /// What else was asked: acceptability, prices, why, pareto, conflict, and how each was set.
  public var extras = JSONObject()
  public var extraSettings = JSONObject()

  public init(_ file: PlanFile, settings: InvestmentSettings, result: InvestmentResult) {
    (self.file, self.settings, self.result) = (file, settings, result)
  }

  /// The whole object.
  ///
  /// - Parameters:
  ///   - input: The digest of the file's bytes.
  ///   - solver: The solver's name and version.
  public func object(input: Digest, solver: String) -> JSONObject {
    var object = resultObject
    object["settings"] = .object(settingsObject(solver))
    let digest = Digest(
      of: [
        "input": .string(input.rawValue), "settings": .object(settingsObject(solver)),
        "result": .object(object),
      ])
    object["format"] = "gradnik-investment/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(file.notes.map(\.json))
    object["digest"] = .string(digest.rawValue)
    return object
  }

  private var resultObject: JSONObject {
    var object = extras
    object["status"] = .string(result.status.rawValue)
    object["value"] = result.value.map { .string(file.value($0)) } ?? .null
    object["bound"] = result.bound.map { .string(file.value($0)) } ?? .null
    object["gap"] = result.gap.map(Self.number) ?? .null
    var starts = JSONObject()
    for (action, start) in (result.portfolio?.starts ?? []).enumerated() {
      if let start { starts[file.name(of: action)] = .number(JSONNumber(Int32(start))) }
    }
    object["starts"] = .object(starts)
    object["funding"] = .array(
      (result.portfolio?.funding ?? []).map { line in
        [
          "action": .string(file.name(of: line.action)),
          "source": .string(file.name(ofSource: line.source)),
          "year": .number(JSONNumber(Int32(line.year))),
          "amount": .string(file.amount(line.amount)),
        ]
      })
    return object
  }

  private func settingsObject(_ solver: String) -> JSONObject {
    var object = extraSettings
    object["gap"] = Self.number(settings.gap)
    object["time"] = Self.number(settings.time)
    object["threads"] = .number(JSONNumber(Int32(clamping: settings.threads)))
    object["seed"] = .string("\(settings.seed)")
    object["solver"] = .string(solver)
    return object
  }

  /// A floating-point number with 12 significant digits.
  public static func number(_ value: Double) -> JSONValue {
    guard value.isFinite, value != 0 else { return 0 }
    var (digits, exponent) = (value.magnitude, 0)
    while digits >= 1e12 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1e11 { (digits, exponent) = (digits * 10, exponent - 1) }
    let sign = value < 0 ? "-" : ""
    let text = "\(sign)\(Int64(digits.rounded()))e\(exponent)"
    return JSONNumber(Double(text) ?? value).map { .number($0) } ?? 0
  }
}

extension PlanNote {
  /// The note as facts for programs.
  var json: JSONValue {
    switch self {
    case .unknownMember(let name): ["note": "unknown-member", "value": .string(name)]
    case .votesDoNotCount: ["note": "votes-do-not-count"]
    case .ownRateIgnored: ["note": "own-rate-ignored"]
    case .neverStarts(let id): ["note": "never-starts", "value": .string(id)]
    case .noStaffLimit: ["note": "no-staff-limit"]
    }
  }
}
