import Civic
public import Exact
public import Investment

extension InvestmentReport {
  public mutating func add(_ conflict: Conflict?) {
    guard let conflict else { return }
    extras["conflict"] = .array(conflict.parts.map { file.json($0) })
    extras["conflict_irreducible"] = .bool(conflict.isIrreducible)
  }

  /// The prices, for one more unit of the file's money.
  public mutating func add(_ prices: [LimitPrice]) {
    extras["prices"] = .array(
      prices.map { price in
        var object = file.json(price.rule).object ?? JSONObject()
        object["per_unit"] = Self.number(price.perUnit / valueUnit)
        return .object(object)
      })
  }

  public mutating func add(_ acceptability: Acceptability?, asked: Int) {
    guard let acceptability else { return }
    var shares = JSONObject()
    var groups: [String: [JSONValue]] = ["core": [], "borderline": [], "exterior": []]
    for action in file.plan.actions.indices {
      let name = file.name(of: action)
      shares[name] = Self.number(acceptability.share(of: action))
      let count = acceptability.counts[action]
      let group = count == 0 ? "exterior" : count == acceptability.samples ? "core" : "borderline"
      groups[group, default: []].append(.string(name))
    }
    extras["acceptability"] = .object(shares)
    for (group, members) in groups { extras[group] = .array(members) }
    extras["acceptability_samples"] = .number(JSONNumber(Int32(clamping: acceptability.samples)))
    extras["acceptability_largest_gap"] = Self.number(acceptability.largestGap)
    extras["acceptability_mean_gap"] = Self.number(acceptability.meanGap)
    extraSettings["acceptability"] = .number(JSONNumber(Int32(clamping: asked)))
    extraSettings["uncertainty"] = [
      "weights": .string(file.uncertainty.weights.rawValue),
      "weightsPercent": Self.number(file.uncertainty.weightsSpread * 100),
      "scoresPercent": Self.number(file.uncertainty.scoresSpread * 100),
    ]
  }

  /// The exact core index of plans small enough to go through.
  public mutating func add(
    robust: (portfolios: [[Int?]], coreIndex: [Rational])?
  ) {
    guard let robust else { return }
    var index = JSONObject()
    for (action, value) in robust.coreIndex.enumerated() {
      index[file.name(of: action)] = .string(value.description)
    }
    extras["core_index"] = .object(index)
    extras["non_dominated"] = .number(JSONNumber(Int32(clamping: robust.portfolios.count)))
  }

  public mutating func add(_ front: [ParetoPoint], aims: [(name: String, aim: Aim)]) {
    extras["pareto"] = .array(
      front.map { point in
        var measures = JSONObject()
        for (aim, measure) in zip(aims, point.measures) {
          measures[aim.name] = .string(text(measure, aim.aim))
        }
        let chosen = point.result.portfolio?.starts ?? []
        var starts = JSONObject()
        for (action, start) in chosen.enumerated() {
          if let start { starts[file.name(of: action)] = .number(JSONNumber(Int32(start))) }
        }
        return [
          "objectives": .object(measures), "starts": .object(starts),
          "gap": point.result.gap.map(Self.number) ?? .null,
        ]
      })
    extraSettings["pareto"] = .array(aims.map { .string($0.name) })
  }

  public mutating func add(_ why: WhyNot) {
    var object = JSONObject()
    object["action"] = .string(file.name(of: why.action))
    object["chosen"] = .bool(why.isChosen)
    object["impossible"] = .bool(why.isImpossible)
    object["loss_at_least"] = .string(file.value(why.loss.least))
    object["loss_at_most"] = why.loss.most.map { .string(file.value($0)) } ?? .null
    object["forced_value"] = why.forced?.value.map { .string(file.value($0)) } ?? .null
    object["displaced"] = file.names(why.displaced)
    object["admitted"] = file.names(why.admitted)
    object["binding"] = .array(why.binding.map { file.json($0) })
    object["extra_budget"] = why.extraBudget.map { .string(file.amount($0)) } ?? .null
    object["extra_score"] = why.extraScore.map { .string(score($0)) } ?? .null
    extras["why"] = .object(object)
  }

  public mutating func add(_ intervals: [LossInterval]) {
    extras["why"] = [
      "actions": .array(
        intervals.map { interval in
          [
            "action": .string(file.name(of: interval.action)), "chosen": .bool(interval.isChosen),
            "impossible": .bool(interval.isImpossible),
            "loss_at_least": .string(file.value(interval.least)),
            "bound_drop": .string(file.value(interval.boundDrop)),
            "loss_at_most": interval.most.map { .string(file.value($0)) } ?? .null,
          ]
        })
    ]
  }

  private var valueUnit: Double {
    (0..<(file.plan.weightDigits + file.plan.valueDigits)).reduce(1.0) { unit, _ in unit * 10 }
  }

  private func score(_ units: Int64) -> String {
    ExactDecimal(significand: units, scale: file.plan.valueDigits).description
  }

  private func text(_ measure: Int64, _ aim: Aim) -> String {
    switch aim {
    case .value: file.value(measure)
    case .cost: file.amount(measure)
    case .staff: ExactDecimal(significand: measure, scale: 3).description
    case .votes: "\(measure)"
    case .objective: score(measure)
    }
  }
}

extension PlanFile {
  /// An aim by its name: value, cost, staff, votes, or objective:N counted from 0.
  public func aim(named name: String) -> Aim? {
    switch name {
    case "value": return .value
    case "cost": return .cost
    case "staff": return .staff
    case "votes": return .votes
    default:
      let prefix = "objective:"
      guard name.hasPrefix(prefix), let index = Int(name.dropFirst(prefix.count)),
        plan.weights.indices.contains(index)
      else { return nil }
      return .objective(index)
    }
  }
}
