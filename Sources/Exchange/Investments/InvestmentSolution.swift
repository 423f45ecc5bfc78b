import Civic
import Exact
import Investment

/// What was chosen, as a file: starts, payments, and the bound that was proved.
enum InvestmentSolution {
  static let format = "gradnik-investment/1"

  /// The findings of a run by the codes of its scenario; years count from 0.
  static func json(of findings: FundingFindings, _ scenario: FundingScenario) -> JSONValue {
    var starts = JSONObject()
    for action in scenario.actions {
      if let start = findings.start(of: action.id) {
        starts[action.code] = index(start - scenario.firstYear)
      }
    }
    let funding = findings.funding.compactMap { payment -> JSONValue? in
      guard let action = scenario.action(payment.action),
        let source = scenario.source(payment.source)
      else { return nil }
      return [
        "action": .string(action.code), "source": .string(source.code),
        "year": index(payment.year - scenario.firstYear), "amount": .string("\(payment.amount)"),
      ]
    }
    return [
      "format": .string(format), "starts": .object(starts), "funding": .array(funding),
      "bound": findings.bound.map { .string("\($0)") } ?? .null,
    ]
  }

  static func index(_ value: Int) -> JSONValue { .number(JSONNumber(Int32(clamping: value))) }

  /// Reads a solution strictly: every name is known, every year and amount within bounds.
  static func read(
    _ bytes: [UInt8], for plan: InvestmentPlan
  ) throws(InvestmentDecisionError) -> (portfolio: Portfolio, bound: Int64) {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw fail("") }
    guard value["format"]?.string == format else { throw fail("/format") }
    guard let bound = value["bound"]?.string.flatMap({ Int64($0) }), bound.magnitude < 1 << 62
    else { throw fail("/bound") }
    var actions: [String: Int] = [:]
    for (index, action) in plan.actions.enumerated() { actions[action.id.rawValue] = index }
    var starts = [Int?](repeating: nil, count: plan.actions.count)
    guard let given = value["starts"]?.object else { throw fail("/starts") }
    for member in given.members {
      guard let action = actions[member.name], let year = year(member.value, plan) else {
        throw fail("/starts" + JSONDifference.step(member.name))
      }
      starts[action] = year
    }
    guard let lines = value["funding"]?.array, lines.count <= 50_000 else { throw fail("/funding") }
    var funding: [SourcePayment] = []
    for (place, line) in lines.enumerated() {
      guard let action = line["action"]?.string.flatMap({ actions[$0] }),
        let source = plan.sources.firstIndex(where: { $0.id.rawValue == line["source"]?.string }),
        let year = year(line["year"], plan),
        let amount = line["amount"]?.string.flatMap({ Int64($0) }),
        amount.magnitude <= UInt64(PlanDocument.largestAmount)
      else { throw fail("/funding/\(place)") }
      funding.append(SourcePayment(action: action, source: source, year: year, amount: amount))
    }
    return (Portfolio(starts: starts, funding: funding), bound)
  }

  private static func year(_ value: JSONValue?, _ plan: InvestmentPlan) -> Int? {
    guard let year = value?.number?.integer, year >= 0, year < plan.years else { return nil }
    return Int(year)
  }

  private static func fail(_ pointer: String) -> InvestmentDecisionError {
    .unreadable(file: InvestmentDecision.solutionName, pointer: pointer)
  }
}

/// A scenario and what was chosen of it, read from a decision's files.
struct Solved {
  private let file: PlanFile
  private let names: [String]
  private let currency: Currency
  private let portfolio: Portfolio
  private let bound: Int64

  init(_ inputs: [String: [UInt8]]) throws {
    let bytes = inputs[InvestmentDecision.planName] ?? []
    do throws(PlanFileError) {
      file = try CityPlanReader.read(bytes)
    } catch {
      throw InvestmentDecisionError.unreadable(
        file: InvestmentDecision.planName, pointer: error.pointer)
    }
    let json = try JSONValue(parsing: bytes)
    guard let currency = json["currency"]?.string.flatMap({ Currency(rawValue: $0) }),
      file.amountDigits == 0
    else {
      throw InvestmentDecisionError.unreadable(
        file: InvestmentDecision.planName, pointer: "/currency")
    }
    self.currency = currency
    let entries = json["actions"]?.array ?? []
    names = entries.map { $0["name"]?.string ?? $0["id"]?.string ?? "" }
    do throws(InvestmentError) {
      try file.plan.checkSize()
    } catch {
      throw InvestmentDecisionError.tooLarge
    }
    (portfolio, bound) = try InvestmentSolution.read(
      inputs[InvestmentDecision.solutionName] ?? [], for: file.plan)
  }

