import Civic
import Exact
import Investment

/// Reads `city-plan-milp/1`, with its extensions.
public struct CityPlanReader {
  private let file: PlanField
  private var plan: InvestmentPlan
  private var digits: Int
  private var notes: [PlanNote] = []
  private var actionIndex: [String: Int] = [:]
  private var sourceIndex: [String: Int] = [:]

  public static func read(_ bytes: [UInt8]) throws(PlanFileError) -> PlanFile {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw PlanFileError("", .syntax(error))
    }
    var reader = try CityPlanReader(PlanField(value: value, pointer: ""))
    return try reader.read()
  }

  private static let known: Set<String> = [
    "format", "seed", "years", "objectives", "weights", "discountPercentPerYear", "sources",
    "budgetPerYear", "staffPerYear", "actions", "precedence", "exclusions",
    "minActionsPerObjective", "semantics", "districts", "minSharePerDistrict", "lagYears",
    "loanCeiling", "indexationPercentPerYear", "votes", "votesWeight", "minVoteShare", "fixed",
    "minOwnPercent", "minorUnits", "uncertainty", "name", "currency", "generator",
  ]

  private init(_ file: PlanField) throws(PlanFileError) {
    self.file = file
    _ = try file.object()
    let format = try file.required("format").string()
    guard format == PlanFile.format else {
      throw PlanFileError("/format", .unknownFormat(format))
    }
    digits = 2
    if let minor = file.member("minorUnits"), minor.value == true { digits = 0 }
    let years = try file.required("years").integer(in: 1...100)
    plan = InvestmentPlan(years: years, actions: [], sources: [], weights: [])
  }

  private mutating func read() throws(PlanFileError) -> PlanFile {
    for name in try file.object().names where !Self.known.contains(name) {
      notes.append(.unknownMember(name))
    }
    if let discount = file.member("discountPercentPerYear") {
      plan.discount = try discount.share(over: 100)
    }
    if let indexation = file.member("indexationPercentPerYear") {
      plan.indexation = try indexation.share(over: 100)
    }
    try readWeights()
    try readSources()
    try readStaff()
    try readDistricts()
    try readActions()
    try readRules()
    try readVotes()
    let uncertainty = try Uncertainty(
      file.member("uncertainty"), objectives: plan.weights.count)
    return PlanFile(plan: plan, amountDigits: digits, uncertainty: uncertainty, notes: notes)
  }

  private mutating func readWeights() throws(PlanFileError) {
    let count = try file.member("objectives").map { field throws(PlanFileError) in
      if let list = field.value.array { return list.count }
      return try field.integer(in: 1...1000)
    }
    let fields = try file.required("weights").array(count: count)
    guard !fields.isEmpty else { throw PlanFileError("/weights", .empty) }
    (plan.weights, plan.weightDigits) = try ScoreList(fields, mayBeNegative: false).scores()
  }

  private mutating func readSources() throws(PlanFileError) {
    let fields = try file.required("sources").array()
    let budgets = try file.required("budgetPerYear")
    for field in fields {
      let id = try field.required("id").string()
      guard sourceIndex[id] == nil else { throw try field.required("id").fail(.duplicate(id)) }
      sourceIndex[id] = plan.sources.count
      let budget = try budgets.required(id).array(count: plan.years)
        .map { field throws(PlanFileError) in try field.units(digits: digits) }
      var source = BudgetSource(id: ID(rawValue: id), rate: nil, budget: budget)
      let rate = try field.member("rateCapPercent")?.share(over: 100)
      if id == "own" {
        if let rate, rate < .one { notes.append(.ownRateIgnored) }
      } else {
        source.rate = rate ?? .one
      }
      source.isLoan = id == "loan" || field.member("loan")?.value == true
      let lag = field.member("lagYears") ?? file.member("lagYears")?.member(id)
      source.lagYears = try lag?.integer(in: 0...100) ?? 0
      plan.sources.append(source)
    }
    for (name, field) in try budgets.members() where sourceIndex[name] == nil {
      throw field.fail(.unknownID(name))
    }
    for (name, field) in try file.member("lagYears")?.members() ?? []
    where sourceIndex[name] == nil { throw field.fail(.unknownID(name)) }
    if plan.sources.contains(where: { $0.lagYears > 0 }), plan.ownSource == nil {
      throw PlanFileError("/sources", .noOwnSource)
    }
    plan.loanCeiling = try file.member("loanCeiling")?.units(digits: digits)
  }

  private mutating func readStaff() throws(PlanFileError) {
    guard let field = file.member("staffPerYear") else {
      notes.append(.noStaffLimit)
      return
    }
    plan.staff = try field.array(count: plan.years)
      .map { field throws(PlanFileError) in try field.units(digits: 3) }
  }

  private mutating func readDistricts() throws(PlanFileError) {
    guard let field = file.member("districts") else { return }
    if field.value.array != nil {
      for district in try field.array() {
        let name = try (district.member("id") ?? district).string()
        guard !plan.districts.contains(name) else { throw district.fail(.duplicate(name)) }
        plan.districts.append(name)
      }
    } else {
      plan.districts = try field.object().names
    }
  }

  private mutating func readActions() throws(PlanFileError) {
    let fields = try file.required("actions").array()
    let reader = ActionReader(
      years: plan.years, amountDigits: digits, objectives: plan.weights.count,
      sources: sourceIndex, districts: plan.districts,
      ownMinimum: try file.member("minOwnPercent")?.share(over: 100) ?? .zero)
    var scores: [ScoreList] = []
    for field in fields {
      let (action, score) = try reader.read(field)
      let id = action.id.rawValue
      guard actionIndex[id] == nil else { throw try field.required("id").fail(.duplicate(id)) }
      actionIndex[id] = plan.actions.count
      if plan.years < action.duration
        || action.latestFinish - action.duration + 1 < action.earliestStart
      {
        notes.append(.neverStarts(id))
      }
      plan.actions.append(action)
      scores.append(score)
    }
    plan.valueDigits = scores.map(\.digits).max() ?? 0
    for index in plan.actions.indices {
      plan.actions[index].value = try scores[index].scores(digits: plan.valueDigits).scores
    }
    guard let districts = file.member("districts"), districts.value.object != nil else { return }
    for (index, entry) in try districts.members().enumerated() {
      for member in try entry.field.array() { plan.actions[try action(member)].district = index }
    }
  }

  private func action(_ field: PlanField) throws(PlanFileError) -> Int {
    let id = try field.string()
    guard let index = actionIndex[id] else { throw field.fail(.unknownID(id)) }
    return index
  }

  private mutating func readRules() throws(PlanFileError) {
    for field in try file.member("precedence")?.array() ?? [] {
      let pair = try field.array()
      guard pair.count == 2 || pair.count == 3 else {
        throw field.fail(.length(expected: 2, found: pair.count))
      }
      let lag = pair.count == 3 ? try pair[2].integer(in: 0...100) : 0
      plan.precedence.append(Precedence(try action(pair[0]), before: try action(pair[1]), lag: lag))
    }
    for field in try file.member("exclusions")?.array() ?? [] {
      plan.exclusions.append(
        try field.array().map { member throws(PlanFileError) in try action(member) })
    }
    plan.minimumActions =
      try file.member("minActionsPerObjective")?.array(count: plan.weights.count)
      .map { field throws(PlanFileError) in try field.integer(in: 0...1_000_000) }
      ?? [Int](repeating: 0, count: plan.weights.count)
    try readShares()
    if let field = file.member("fixed") { try readFixed(field) }
  }

  private mutating func readShares() throws(PlanFileError) {
    guard let field = file.member("minSharePerDistrict") else { return }
    plan.minimumShares = [Rational](repeating: .zero, count: plan.districts.count)
    if field.value.array != nil {
      plan.minimumShares = try field.array(count: plan.districts.count)
        .map { field throws(PlanFileError) in try field.share(over: 1) }
    } else if field.value.object != nil {
      for (name, share) in try field.members() {
        guard let index = plan.districts.firstIndex(of: name) else {
          throw share.fail(.unknownID(name))
        }
        plan.minimumShares[index] = try share.share(over: 1)
      }
    } else {
      let share = try field.share(over: 1)
      plan.minimumShares = plan.minimumShares.map { _ in share }
    }
  }

  /// `{"in": [id…], "out": [id…], "start": {id: year}}`.
  private mutating func readFixed(_ field: PlanField) throws(PlanFileError) {
    for (name, value) in try field.members() {
      switch name {
      case "in":
        for member in try value.array() {
          plan.fixed.append(Fixed(try action(member), .chosen))
        }
      case "out":
        for member in try value.array() { plan.fixed.append(Fixed(try action(member), .left)) }
      case "start":
        for (id, year) in try value.members() {
          guard let index = actionIndex[id] else { throw year.fail(.unknownID(id)) }
          plan.fixed.append(Fixed(index, .start(try year.integer(in: 0...plan.years - 1))))
        }
      default: throw value.fail(.unknownID(name))
      }
    }
  }

  private mutating func readVotes() throws(PlanFileError) {
    for (id, votes) in try file.member("votes")?.members() ?? [] {
      guard let index = actionIndex[id] else { throw votes.fail(.unknownID(id)) }
      plan.actions[index].votes = Int64(try votes.integer(in: 0...1_000_000_000))
    }
    if let weight = file.member("votesWeight") {
      plan.votesWeight = try weight.units(digits: plan.weightDigits + plan.valueDigits)
    }
    plan.minimumVoteShare = try file.member("minVoteShare")?.share(over: 1) ?? .zero
    let hasVotes = plan.actions.contains { $0.votes != nil }
    if hasVotes, plan.votesWeight == nil, plan.minimumVoteShare.isZero {
      notes.append(.votesDoNotCount)
    }
  }
}
