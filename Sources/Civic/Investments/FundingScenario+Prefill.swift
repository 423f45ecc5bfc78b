import BigInt
public import Exact

extension FundingScenario {
  /// A scenario with all that a plan says: actions, costs, years, sources, calls, funding lines,
  /// objectives, districts, dependencies.
  ///
  /// Actions that are done, given up or replaced are left out, and those that cost nothing.
  ///
  /// - Parameter values: What the last accepted ranking says, if there is one.
  public init(
    id: Exact.ID<FundingScenario>, from document: PlanDocument, name: String,
    values: RankedValues? = nil
  ) {
    self.init(id: id, plan: document.plan, name: name)
    sources = Self.sources(of: document)
    objectives = document.objectiveTree.map {
      ScenarioObjective(id: $0.objective.id, name: $0.objective.label)
    }
    actions = document.scenarioActions.compactMap { action(of: $0, in: document) }
    let names = Set(actions.compactMap(\.district)).sorted()
    districts = names.map { ScenarioDistrict(name: $0) }
    let known = Set(actions.map(\.id))
    for action in document.actions where known.contains(action.id) {
      dependencies += action.dependencies.filter(known.contains).map {
        ScenarioDependency($0, before: action.id)
      }
      exclusions += action.exclusions.filter { other in
        known.contains(other)
          && !exclusions.contains { Set($0.actions) == [action.id, other] }
      }.map { ScenarioExclusion([action.id, $0]) }
    }
    if let values { take(values) }
  }

  // MARK: Sources

  private static func sources(of document: PlanDocument) -> [ScenarioSource] {
    let check = document.fundingCheck()
    let years = Array(document.plan.years)
    var codes: Set<String> = []
    return document.fundingSources.map { source in
      var source_ = ScenarioSource(
        id: source.id, code: code(for: source.kind, taken: &codes), kind: source.kind,
        name: source.name,
        budget: years.map { year in
          let place = check.byYear.firstIndex { $0.year == year }
          let funding = check.bySource.first { $0.source == source.id }
          return place.flatMap { funding?.byYear[$0] } ?? 0
        })
      source_.spread(source.available, document.plan.currency)
      let call = document.fundingCalls.first { $0.id == source.call }
      if !source_.isOwn, let ceiling = call?.ceiling(for: document.city.regionCategory) {
        source_.rate = ceiling
        source_.rule = call.map { call in
          let name = call.name.text(for: document.plan.language).text
          return call.version.isEmpty ? name : "\(name) (\(call.version))"
        }
      } else if !source_.isOwn {
        source_.rate = ExactDecimal(100)
      }
      return source_
    }
  }

  private static func code(for kind: FundingKind, taken: inout Set<String>) -> String {
    let stem = kind == .ownBudget ? ScenarioSource.ownCode : kind.rawValue
    var (code, number) = (stem, 1)
    while !taken.insert(code).inserted {
      number += 1
      code = "\(kind.rawValue)-\(number)"
    }
    return code
  }

  // MARK: Actions

  private func action(of action: Action, in document: PlanDocument) -> ScenarioAction? {
    let lines = document.costLines(of: action.id).filter { $0.planned > 0 }
    guard let first = lines.map(\.year).min(), let last = lines.map(\.year).max(),
      last - first < 30
    else { return nil }
    var cost = [MinorUnits](repeating: 0, count: last - first + 1)
    for line in lines { cost[line.year - first] += line.planned }
    let staff = cost.indices.map { index in
      action.staffLoad.filter { $0.year == first + index }.reduce(ExactDecimal(0)) {
        $0.adding($1.personMonths)
      }
    }
    let isUnique = document.actions.count { $0.code == action.code } == 1
    var entry = ScenarioAction(
      action, code: isUnique && !action.code.isEmpty ? action.code : action.id.rawValue,
      plannedStart: first, cost: cost, staff: staff,
      objective: action.objectives.compactMap { document.objective($0) }.first
        .map { $0.parent ?? $0.id })
    entry.earliestStart = min(max(first, firstYear), lastYear)
    entry.latestFinish = max(lastYear, min(last, lastYear))
    let named = document.fundingLines(of: action.id).map(\.source)
    let own = sources.filter(\.isOwn).map(\.id)
    entry.eligible = sources.map(\.id).filter {
      named.isEmpty || named.contains($0) || own.contains($0)
    }
    return entry
  }
}

extension ScenarioSource {
  /// Spreads what is available beyond what is named by year over the years, to the cent.
  mutating func spread(_ available: MinorUnits?, _ currency: Currency) {
    guard let available, !budget.isEmpty else { return }
    let rest = available - budget.reduce(0, +)
    guard rest > 0 else { return }
    let parts = Money(minorUnits: rest, currency: currency).split(into: budget.count)
    for (index, part) in parts.enumerated() { budget[index] += part.minorUnits }
  }
}

extension PlanDocument {
  /// The actions that can still be decided on.
  var scenarioActions: [Action] {
    actions.filter { $0.supersededBy == nil && $0.manualStatus?.isClosed != true }
  }
}

extension ExactDecimal {
  /// The sum, to at most three decimals.
  func adding(_ other: ExactDecimal) -> ExactDecimal {
    let sum = ((rational + other.rational) * Rational(1000)).floor
    return ExactDecimal(significand: Int64(clamping: sum), scale: 3).shortest
  }

  /// The same number without zeros at its end.
  public var shortest: ExactDecimal {
    var (significand, scale) = (significand, scale)
    while scale > 0, significand % 10 == 0 { (significand, scale) = (significand / 10, scale - 1) }
    return ExactDecimal(significand: significand, scale: scale)
  }
}
