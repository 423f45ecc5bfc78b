public import Civic
public import Exact

/// A ranking as pages show it, read from a conclusion and its table, whether it is accepted or not.
public struct RankedRound: Sendable {
  public struct Place: Sendable {
    public let id: String
    public let code: String
    public let name: Multilingual
    public let rank: Int
    public let meanRank: Double
    /// By rank, and the standard error of each.
    public let shares: [Double]
    public let errors: [Double]
    public let value: ExactDecimal
    public let low: ExactDecimal
    public let high: ExactDecimal
    /// By criterion, in points of value.
    public let contributions: [String: Double]
    /// The mean weights with which it comes first.
    public let centralWeights: [String: Double]?
    /// The best and worst place any member gives it.
    public let memberRange: ClosedRange<Int>?

    public var label: Multilingual { name.prefixed(by: code) }
  }

  public struct Measure: Sendable {
    public let id: String
    public let template: CriterionTemplate?
    public let name: String
    public let unit: String?
    public let weight: Double
    /// What the group holds plausible.
    public let range: ClosedRange<Double>
    /// Between which weights the order and the first place stay.
    public let order: ClosedRange<Double>?
    public let first: ClosedRange<Double>?
  }

  /// The smallest change of weights that puts one before another.
  public struct Swap: Sendable {
    public let ahead: String
    public let behind: String
    /// None where no weights do it.
    public let weights: [String: Double]?
    public let size: Double?
  }

  public struct Member: Sendable {
    public let name: String
    public let ranks: [String: Int]
    public let weights: [String: Double]
  }

  /// From the first.
  public let places: [Place]
  public let measures: [Measure]
  public let members: [Member]
  public let concordance: Double?
  /// Kendall's τ of each two members.
  public let taus: [[Double?]]
  public let swap: Swap?
  /// The names of diagnostics with the criterion or alternative each is about.
  public let diagnostics: [(name: String, about: [String])]
  /// Cells for which nobody knows a score.
  public let unknown: [(action: String, criterion: String)]
  public let weightKind: String
  public let samples: Int

  public init?(_ conclusion: Decision.Conclusion, table: JSONValue, samples: Int) {
    let (outcome, explanation) = (conclusion.outcome, conclusion.explanation)
    guard let ranking = outcome["ranking"]?.array, let rows = table["alternatives"]?.array,
      let criteria = table["criteria"]?.array
    else { return nil }
    places = ranking.compactMap { entry in
      rows.first { $0["id"]?.string == entry["id"]?.string }.flatMap {
        Self.place(entry, $0, outcome, explanation)
      }
    }
    guard places.count == ranking.count, !places.isEmpty else { return nil }
    measures = criteria.compactMap { Self.measure($0, explanation, table) }
    let group = explanation["group"]
    members = (group?["people"]?.array ?? []).map(Self.member)
    concordance = group?["kendall_w"]?.number?.double
    taus = (group?["kendall_tau"]?.array ?? []).map { row in
      (row.array ?? []).map { $0.number?.double }
    }
    swap = explanation["closest"].flatMap(Self.swap)
    diagnostics = (explanation["diagnostics"]?.array ?? []).map { entry in
      let about = [entry["criterion"]?.string, entry["alternative"]?.string].compactMap(\.self)
      let list = (entry["alternatives"]?.array ?? []).compactMap(\.string)
      return (entry["diagnostic"]?.string ?? "", about + list)
    }
    let ids = measures.map(\.id)
    unknown = rows.flatMap { row in
      ids.filter { row["scores"]?[$0] == .null }.map { (row["id"]?.string ?? "", $0) }
    }
    weightKind = table["weights"]?["kind"]?.string ?? "none"
    self.samples = samples
  }

  private static func place(
    _ entry: JSONValue, _ row: JSONValue, _ outcome: JSONValue, _ explanation: JSONValue
  ) -> Place? {
    guard let id = entry["id"]?.string, let rank = entry["rank"]?.number?.integer,
      let values = outcome["values"]?[id], let value = decimal(values["value"]),
      let low = decimal(values["low"]), let high = decimal(values["high"])
    else { return nil }
    let range = explanation["group"]?["rank_range"]?[id]?.array?.compactMap { $0.number?.integer }
    let name: Multilingual? = row["names"].flatMap { try? $0.decoded() }
    return Place(
      id: id, code: row["code"]?.string ?? "",
      name: name ?? Multilingual(row["name"]?.string ?? id, in: .english), rank: Int(rank),
      meanRank: entry["score"]?.number?.double ?? 0,
      shares: numbers(outcome["acceptability"]?[id]),
      errors: numbers(outcome["standard_error"]?[id]), value: value, low: low, high: high,
      contributions: named(explanation["contributions"]?[id]),
      centralWeights: outcome["central_weights"]?[id]?.object.map { named(.object($0)) },
      memberRange: range.flatMap { $0.count == 2 ? Int($0[0])...Int(max($0[0], $0[1])) : nil })
  }

  private static func measure(
    _ value: JSONValue, _ explanation: JSONValue, _ table: JSONValue
  ) -> Measure? {
    guard let id = value["id"]?.string else { return nil }
    let weight = explanation["weights"]?[id]?.number?.double ?? 0
    let said = table["weights"]?["values"]?[id]
    var range = 0.0...1.0
    if let pair = said.map(numbers), pair.count == 2 { range = pair[0]...max(pair[0], pair[1]) }
    if table["weights"]?["kind"]?.string == "exact" { range = weight...weight }
    return Measure(
      id: id, template: value["template"]?.string.flatMap(CriterionTemplate.init(rawValue:)),
      name: value["name"]?.string ?? id, unit: value["unit"]?.string, weight: weight, range: range,
      order: interval(explanation["stability"]?[id]),
      first: interval(explanation["stability_first"]?[id]))
  }

  private static func member(_ value: JSONValue) -> Member {
    var ranks: [String: Int] = [:]
    for entry in value["ranking"]?.array ?? [] {
      guard let id = entry["id"]?.string, let rank = entry["rank"]?.number?.integer else {
        continue
      }
      ranks[id] = Int(rank)
    }
    return Member(
      name: value["name"]?.string ?? "", ranks: ranks, weights: named(value["weights"]))
  }

  /// Reads a comparison as the command writes it.
  static func swap(_ value: JSONValue) -> Swap? {
    guard let a = value["a"]?.string, let b = value["b"]?.string,
      let change = value["smallest_change"], let winner = change["puts_ahead"]?.string
    else { return nil }
    let found = change["l1"]
    return Swap(
      ahead: winner, behind: winner == a ? b : a,
      weights: found?["weights"]?.object.map { named(.object($0)) },
      size: found?["size"]?.number?.double)
  }

  private static func decimal(_ value: JSONValue?) -> ExactDecimal? {
    value?.string.flatMap { ExactDecimal($0) }
  }

  private static func interval(_ value: JSONValue?) -> ClosedRange<Double>? {
    let pair = numbers(value)
    return pair.count == 2 ? pair[0]...max(pair[0], pair[1]) : nil
  }

  private static func numbers(_ value: JSONValue?) -> [Double] {
    (value?.array ?? []).compactMap { $0.number?.double }
  }

  private static func named(_ value: JSONValue?) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for member in value?.object?.members ?? [] {
      if let number = member.value.number?.double { numbers[member.name] = number }
    }
    return numbers
  }

  public func place(_ id: String) -> Place? { places.first { $0.id == id } }
  public func measure(_ id: String) -> Measure? { measures.first { $0.id == id } }
}
