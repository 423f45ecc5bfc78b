import Exact

extension FundingScenario {
  /// The scenario as `city-plan-milp/1`, which `gradnik invest` reads; amounts are minor units.
  ///
  /// The order of actions and sources is that of the scenario.
  public var planFile: JSONValue {
    var file = JSONObject()
    file["format"] = "city-plan-milp/1"
    file["generator"] = .string("gradnik \(EngineVersion.current)")
    file["name"] = .string(name)
    file["currency"] = .string(currency.rawValue)
    file["minorUnits"] = true
    file["years"] = Self.whole(years.count)
    file["discountPercentPerYear"] = Self.text(discount)
    file["indexationPercentPerYear"] = Self.text(indexation)
    file["minOwnPercent"] = Self.text(ownMinimum)
    putObjectives(into: &file)
    putSources(into: &file)
    putDistricts(into: &file)
    putRules(into: &file)
    putVotes(into: &file)
    file["actions"] = .array(actions.map(json))
    file["uncertainty"] = [
      "weights": "near", "weightsPercent": Self.text(search.weightSpread),
      "scoresPercent": Self.text(search.valueSpread),
    ]
    return .object(file)
  }

  /// The objectives that values are counted for; actions that serve none have one of their own.
  var countedObjectives: [ScenarioObjective?] {
    let isNeeded = objectives.isEmpty || actions.contains { place(of: $0.objective) == nil }
    return objectives.map(Optional.some) + (isNeeded ? [nil] : [])
  }

  /// The criteria that stand beside the objectives, because their weights are drawn.
  private var drawnCriteria: [ScenarioCriterion] {
    valueSource == .rankingWeights ? criteria ?? [] : []
  }

  private func place(of objective: Exact.ID<Objective>?) -> Int? {
    objectives.firstIndex { $0.id == objective }
  }

  private func putObjectives(into file: inout JSONObject) {
    let counted = countedObjectives
    let drawn = drawnCriteria
    file["objectives"] = .array(
      counted.map { .string($0?.name.text(for: $0?.name.original ?? .english).text ?? "-") }
        + drawn.map { .string($0.name) })
    file["weights"] = .array(
      counted.map { Self.text($0?.weight ?? ExactDecimal(1)) }
        + drawn.map { Self.range($0.range, Self.share) })
    file["minActionsPerObjective"] = .array(
      counted.map { Self.whole($0?.minimumActions ?? 0) } + drawn.map { _ in Self.whole(0) })
  }

  private func putSources(into file: inout JSONObject) {
    var budgets = JSONObject()
    file["sources"] = .array(
      sources.map { source in
        budgets[source.code] = .array(source.budget.map(Self.amount))
        var object = JSONObject()
        object["id"] = .string(source.code)
        object["record"] = .string(source.id.rawValue)
        object["name"] = .string(source.name.text(for: source.name.original).text)
        if !source.isOwn { object["rateCapPercent"] = Self.text(source.rate ?? ExactDecimal(100)) }
        if source.kind == .loan { object["loan"] = true }
        if source.lagYears > 0 { object["lagYears"] = Self.whole(source.lagYears) }
        return .object(object)
      })
    file["budgetPerYear"] = .object(budgets)
    if let staff { file["staffPerYear"] = .array(staff.map(Self.text)) }
    if let loanCeiling { file["loanCeiling"] = Self.amount(loanCeiling) }
  }

  private func putDistricts(into file: inout JSONObject) {
    guard !districts.isEmpty else { return }
    file["districts"] = .array(districts.map { .string($0.name) })
    var shares = JSONObject()
    for district in districts { shares[district.name] = Self.share(district.minimumShare) }
    file["minSharePerDistrict"] = .object(shares)
  }

  private func code(_ action: Exact.ID<Action>) -> JSONValue? {
    self.action(action).map { .string($0.code) }
  }

