public import Civic
import Exact
import Tally

extension TallyReport {
  /// Why one project was funded or not, or all of them, with how voters fared on the whole.
  ///
  /// - Parameter project: `nil` for all.
  public func explanation(of project: Int?) -> JSONValue {
    var object = JSONObject()
    let projects = project.map { [$0] } ?? Array(file.election.projects.indices)
    object["projects"] = .array(projects.map { .object(entry($0, withPayments: project != nil)) })
    object["voters_served"] = .string("\(file.election.votersServed(by: outcome.winners))")
    if project == nil, outcome.endowment != nil { object["money_left"] = moneyLeft }
    if let greedy = greedyOutcome {
      let (here, there) = (Set(outcome.winners), Set(greedy.winners))
      var comparison = JSONObject()
      comparison["only_here"] = names(outcome.winners.filter { !there.contains($0) })
      comparison["only_greedy"] = names(greedy.winners.filter { !here.contains($0) })
      comparison["voters_served"] = .string("\(file.election.votersServed(by: greedy.winners))")
      comparison["cost"] = .string(amount(greedy.cost))
      object["greedy"] = .object(comparison)
    }
    return .object(object)
  }

  private func names(_ projects: [Int]) -> JSONValue {
    .array(projects.map { .string(identifier($0)) })
  }

  private var greedyOutcome: Outcome? {
    try? file.election.tally(TallySettings(.greedy, for: file.election.profile.kind))
  }

  private func entry(_ project: Int, withPayments: Bool) -> JSONObject {
    let election = file.election
    var object = JSONObject()
    object["project"] = .string(identifier(project))
    object["cost"] = .string(amount(election.projects[project].cost))
    object["votes"] = .string("\(election.votes[project])")
    let unit = (0..<election.profile.pointScale).reduce(Rational.one) { value, _ in
      value * Rational(10)
    }
    object["score"] = .string(AmountDigits.text(Rational(election.scores[project]) / unit))
    if let place = outcome.winners.firstIndex(of: project) {
      object["place"] = .string("\(place + 1)")
    }
    add(outcome.verdicts[project], to: &object)
    if let price = outcome.prices.first(where: { $0.project == project }) {
      let share = price.share * election.amount(1)
      object["share"] = .string(AmountDigits.text(share))
      object["share_exact"] = .string(share.description)
      object["full_payers"] = .string("\(price.fullPayers)")
      object["poor_payers"] = .string("\(price.poorPayers)")
      object["poor_sum"] = .string(AmountDigits.text(price.poorSum * election.amount(1)))
    }
    if settings.rule.isGreedy || outcome.comparison?.greedyTakesPlace == true,
      let missing = election.missingScore(of: project, winners: outcome.winners)
    {
      object["missing_score"] = .string(AmountDigits.text(Rational(missing) / unit))
    }
    if withPayments, outcome.endowment != nil, object["share"] != nil {
      let payments = election.payments(
        for: project, in: outcome, satisfaction: settings.satisfaction)
      object["payments"] = list(payments)
    }
    return object
  }

  private var moneyLeft: JSONValue {
    list(file.election.moneyLeft(in: outcome, satisfaction: settings.satisfaction))
  }

  private func list(_ payments: [Payment]) -> JSONValue {
    let unit = file.election.amount(1)
    return .array(
      payments.map { payment in
        [
          "amount": .string(AmountDigits.text(payment.amount * unit)),
          "voters": .string("\(payment.voters)"),
        ]
      })
  }

  private func add(_ verdict: Verdict, to object: inout JSONObject) {
    let unit = file.election.amount(1)
    func set(_ name: String, _ lacking: String? = nil) {
      object["verdict"] = .string(name)
      if let lacking { object["lacking"] = .string(lacking) }
    }
    switch verdict {
    case .funded: set("funded")
    case .fundedWithReserve(let reserve):
      set("funded-with-reserve")
      object["reserve"] = .string(amount(reserve))
    case .overBudget(let lacking): set("over-budget", amount(lacking))
    case .afterTheEnd: set("after-the-end")
    case .belowThreshold(let lacking): set("below-threshold", AmountDigits.text(lacking))
    case .ineligible(let lacking): set("ineligible", "\(lacking)")
    case .excluded(let other):
      set("excluded")
      object["by"] = .string(identifier(other))
    case .unsupported: set("unsupported")
    case .supportersCannotPay(let lacking):
      set("supporters-cannot-pay", AmountDigits.text(lacking * unit))
      if let endowment = outcome.endowment, !endowment.isZero {
        object["lacking_supporters"] = .string("\((lacking / endowment).ceiling)")
      }
    case .notInOptimum: set("not-in-optimum")
    }
  }
}
