import Civic
import Exact

/// What a decision came to, in plain words, with the way to the page on it.
struct DecisionWords: Component {
  let frame: PageFrame
  let decision: Decision
  let place: DecisionPlace?

  private var texts: Texts { frame.texts }
  private var outcome: JSONValue { decision.conclusion.outcome }

  var html: HTML {
    let link = place.map { place -> HTML in
      let (target, label) = way(to: place)
      return "<p><a href=\"\(frame.address(target))\">\(texts(label))</a></p>"
    }
    return "\(words)\(link)"
  }

  private func way(to place: DecisionPlace) -> (Link, TextKey) {
    switch place {
    case .version(let plan, let number): (.plan(plan, .version(number)), .decisionToPlan)
    case .plan(let plan): (.plan(plan), .decisionToPlan)
    case .ranking(let round, let plan): (.ranking(round, of: plan), .rankingInWords)
    case .vote(let vote): (.consultation(vote, .result), .decisionToVote)
    case .conversation(let id, let city): (.conversation(id, of: city), .decisionToConversation)
    case .call(let call): (.call(call), .decisionToCall)
    case .network(let network): (.network(network), .decisionToNetwork)
    }
  }

  private var words: HTML {
    let more: HTML? =
      switch decision.kind {
      case .investment: investment
      case .selection: selection
      default: nil
      }
    return "\(summary.map { "<p>\($0)</p>" as HTML })\(more)"
  }

  /// What it came to, in a sentence or two; none for kinds that have none.
  var summary: String? {
    switch decision.kind {
    case .planApproval: approval
    case .investment:
      texts(
        .decisionInvestmentWords,
        ["count": .count(count(outcome["actions"])), "cost": .text(money(outcome["cost"]))])
    case .budgetVote: vote
    case .conversation: conversation
    case .matching:
      texts(.decisionMatchingWords, ["count": .count(count(outcome["confirmed"]))])
    case .ranking: texts(.decisionRankingWords, ["count": .count(count(outcome["ranking"]))])
    default: nil
    }
  }

  // MARK: Values

  private func count(_ value: JSONValue?) -> Int { value?.array?.count ?? 0 }

  private func whole(_ value: JSONValue?) -> Int {
    if let text = value?.string { return Int(text) ?? 0 }
    return Int(value?.number?.integer ?? 0)
  }

  /// An amount in the outcome's currency; as it stands where it cannot be read.
  private func money(_ value: JSONValue?) -> String {
    guard let text = value?.string,
      let currency = outcome["currency"]?.string.flatMap({ Currency(rawValue: $0) }),
      let decimal = ExactDecimal(text)
    else { return value?.string ?? "–" }
    let minor = (decimal.rational * Rational(currency.minorUnitsPerMajor)).floor
    return texts.formats.money(Money(minorUnits: Int64(clamping: minor), currency: currency))
  }

  private func number(_ value: JSONValue?) -> String {
    value?.string.flatMap { ExactDecimal($0) }.map { texts.formats.number($0) } ?? "–"
  }

  private func items(_ names: [String]) -> HTML? {
    names.isEmpty ? nil : "<ul>\(names.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  // MARK: Kinds

  private var approval: String {
    texts(
      .decisionApprovalWords,
      [
        "count": .count(whole(outcome["actions"])), "cost": .text(money(outcome["cost"])),
        "secured": .text(money(outcome["secured"])), "gap": .text(money(outcome["gap"])),
      ])
  }

  private var investment: HTML {
    let first = whole(decision.settings["firstYear"])
    let actions = (outcome["actions"]?.array ?? []).map { action in
      texts(
        .investAcceptLine,
        [
          "action": .text(action["name"]?.string ?? action["id"]?.string ?? ""),
          "year": .text(String(first + whole(action["start"]))),
          "amount": .text(money(action["cost"])),
        ])
    }
    let isProved = outcome["status"]?.string == "optimal"
    let role =
      decision.settings["vote"]?["role"]?.string.flatMap(VoteRole.init(rawValue:)) ?? VoteRole.none
    return """
      \(items(actions))\
      <p>\(texts(
        isProved ? .decisionProved : .decisionBounded,
        ["value": .text(number(outcome["value"])), "bound": .text(number(outcome["bound"]))]))</p>\
      <p>\(texts(.investVote)): \(texts.name(of: role))</p>
      """
  }

  private var vote: String {
    texts(
      .decisionVoteWords,
      [
        "count": .count(count(outcome["winners"])), "voters": .text(number(of: outcome["voters"])),
      ])
  }

  private func number(of value: JSONValue?) -> String { texts.formats.number(whole(value)) }

  private var conversation: String {
    texts(
      .decisionConversationWords,
      [
        "count": .count(whole(outcome["participants"])),
        "votes": .text(number(of: outcome["votes"])),
      ])
  }

  private var selection: HTML {
    let lists = SelectionStatus.allCases.compactMap { status -> HTML? in
      let names = (outcome[status.rawValue]?.array ?? []).compactMap { $0["name"]?.string }
      guard let list = items(names) else { return nil }
      return "<h3>\(texts.name(of: status))</h3>\(list)"
    }
    return "\(lists)"
  }
}
