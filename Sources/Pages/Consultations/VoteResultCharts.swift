import Civic
import Exact
import Exchange

/// The drawings of a result, each with its table: the order of funding, where the money went, who
/// got what.
struct VoteResultCharts: Component {
  let voting: VotingFrame
  let result: BudgetVoteResult

  private var texts: Texts { voting.texts }

  var html: HTML {
    guard result.voters > 0, !result.entries.isEmpty else { return .empty }
    return """
      <section><h2>\(texts(.voteChartsTitle))</h2>\(order)\(flow)\(left)</section>
      """
  }

  private func words(_ title: TextKey, _ text: TextKey) -> ChartWords {
    ChartWords(
      title: texts(title), description: texts(text), table: texts(.chartTable),
      empty: texts(.chartEmpty), note: texts(text))
  }

  /// Every project by its votes, the funded ones filled.
  private var order: HTML {
    let entries = result.winners + result.losers
    return StackedBars(
      id: "vote-order", words: words(.voteChartOrder, .voteChartOrderText),
      parts: [
        StackedBars.Part(name: texts(.voteFunded), fill: ChartFill(series: 1)),
        StackedBars.Part(
          name: texts(.voteNotFundedTitle), fill: ChartFill(series: 2, texture: .hatch)),
      ],
      bars: entries.map { entry in
        let votes = StackedBars.Amount(
          size: Double(entry.votes), text: texts.formats.number(entry.votes))
        let none = StackedBars.Amount(size: 0, text: "–")
        return StackedBars.Bar(
          name: voting.name(entry.project),
          amounts: entry.place == nil ? [none, votes] : [votes, none], total: votes)
      }, barHeading: texts(.voteProject), totalHeading: texts(.voteVotes),
      format: { [formats = texts.formats] in formats.number($0, decimals: 0) }
    ).html
  }

  /// From the budget to each funded project, and what stays.
  private var flow: HTML {
    let winners = result.winners
    guard !winners.isEmpty else { return .empty }
    let spent = winners.reduce(Int64(0)) { $0 + $1.project.cost }
    let rest = max(0, result.rules.budget - spent)
    var targets = winners.map { (name: voting.name($0.project), cost: $0.project.cost) }
    if rest > 0 { targets.append((texts(.voteUnspent), rest)) }
    return FundingFlow(
      id: "vote-money", words: words(.voteChartMoney, .voteChartMoneyText),
      sources: [
        FundingFlow.Node(name: texts(.voteBudget), text: voting.money(result.rules.budget))
      ],
      targets: targets.map { FundingFlow.Node(name: $0.name, text: voting.money($0.cost)) },
      flows: targets.enumerated().map { place, target in
        FundingFlow.Flow(
          source: 0, target: place, size: Double(target.cost), text: voting.money(target.cost))
      }, sourceHeading: texts(.voteBudget), targetHeading: texts(.voteProject),
      amountHeading: texts(.pilotCostField)
    ).html
  }

  /// How many voters got at least one funded project, and how many none.
  private var left: HTML {
    let served = result.served
    let none = max(0, result.voters - served)
    let bar = { (name: String, count: Int) -> StackedBars.Bar in
      let amount = StackedBars.Amount(size: Double(count), text: texts.formats.number(count))
      return StackedBars.Bar(name: name, amounts: [amount], total: amount)
    }
    return StackedBars(
      id: "vote-served", words: words(.voteChartServed, .voteChartServedText),
      parts: [StackedBars.Part(name: texts(.voteVoters), fill: ChartFill(series: 4))],
      bars: [bar(texts(.voteServedSome), served), bar(texts(.voteServedNone), none)],
      barHeading: texts(.voteVoters), totalHeading: texts(.voteVoters),
      format: { [formats = texts.formats] in formats.number($0, decimals: 0) }
    ).html
  }
}
