import Civic
import Exact
import Investment

/// Reads one action of a plan's file.
struct ActionReader {
  let years: Int
  let amountDigits: Int
  let objectives: Int
  let sources: [String: Int]
  let districts: [String]
  let ownMinimum: Rational

  /// The action without its scores, and these.
  func read(_ field: PlanField) throws(PlanFileError) -> (CityAction, ScoreList) {
    let id = try field.required("id").string()
    let costs = try field.required("costPerYear")
    let cost = try costs.array().map { field throws(PlanFileError) in
      try field.units(digits: amountDigits)
    }
    guard !cost.isEmpty else { throw costs.fail(.empty) }
    if let duration = try field.member("duration")?.integer(in: 1...100), duration != cost.count {
      throw costs.fail(.length(expected: duration, found: cost.count))
    }
    let staff =
      try field.member("staffPerYear")?.array(count: cost.count)
      .map { field throws(PlanFileError) in try field.units(digits: 3) }
      ?? [Int64](repeating: 0, count: cost.count)
    var action = CityAction(
      id: ID(rawValue: id), cost: cost, staff: staff, value: [], sources: sources.count)
    action.earliestStart = try field.member("earliestStart")?.integer(in: 0...1000) ?? 0
    action.latestFinish = try field.member("latestFinish")?.integer(in: 0...1000) ?? years - 1
    if let objective = field.member("objective") {
      action.objective = try objective.integer(in: 0...objectives - 1)
    }
    try readEligibility(field, &action)
    action.district = try district(field)
    action.ownMinimum = try field.member("minOwnPercent")?.share(over: 100) ?? ownMinimum
    action.votes = try field.member("votes").map { votes throws(PlanFileError) in
      Int64(try votes.integer(in: 0...1_000_000_000))
    }
    let values = try field.required("value").array(count: objectives)
    return (action, try ScoreList(values, mayBeNegative: true))
  }

  private func readEligibility(
    _ field: PlanField, _ action: inout CityAction
  ) throws(PlanFileError) {
    guard let eligible = field.member("eligibleSources") else { return }
    action.eligible = [Rational?](repeating: nil, count: sources.count)
    let shares = field.member("eligibleCostPercent")
    for source in try eligible.array() {
      let name = try source.string()
      guard let index = sources[name] else { throw source.fail(.unknownID(name)) }
      action.eligible[index] = try shares?.member(name)?.share(over: 100) ?? .one
    }
    for (name, share) in try shares?.members() ?? [] where sources[name] == nil {
      throw share.fail(.unknownID(name))
    }
  }

  private func district(_ field: PlanField) throws(PlanFileError) -> Int? {
    guard let district = field.member("district") else { return nil }
    if district.value.number != nil {
      guard !districts.isEmpty else { throw district.fail(.unknownID("district")) }
      return try district.integer(in: 0...districts.count - 1)
    }
    let name = try district.string()
    guard let index = districts.firstIndex(of: name) else { throw district.fail(.unknownID(name)) }
    return index
  }
}

/// Scores or weights as they stand in the file: numbers, or `[low, high]`.
struct ScoreList {
  private let ends: [(low: PlanField, high: PlanField)]
  private let mayBeNegative: Bool
  /// Decimals that make every end and every middle whole.
  let digits: Int

  init(_ fields: [PlanField], mayBeNegative: Bool) throws(PlanFileError) {
    self.mayBeNegative = mayBeNegative
    var (ends, digits) = ([(low: PlanField, high: PlanField)](), 0)
    for field in fields {
      if field.value.array != nil {
        let pair = try field.array(count: 2)
        ends.append((pair[0], pair[1]))
        digits = max(digits, try pair[0].decimal().scale + 1, try pair[1].decimal().scale + 1)
      } else {
        ends.append((field, field))
        digits = max(digits, try field.decimal().scale)
      }
    }
    (self.ends, self.digits) = (ends, digits)
  }

  func scores(digits: Int? = nil) throws(PlanFileError) -> (scores: [Score], digits: Int) {
    let digits = digits ?? self.digits
    var scores: [Score] = []
    for (low, high) in ends {
      let ends = (
        try low.units(digits: digits, mayBeNegative: mayBeNegative),
        try high.units(digits: digits, mayBeNegative: mayBeNegative)
      )
      guard ends.0 <= ends.1 else { throw high.fail(.outOfRange("\(ends.1)")) }
      scores.append(Score(ends.0, (ends.0 + ends.1) / 2, ends.1))
    }
    return (scores, digits)
  }
}
