public import Civic
public import Exact
public import Ranking

/// What the members of a round said, as one table that `gradnik rank` reads.
///
/// A cell holds the range from the lowest to the highest score that anybody gave, and nothing where
/// nobody knows: disagreement and missing evidence widen the answer. A weight may lie anywhere
/// between the least and the largest that anybody who weighed could mean.
public struct ScoringTable: Sendable {
  public let json: JSONValue
  /// What the group holds plausible.
  public let weights: WeightInformation

  private let sheets: [ScoringSheet]

  /// - Parameter sheets: Those that count.
  /// - Throws: ``Ranking/RankingError`` when somebody's weights contradict themselves.
  public init(
    _ round: ScoringRound, _ sheets: [ScoringSheet], in document: PlanDocument
  ) throws(RankingError) {
    self.sheets = sheets.sorted { Self.key($0) < Self.key($1) }
    let names = round.criteria.map(\.id)
    weights = try Self.together(sheets, names)
    var object = JSONObject()
    object["format"] = "gradnik-table/1"
    object["name"] = .string(round.name)
    object["scores_from"] = "file"
    object["criteria"] = .array(round.criteria.map(Self.criterion))
    object["weights"] = Self.json(weights, names)
    let sheets = self.sheets
    object["alternatives"] = .array(Self.alternatives(round, sheets, document))
    object["people"] = .array(try Self.people(round, sheets, document))
    json = .object(object)
  }

  public var bytes: [UInt8] { CanonicalJSON.bytes(of: json) }

  /// The order of people, which tells nothing about who they are.
  private static func key(_ sheet: ScoringSheet) -> String {
    Digest(of: Array("\(sheet.round)/\(sheet.account)".utf8)).rawValue
  }

  /// The name under which a member stands in the table.
  public func name(of account: ID<Account>) -> String? {
    sheets.firstIndex { $0.account == account }.map { Self.name($0) }
  }

  private static func name(_ index: Int) -> String { "M\(index + 1)" }

  private static func criterion(_ criterion: ScoringCriterion) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(criterion.id)
    object["name"] = .string(criterion.name ?? criterion.template?.rawValue ?? criterion.id)
    object["template"] = criterion.template.map { .string($0.rawValue) }
    object["scale"] = .string(criterion.scale.rawValue)
    object["source"] = criterion.source.map { .string($0.rawValue) }
    object["direction"] = criterion.isLowerBetter ? "min" : "max"
    object["unit"] = criterion.unit.map { .string($0) }
    var points = [(criterion.worst, 0.0), (criterion.best, 100.0)]
    if let half = criterion.half { points.append((half, 50)) }
    points.sort { $0.0.rational < $1.0.rational }
    object["value"] = .array(
      points.map { .array([number($0.0), JSONNumber($0.1).map { .number($0) } ?? .null]) })
    return .object(object)
  }

  private static func number(_ decimal: ExactDecimal) -> JSONValue {
    JSONNumber(decimal.approximation).map { .number($0) } ?? .null
  }

  private static func score(_ low: ExactDecimal?, _ high: ExactDecimal?) -> JSONValue {
    guard let low, let high else { return .null }
    return low.rational == high.rational ? number(low) : .array([number(low), number(high)])
  }

  private static func alternatives(
    _ round: ScoringRound, _ sheets: [ScoringSheet], _ document: PlanDocument
  ) -> [JSONValue] {
    round.actions.compactMap { document.action($0) }.map { action in
      var object = JSONObject()
      object["id"] = .string(action.id.rawValue)
      let name = action.title.text(for: document.plan.language).text
      object["name"] = .string(action.code.isEmpty ? name : "\(action.code) \(name)")
      object["code"] = .string(action.code)
      object["names"] = try? JSONValue(encoding: action.title)
      object["scores"] = .named(
        round.criteria.map(\.id),
        round.criteria.map { criterion in
          let spread = ScoreSpread(sheets, action.id, criterion)
          return score(spread.low, spread.high)
        })
      object["evidence"] = evidence(action.id, round, sheets)
      return .object(object)
    }
  }

  private static func evidence(
    _ action: ID<Action>, _ round: ScoringRound, _ sheets: [ScoringSheet]
  ) -> JSONValue? {
    var object = JSONObject()
    for criterion in round.judged {
      let said = sheets.compactMap { sheet -> JSONValue? in
        guard let score = sheet.score(action, criterion.id),
          score.evidence != nil || score.address != nil
        else { return nil }
        let parts = [score.evidence, score.address].compactMap(\.self)
        return .string(parts.joined(separator: " – "))
      }
      if !said.isEmpty { object[criterion.id] = .array(said) }
    }
    return object.members.isEmpty ? nil : .object(object)
  }

  private static func people(
    _ round: ScoringRound, _ sheets: [ScoringSheet], _ document: PlanDocument
  ) throws(RankingError) -> [JSONValue] {
    var people: [JSONValue] = []
    let names = round.criteria.map(\.id)
    for (index, sheet) in sheets.enumerated() {
      var person = JSONObject()
      person["name"] = .string(name(index))
      person["weights"] = json(try sheet.weights.information(names), names)
      var rows = JSONObject()
      for action in round.actions where document.action(action) != nil {
        rows[action.rawValue] = .named(
          round.judged.map(\.id),
          round.judged.map { criterion in
            let said = sheet.score(action, criterion.id)
            return score(said?.low, said?.high)
          })
      }
      if !round.judged.isEmpty { person["scores"] = .object(rows) }
      people.append(.object(person))
    }
    return people
  }
}

