import Civic
import Ranking

extension RankingRun {
  /// What was asked for with `--explain` and `--compare`.
  mutating func writeExplanations() throws(RankingError) {
    if let name = request.explained,
      let index = table.alternatives.firstIndex(where: { $0.id == name })
    {
      result["explanation"] = .object(explanation(of: index))
    }
    if request.compared.count == 2,
      let first = table.alternatives.firstIndex(where: { $0.id == request.compared[0] }),
      let second = table.alternatives.firstIndex(where: { $0.id == request.compared[1] })
    {
      result["comparison"] = .object(comparison(first, second))
    }
  }

  private func explanation(of index: Int) -> JSONObject {
    var object = JSONObject()
    object["id"] = .string(table.alternatives[index].id)
    guard let ranks else { return object }
    object["rank"] = .whole(ranks.ranks[index])
    if let scores { object["score"] = .figure(scores[index]) }
    if let parts = linearParts {
      object["criteria"] = .named(
        criterionNames,
        table.criteria.indices.map { j in
          let best = parts[j].max() ?? 0
          return [
            "weight": .figure(weights[j]), "value": .figure(parts[j][index]),
            "contribution": .figure(weights[j] * parts[j][index]),
            "lost_to_best": .figure(weights[j] * (best - parts[j][index])),
          ]
        })
    } else if let explained {
      object["criteria"] = explained
    } else if result["contributions"] == nil {
      object["scores"] = .named(
        criterionNames, table.columns.map { .figure($0[index].middle) })
    }
    for name in ["acceptability", "central_weights", "categories", "support"] {
      if let own = result[name]?[table.alternatives[index].id] { object[name] = own }
    }
    if let first = ranks.order.first, first != index, ranks.ranks[index] > 1 {
      object["against_first"] = .object(comparison(first, index))
      if let needed = valueNeeded(index, against: first) { object["value_needed"] = needed }
    }
    if let next = ranks.order.last(where: { ranks.ranks[$0] < ranks.ranks[index] }) {
      object["next_above"] = .string(table.alternatives[next].id)
    }
    if let next = ranks.order.first(where: { ranks.ranks[$0] > ranks.ranks[index] }) {
      object["next_below"] = .string(table.alternatives[next].id)
    }
    return object
  }

  /// Values by criterion whose weighted sum is the score; of uncertain scores their middles.
  private var linearParts: [[Double]]? {
    guard let additive else { return parts }
    return table.criteria.indices.map { j in
      table.alternatives.indices.map { additive.point($0, j) }
    }
  }

  /// By criterion, the value with which one would draw level with the first if nothing else changed;
  /// nothing where the scale does not reach so far.
  private func valueNeeded(_ index: Int, against first: Int) -> JSONValue? {
    guard let additive, !additive.values.isUncertain else { return nil }
    let gap = additive.scores[first] - additive.scores[index]
    return .named(
      criterionNames,
      table.criteria.indices.map { j in
        guard weights[j] > 0 else { return .null }
        let value = additive.values.lows[j][index] + gap / weights[j]
        let top = additive.values.bounds(of: j).upperBound
        return value <= top + 1e-12 ? .figure(value) : .null
      })
  }

  /// How two stand to each other, and the smallest change of weights that turns it round.
  private func comparison(_ first: Int, _ second: Int) -> JSONObject {
    var object = JSONObject()
    let names = [first, second].map { table.alternatives[$0].id }
    object["a"] = .string(names[0])
    object["b"] = .string(names[1])
    if let ranks {
      object["rank_a"] = .whole(ranks.ranks[first])
      object["rank_b"] = .whole(ranks.ranks[second])
    }
    if let scores {
      object["score_a"] = .figure(scores[first])
      object["score_b"] = .figure(scores[second])
    }
    if let wins = acceptability?.wins, !wins.isEmpty {
      object["a_better"] = .figure(wins[first][second])
      object["b_better"] = .figure(wins[second][first])
    }
    for name in ["credibility", "relations"] {
      guard let there = result[name]?[names[0]]?[names[1]],
        let back = result[name]?[names[1]]?[names[0]]
      else { continue }
      object[name] = ["a_b": there, "b_a": back]
    }
    guard let parts = linearParts else { return object }
    let differences = parts.map { $0[first] - $0[second] }
    object["differences"] = .named(
      criterionNames, figures: zip(weights, differences).map { $0 * $1 })
    object["smallest_change"] = smallestChange(differences, names)
    return object
  }

  /// The weights nearest to the present ones with which the one behind draws level.
  private func smallestChange(_ differences: [Double], _ names: [String]) -> JSONValue {
    let isAhead = zip(weights, differences).reduce(0) { $0 + $1.0 * $1.1 } >= 0
    let gains = isAhead ? differences.map { -$0 } : differences
    var changes = JSONObject()
    changes["puts_ahead"] = .string(names[isAhead ? 1 : 0])
    for distance in WeightChange.Distance.allCases {
      guard let change = WeightChange(weights, gains: gains, distance: distance) else {
        changes[distance.rawValue] = .null
        continue
      }
      changes[distance.rawValue] = [
        "size": .figure(change.size), "weights": .named(criterionNames, figures: change.weights),
      ]
    }
    return .object(changes)
  }
}