  private func putRules(into file: inout JSONObject) {
    file["precedence"] = .array(
      dependencies.compactMap { pair in
        guard let first = code(pair.first), let second = code(pair.second) else { return nil }
        return [first, second]
      })
    file["exclusions"] = .array(
      exclusions.map { .array($0.actions.compactMap(code)) })
    var (inside, outside) = ([JSONValue](), [JSONValue]())
    for action in actions {
      if isSettledIn(action) { inside.append(.string(action.code)) }
      if action.demand == .left { outside.append(.string(action.code)) }
    }
    if !inside.isEmpty || !outside.isEmpty {
      file["fixed"] = ["in": .array(inside), "out": .array(outside)]
    }
  }

  /// Whether an action has to be in, by hand or because residents chose it.
  public func isSettledIn(_ action: ScenarioAction) -> Bool {
    action.demand == .chosen || (vote.role == .winners && action.isWinner)
  }

  private func putVotes(into file: inout JSONObject) {
    guard vote.role == .criterion || vote.role == .floor else { return }
    var votes = JSONObject()
    for action in actions { votes[action.code] = Self.whole(action.votes ?? 0) }
    file["votes"] = .object(votes)
    if vote.role == .criterion { file["votesWeight"] = Self.text(vote.weight) }
    if vote.role == .floor { file["minVoteShare"] = Self.share(vote.floor) }
  }

  private func json(_ action: ScenarioAction) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(action.code)
    object["record"] = .string(action.id.rawValue)
    object["name"] = .string(action.title.text(for: action.title.original).text)
    object["costPerYear"] = .array(action.cost.map(Self.amount))
    object["duration"] = Self.whole(action.duration)
    object["staffPerYear"] = .array(action.staff.map(Self.text))
    object["earliestStart"] = Self.whole(max(0, action.earliestStart - firstYear))
    object["latestFinish"] = Self.whole(max(0, action.latestFinish - firstYear))
    let counted = countedObjectives
    let place = place(of: action.objective) ?? counted.count - 1
    object["objective"] = Self.whole(place)
    object["value"] = .array(value(of: action, at: place))
    object["eligibleSources"] = .array(
      sources.filter { action.eligible.contains($0.id) }.map { .string($0.code) })
    if let district = action.district { object["district"] = .string(district) }
    return .object(object)
  }

  /// What an action is worth for each objective; and on each criterion where weights are drawn,
  /// times the weight of its objective.
  private func value(of action: ScenarioAction, at place: Int) -> [JSONValue] {
    let counted = countedObjectives
    let drawn = drawnCriteria
    let parts = drawn.isEmpty ? nil : action.parts
    let weight = counted[place]?.weight ?? ExactDecimal(1)
    let own = counted.indices.map { index -> JSONValue in
      index == place && parts == nil ? Self.range(action.value, Self.text) : 0
    }
    return own
      + drawn.indices.map { index in
        guard let parts, parts.indices.contains(index) else { return 0 }
        return Self.range(parts[index]) { Self.text($0.times(weight)) }
      }
  }

  // MARK: Numbers

  private static func range(
    _ value: ScenarioValue, _ number: (ExactDecimal) -> JSONValue
  ) -> JSONValue {
    value.isExact ? number(value.low) : [number(value.low), number(value.high)]
  }

  private static func whole(_ value: Int) -> JSONValue {
    .number(JSONNumber(Int32(clamping: value)))
  }

  /// Decimal digits, so that no floating point comes between.
  private static func text(_ value: ExactDecimal) -> JSONValue { .string(value.description) }

  private static func amount(_ value: MinorUnits) -> JSONValue { .string(String(value)) }

  /// A percentage as a share of 1.
  private static func share(_ percent: ExactDecimal) -> JSONValue {
    text(
      ExactDecimal(
        significand: percent.significand, scale: min(12, percent.scale + 2)))
  }
}

extension ExactDecimal {
  fileprivate func times(_ other: ExactDecimal) -> ExactDecimal {
    ExactDecimal(significand: significand * other.significand, scale: scale + other.scale).shortest
  }
}