extension ScoringTable {
  /// All weights that somebody of the group could mean; what one person said, where only one did.
  static func together(
    _ sheets: [ScoringSheet], _ names: [String]
  ) throws(RankingError) -> WeightInformation {
    var ranges: [[ClosedRange<Double>]] = []
    var said: [MemberWeights] = []
    for sheet in sheets {
      guard let own = try sheet.weights.plausible(names) else { continue }
      ranges.append(own)
      said.append(sheet.weights)
    }
    guard let first = ranges.first else { return .none }
    if said.count == 1, said[0].kind == .order { return try said[0].information(names) }
    let hull = names.indices.map { j in
      let lows = ranges.map { $0[j].lowerBound }
      let highs = ranges.map { $0[j].upperBound }
      return max(0, lows.min() ?? 0)...min(1, max(highs.max() ?? 1, 0))
    }
    if hull.allSatisfy({ $0.upperBound - $0.lowerBound < 1e-12 }) {
      return .exact(first.map(\.lowerBound))
    }
    return .intervals(hull)
  }

  /// Weights as `gradnik-table/1` has them.
  static func json(_ weights: WeightInformation, _ names: [String]) -> JSONValue {
    let number = { (value: Double) in JSONNumber(value).map { JSONValue.number($0) } ?? .null }
    var object = JSONObject()
    object["kind"] = .string(weights.kind)
    switch weights {
    case .none: break
    case .exact(let values), .swing(let values):
      object["values"] = .named(names, values.map(number))
    case .order(let groups):
      object["values"] = .array(groups.map { .texts($0.map { names[$0] }) })
    case .intervals(let ranges):
      object["values"] = .named(
        names, ranges.map { .array([number($0.lowerBound), number($0.upperBound)]) })
    case .bestWorst(let comparisons):
      object["values"] = [
        "best": .string(names[comparisons.best]), "worst": .string(names[comparisons.worst]),
        "bestToOthers": .named(names, comparisons.bestToOthers.map(number)),
        "othersToWorst": .named(names, comparisons.othersToWorst.map(number)),
      ]
    case .pairwise(let matrix):
      object["values"] = .array(matrix.rows.map { .array($0.map(number)) })
    }
    return .object(object)
  }
}
