import Civic
import Ranking

extension RankingRun {
  /// The scale of the additive model.
  var scale: PartialValues.Scale {
    switch request.normalisation {
    case .minmax: .minmax
    case .none?: .none
    case .fixed, .vector, nil: .fixed
    }
  }

  mutating func runAdditive() {
    let values = PartialValues(table, scale: scale)
    settings["normalisation"] = .string(scale.rawValue)
    diagnose(values)
    let additive = AdditiveValue(values, weights: weights)
    self.additive = additive
    ranks = additive.ranks
    scores = additive.scores
    guard table.alternatives.count <= 2000 else { return }
    let rows = table.alternatives.indices.map { i in
      JSONValue.named(
        criterionNames,
        table.criteria.indices.map { JSONValue.figure(additive.contribution(of: $0, to: i)) })
    }
    result["contributions"] = .named(alternativeNames, rows)
  }

  /// What became of the scores, where it is not what one would expect.
  mutating func diagnose(_ values: PartialValues) {
    for (j, criterion) in table.criteria.enumerated() {
      let name = ("criterion", JSONValue.string(criterion.id))
      switch values.sources[j] {
      case .scoreIsValue, .valueFunction, .constant, .missing: break
      case .observedRange:
        diagnose("anchors-from-data", name, ("effect", "adding or removing can reverse ranks"))
      }
      if criterion.isOrdinal, request.method != .smaa { diagnose("ordinal-as-numbers", name) }
      guard let function = criterion.value else { continue }
      if let direction = function.direction, direction != criterion.direction {
        diagnose("value-against-direction", name)
      }
      let scores = function.scores
      let beyond = table.columns[j].indices.filter { i in
        guard let range = table.columns[j][i].range else { return false }
        return range.lowerBound < scores.lowerBound || range.upperBound > scores.upperBound
      }
      if !beyond.isEmpty {
        diagnose(
          "beyond-scale", name, ("count", .whole(beyond.count)),
          ("alternatives", .texts(beyond.prefix(20).map { table.alternatives[$0].id })))
      }
    }
  }
}