  /// What follows from the files.
  ///
  /// - Parameter proved: A bound in place of the stated one.
  func conclusion(bound proved: Int64?) throws -> Decision.Conclusion {
    let value = try file.plan.value(of: portfolio)
    let bound = proved ?? bound
    let breaches = file.plan.breaches(in: portfolio)
    let outcome: JSONValue = [
      "status": bound <= value ? "optimal" : "feasible",
      "value": .string(text(value)), "bound": .string(text(bound)),
      "gap": .string(gap(value, bound)),
      "cost": amount(portfolio.funding.reduce(0) { $0 + $1.amount }),
      "currency": .string(currency.rawValue),
      "actions": .array(actions),
      "breaches": .array(
        breaches.map { breach in
          var object = file.json(breach.rule).object ?? JSONObject()
          object["by"] = .string("\(breach.by)")
          return .object(object)
        }),
    ]
    return Decision.Conclusion(outcome: outcome, explanation: .array(limits))
  }

  /// The stated bound, proved; or what is worth more.
  func provedBound(_ limits: BoundLimits) throws -> Int64 {
    let settings = InvestmentSettings(gap: 0, time: limits.seconds, threads: limits.threads)
    let proof: BoundProof
    do throws(InvestmentError) {
      proof = try file.plan.proof(
        ofBound: bound, given: portfolio, settings, control: SearchControl(elapsed: limits.elapsed))
    } catch {
      if error == .solver(-1) { throw Verification.Obstacle.noSolver }
      throw Verification.Obstacle.boundNotProved(stated: text(bound), reached: nil)
    }
    switch proof {
    case .proved: return bound
    case .refuted(let value): return value
    case .open(let reached):
      throw Verification.Obstacle.boundNotProved(
        stated: text(bound), reached: reached.map(text))
    }
  }

  private func amount(_ minorUnits: Int64) -> JSONValue {
    .string(Money(minorUnits: minorUnits, currency: currency).decimal)
  }

  /// A value of the search in points: it counts 10,000 for each.
  private func text(_ value: Int64) -> String {
    let scale = file.plan.weightDigits + file.plan.valueDigits + 4
    return ExactDecimal(significand: value, scale: min(12, scale)).shortest.description
  }

  /// (bound - value) / value, as an exact fraction.
  private func gap(_ value: Int64, _ bound: Int64) -> String {
    if bound <= value { return "0" }
    guard value > 0 else { return "" }
    let gap = Rational(bound - value) / Rational(value)
    return "\(gap.numerator)/\(gap.denominator)"
  }

  private var actions: [JSONValue] {
    file.plan.actions.indices.compactMap { index in
      guard let start = portfolio.starts[index] else { return nil }
      let paid = portfolio.funding.filter { $0.action == index }.reduce(Int64(0)) { $0 + $1.amount }
      return [
        "id": .string(file.name(of: index)), "name": .string(names[index]),
        "start": InvestmentSolution.index(start), "cost": amount(paid),
      ]
    }
  }

  /// What each source pays in each year, beside its limit.
  private var limits: [JSONValue] {
    file.plan.sources.indices.flatMap { source in
      (0..<file.plan.years).compactMap { year -> JSONValue? in
        let paid = portfolio.funding.filter { $0.source == source && $0.year == year }
          .reduce(Int64(0)) { $0 + $1.amount }
        guard paid > 0 else { return nil }
        return [
          "source": .string(file.name(ofSource: source)), "year": InvestmentSolution.index(year),
          "paid": amount(paid), "limit": amount(file.plan.sources[source].budget[year]),
        ]
      }
    }
  }
}
