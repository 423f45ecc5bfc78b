public import Exact

/// Something tried on a small scale before the whole city does it; what counts as success is fixed
/// before it starts.
public struct Pilot: RegisterEntry {
  public static let entityName = "pilot"

  public let id: Exact.ID<Pilot>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  /// What is expected to happen, and why.
  public var hypothesis: Multilingual?
  public var indicator: Exact.ID<CityIndicator>?
  /// How it was before.
  public var baseline: Multilingual?
  /// What it is held against: a district without it, the time before.
  public var comparator: Multilingual?
  /// How many people, places or devices take part.
  public var size: Multilingual?
  public var cost: MinorUnits?
  public var currency: Currency
  public var start: Day?
  public var end: Day?
  /// When it is ended early.
  public var stopRule: Multilingual?
  /// What has to be seen before the whole city does it.
  public var scaleRule: Multilingual?
  /// The value of the indicator from which the pilot is a success, in the indicator's direction.
  public var successValue: ExactDecimal?
  /// When the rules above were fixed, and their fingerprint in the log of decisions.
  public var fixedAt: Instant?
  public var fixedDigest: Digest?
  public var log: [PilotNote]
  public var result: PilotResult?
  public var resultValue: ExactDecimal?
  public var resultText: Multilingual?
  /// Where else it would work, and what it needs there.
  public var transferability: Multilingual?
  public var endedOn: Day?

  public init(
    id: Exact.ID<Pilot>, city: Exact.ID<City>, name: Multilingual, currency: Currency
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    self.currency = currency
    log = []
  }
}

/// What happened on a day of a pilot.
public struct PilotNote: Codable, Hashable, Sendable {
  public var day: Day
  public var text: Multilingual

  public init(day: Day, text: Multilingual) {
    self.day = day
    self.text = text
  }
}

/// What a pilot came to. One that failed taught as much as one that worked.
public enum PilotResult: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case scaled, changed, failed, stopped

  public static let textPrefix = "pilotResult"
}

/// Where a pilot is in its life.
public enum PilotState: String, CaseIterable, Hashable, Sendable, Named {
  case draft, fixed, running, toJudge, ended

  public static let textPrefix = "pilotState"
}

extension Pilot {
  public func state(on today: Day) -> PilotState {
    if result != nil { return .ended }
    guard fixedAt != nil else { return .draft }
    if let end, end < today { return .toJudge }
    if let start, start <= today { return .running }
    return .fixed
  }

  /// What may not change once it is fixed, as it goes into the log of decisions.
  public var rules: JSONValue {
    var object = JSONObject()
    let texts: [(String, Multilingual?)] = [
      ("hypothesis", hypothesis), ("baseline", baseline), ("comparator", comparator),
      ("size", size), ("stopRule", stopRule), ("scaleRule", scaleRule),
    ]
    object["pilot"] = .string(id.rawValue)
    for (name, text) in texts {
      object[name] = text.flatMap { try? JSONValue(encoding: $0) } ?? .null
    }
    object["indicator"] = indicator.map { .string($0.rawValue) } ?? .null
    object["successValue"] = successValue.map { .string($0.description) } ?? .null
    object["cost"] = cost.map { .string(String($0)) } ?? .null
    object["start"] = start.map { .string($0.description) } ?? .null
    object["end"] = end.map { .string($0.description) } ?? .null
    return .object(object)
  }

  /// Whether the rules are still those that were fixed; true before that.
  public var keepsItsRules: Bool {
    fixedDigest.map { $0 == Digest(of: rules) } ?? true
  }

  /// What the fixed rule says about the result; nothing without numbers.
  ///
  /// - Parameter direction: What is better for the indicator.
  public func verdict(_ direction: IndicatorDirection) -> Bool? {
    guard let wanted = successValue?.rational, let found = resultValue?.rational else {
      return nil
    }
    return switch direction {
    case .increase: found >= wanted
    case .decrease: found <= wanted
    case .maintain: found == wanted
    }
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(start, end, "end")
    problems.expect(keepsItsRules, "hypothesis", Message("problemPilotFixed"))
    problems.expect(
      result == nil || fixedAt != nil, "result", Message("problemPilotNotFixed"))
    problems.expect(
      result == nil || resultText != nil, "resultText", Message("problemPilotResult"))
    return problems.list
  }

  /// What is missing before the rules can be fixed.
  public var problemsBeforeFixing: [Message] {
    var problems = RecordProblems()
    problems.expectText(hypothesis, "hypothesis", "problemPilotHypothesis")
    problems.expectText(stopRule, "stopRule", "problemPilotStop")
    problems.expectText(scaleRule, "scaleRule", "problemPilotScale")
    problems.expect(start != nil && end != nil, "start", Message("problemPilotDates"))
    return problems.list.map(\.message)
  }
}
