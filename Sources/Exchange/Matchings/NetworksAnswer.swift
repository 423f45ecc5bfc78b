import Civic
import Matching

/// Networks as JSON, with what each rule finds in them.
struct NetworksAnswer {
  private let subject: MatchingSubject
  private let rules: CallRules

  init(_ subject: MatchingSubject, rules: CallRules) {
    self.subject = subject
    self.rules = rules
  }

  func answer(
    _ notes: inout [MatchingNote], shouldStop: () -> Bool
  ) throws -> (MatchingReport.Answer, JSONObject) {
    guard let table = subject.table else { throw MatchingRequest.Failure.needsProfiles(.networks) }
    let fixed = subject.problem.fixed.count
    if fixed > 0 { notes.append(.fixedNotUsed(count: fixed)) }
    let outcome = try table.networks(rules, shouldStop: shouldStop)
    let wanted = rules.networks(for: subject.problem.capacity.count { $0 > 0 })
    if rules.networks == nil, !outcome.networks.isEmpty, outcome.networks.count < wanted {
      notes.append(.fewerNetworks(wanted: wanted, found: outcome.networks.count))
    }
    var result = JSONObject()
    result["networks"] = .array(outcome.networks.map { .object(object($0)) })
    guard !outcome.networks.isEmpty else {
      result["status"] = "infeasible"
      result["conflict"] = .array(outcome.conflicts.map { .object(conflict($0)) })
      return (.infeasible, result)
    }
    result["status"] = outcome.isOptimal ? "optimal" : "feasible"
    result["total"] = .string(subject.text(outcome.total))
    result["bound"] = .string(subject.text(outcome.bound))
    let placed = Set(outcome.networks.flatMap(\.members))
    result["unmatched"] = .array(
      subject.names.indices.filter { !placed.contains($0) && subject.problem.capacity[$0] > 0 }
        .map { .string(subject.names[$0]) })
    return (.found, result)
  }

  private func object(_ network: NetworkOutcome.Network) -> JSONObject {
    var object = JSONObject()
    object["lead"] = .string(subject.names[network.lead])
    object["members"] = .array(network.members.map { .string(subject.names[$0]) })
    object["score"] = .string(subject.text(network.score))
    let facts = network.facts
    var checks = JSONObject()
    func check(_ rule: CallRule, _ found: JSONValue) {
      checks[rule.rawValue] = ["kept": .bool(facts.isKept(rule, of: rules)), "found": found]
    }
    check(.partners, .count(facts.partners))
    check(.minCountries, .count(facts.countries))
    let share = Int64(facts.lessDeveloped) * 1_000_000 / Int64(max(1, facts.partners))
    check(.minShareLessDeveloped, .string(MatchingReport.decimal(share)))
    check(.minSizes, .count(facts.sizes))
    let theme = Int64(facts.themeCities) * 1_000_000 / Int64(max(1, facts.partners))
    check(.minShareTheme, .string(MatchingReport.decimal(theme)))
    object["checks"] = .object(checks)
    object["theme"] = facts.theme.map { .string($0) } ?? .null
    return object
  }

  private func conflict(_ conflict: NetworkOutcome.Conflict) -> JSONObject {
    var object = JSONObject()
    object["rule"] = .string(conflict.rules.map(\.rawValue).joined(separator: "+"))
    object["cities"] = .array(conflict.cities.map { .string(subject.names[$0]) })
    object["needed"] = .string("\(conflict.needed)")
    object["found"] = .string("\(conflict.found)")
    object["proved"] = .bool(conflict.isProved)
    return object
  }
}
