public import Exact
public import Matching

/// One matching of a network's cities: what went in, by which rules, and what came out.
public struct MatchRun: Entity {
  public static let entityName = "match_run"

  public let id: Exact.ID<MatchRun>
  public var revision: Int
  public let network: Exact.ID<Network>
  public let settings: MatchSettings
  public let participants: [MatchParticipant]
  /// The profiles as they went in, `gradnik-profiles/1` in canonical form.
  public let input: String
  /// What was asked, `gradnik-matching-request/1` in canonical form.
  public let request: String
  /// What came out, in canonical form.
  public let result: String
  public let at: Instant
  /// The published decision, once there is one.
  public var decision: Exact.ID<Decision>?

  public init(
    id: Exact.ID<MatchRun>, settings: MatchSettings, input: MatchInput, result: JSONValue,
    at instant: Instant
  ) {
    self.id = id
    revision = 1
    network = input.network
    self.settings = settings
    participants = input.participants
    self.input = CanonicalJSON.text(of: input.json)
    request = CanonicalJSON.text(of: settings.request)
    self.result = CanonicalJSON.text(of: result)
    at = instant
  }

  public func participant(_ code: String) -> MatchParticipant? {
    participants.first { $0.code == code }
  }

  public func participant(_ city: Exact.ID<City>) -> MatchParticipant? {
    participants.first { $0.city == city }
  }

  /// The groups of cities that the method proposes, by code, with their lead where they have one.
  public static func proposals(in result: JSONValue) -> [(codes: [String], lead: String?)] {
    let pairs = (result["pairs"]?.array ?? []).filter { $0["fixed"] != true }.map {
      (codes: [$0["a"]?.string ?? "", $0["b"]?.string ?? ""], lead: String?.none)
    }
    let networks = (result["networks"]?.array ?? []).map {
      (codes: ($0["members"]?.array ?? []).compactMap(\.string), lead: $0["lead"]?.string)
    }
    return pairs + networks
  }
}

/// A city in a matching: under its name, or under a code that says nothing about it.
public struct MatchParticipant: Codable, Hashable, Sendable {
  public let city: Exact.ID<City>
  public let code: String
  public let isNamed: Bool
  /// What counted, with its origins.
  public let parts: [ProfilePart]
}

/// How a network wants its cities matched.
public struct MatchSettings: Codable, Hashable, Sendable {
  public var mode = MatchMode.pairs
  public var grouping = MatchGrouping.region
  /// In hundredths.
  public var weights: [MatchWeight]
  /// No city gets more partners than this, however many it could carry.
  public var capacity: Int?
  /// Cities in a list of the most similar.
  public var count = 10
  /// Whether what was declined or replaced is not proposed again.
  public var barsDeclined = true
  public var rules = MatchRules()

  public init() {
    weights = ScorePart.allCases.map {
      MatchWeight(part: $0.rawValue, percent: Int(ScoreWeights.standard[$0] / 100))
    }
  }

  public func weight(_ part: ScorePart) -> Int {
    weights.first { $0.part == part.rawValue }?.percent ?? 0
  }

  /// What the engine is asked for.
  public var request: JSONValue {
    [
      "format": "gradnik-matching-request/1", "mode": .string(mode.engineMode),
      "across": mode == .acrossRegions ? "groups" : "any",
      "count": .string(String(count)), "rules": rules.json,
    ]
  }
}

public struct MatchWeight: Codable, Hashable, Sendable {
  public let part: String
  public let percent: Int

  public init(part: String, percent: Int) {
    self.part = part
    self.percent = percent
  }
}

public enum MatchMode: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case pairs, acrossRegions, stable, similar, networks

  public static let textPrefix = "matchMode"

  var engineMode: String { self == .acrossRegions ? MatchMode.pairs.rawValue : rawValue }
}

/// What two cities must not share where pairs are made across regions.
public enum MatchGrouping: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case region, country

  public static let textPrefix = "matchGrouping"
}

/// What a call asks of a network, as people write it.
///
/// The first values are URBACT's call for action planning networks 2023.
public struct MatchRules: Codable, Hashable, Sendable {
  public var least = 8
  public var most = 10
  public var countries = 7
  /// In hundredths of the partners.
  public var lessDeveloped = 70
  public var sizes = 1
  /// In hundredths of the partners.
  public var theme = 0
  public var networks: Int?

  public init() {}

  var json: JSONValue {
    var object = JSONObject()
    object["partners"] = [.string(String(least)), .string(String(most))]
    object["minCountries"] = .string(String(countries))
    object["minShareLessDeveloped"] = .string(Self.share(lessDeveloped))
    object["minSizes"] = .string(String(sizes))
    object["minShareTheme"] = .string(Self.share(theme))
    if let networks { object["networks"] = .string(String(networks)) }
    return .object(object)
  }

  /// Hundredths as a decimal number.
  static func share(_ percent: Int) -> String {
    percent >= 100 ? "1" : "0." + (percent < 10 ? "0" : "") + String(percent)
  }
}

extension ScorePart: Named {
  public static let textPrefix = "matchPart"
}

extension CallRule: Named {
  public static let textPrefix = "matchRule"
}
