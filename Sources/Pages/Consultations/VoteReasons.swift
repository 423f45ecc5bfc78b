import Civic
import Exact
import Exchange

/// Amounts of a count as people read them: two decimals, the rest cut off.
struct VoteAmounts {
  let voting: VotingFrame

  /// An amount of the currency from decimal digits.
  func money(_ text: String) -> String {
    let digits = voting.rules.currency.fractionDigits
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let cut = parts.count == 2 ? String(parts[1].prefix(digits)) : ""
    let padded = cut + String(repeating: "0", count: digits - cut.count)
    guard let units = Int64(parts.first.map { $0 + padded } ?? "") else { return text }
    return voting.money(units)
  }

  /// A number from decimal digits, with two decimals at most.
  func number(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let short = parts.count == 2 ? "\(parts[0]).\(parts[1].prefix(2))" : text
    return ExactDecimal(short).map { voting.texts.formats.number($0) } ?? text
  }
}

/// Why a project was funded or not, in plain words.
struct VoteReasons {
  let voting: VotingFrame
  let result: BudgetVoteResult

  private var texts: Texts { voting.texts }
  private var amounts: VoteAmounts { VoteAmounts(voting: voting) }

  func words(_ entry: BudgetVoteResult.Entry) -> String {
    ([support(entry)] + (entry.place == nil ? lost(entry) : won(entry))).joined(separator: " ")
  }

  private func support(_ entry: BudgetVoteResult.Entry) -> String {
    let votes = texts(.voteWhySupport, ["count": .count(entry.votes)])
    guard !result.rules.ballot.style.namesProjectsOnly else { return votes }
    return votes + " " + texts(.voteWhyPoints, ["score": .text(amounts.number(entry.score))])
  }

  private func won(_ entry: BudgetVoteResult.Entry) -> [String] {
    var words = [texts(.voteWhyPlace, ["number": .text(String(entry.place ?? 0))])]
    if let share = entry.share {
      if result.rules.counting.rule == .equalShares {
        words.append(
          texts(
            .voteWhyShare,
            [
              "amount": .text(amounts.money(share)),
              "payers": .text(texts.formats.number(entry.fullPayers + entry.poorPayers)),
            ]))
        if entry.poorPayers > 0 {
          words.append(texts(.voteWhyPoor, ["count": .count(entry.poorPayers)]))
        }
      } else {
        words.append(texts(.voteWhyLoad, ["load": .text(amounts.number(share))]))
      }
    } else if result.rules.counting.rule == .equalShares {
      words.append(texts(.voteWhyCompletion))
    } else {
      words.append(texts(.voteWhyFits))
    }
    if entry.verdict == .fundedWithReserve, let reserve = entry.lacking {
      words.append(texts(.voteWhyReserve, ["amount": .text(amounts.money(reserve))]))
    }
    return words
  }

  private func lost(_ entry: BudgetVoteResult.Entry) -> [String] {
    var words: [String] = []
    let lacking = entry.lacking ?? "0"
    switch entry.verdict {
    case .funded, .fundedWithReserve: break
    case .overBudget:
      words.append(texts(.voteWhyOverBudget, ["amount": .text(amounts.money(lacking))]))
    case .afterTheEnd: words.append(texts(.voteWhyAfterTheEnd))
    case .belowThreshold:
      words.append(texts(.voteWhyThreshold, ["number": .text(amounts.number(lacking))]))
    case .ineligible:
      words.append(texts(.voteWhyIneligible, ["count": .count(Int(lacking) ?? 0)]))
    case .excluded:
      let other = entry.excludedBy.flatMap { result.rules.project($0) }.map(voting.name) ?? ""
      words.append(texts(.voteWhyExcluded, ["name": .text(other)]))
    case .unsupported: words.append(texts(.voteWhyUnsupported))
    case .supportersCannotPay:
      words.append(texts(.voteWhyCannotPay, ["amount": .text(amounts.money(lacking))]))
      if let more = entry.lackingSupporters.flatMap({ Int($0) }) {
        words.append(texts(.voteWhyMoreSupporters, ["count": .count(more)]))
      }
    case .notInOptimum: words.append(texts(.voteWhyOptimum))
    }
    if let missing = entry.missingScore, missing != "0" {
      words.append(texts(.voteWhyMissing, ["number": .text(amounts.number(missing))]))
    }
    return words
  }
}
