import Civic
import Exact

/// How far what somebody said about weights contradicts itself, and where.
struct ConsistencyNotice: Component {
  let view: RoundFrame
  let weights: MemberWeights?

  var html: HTML {
    let ids = view.round.criteria.map(\.id)
    guard let weights, let found = (try? weights.consistency(ids)) ?? nil else { return .empty }
    let texts = view.texts
    switch found {
    case .bestWorst(let input, let ratio, let worst):
      let numbers: [String: Message.Argument] = [
        "input": .text(texts.formats.number(input, decimals: 2)),
        "ratio": .text(ratio.map { texts.formats.number($0, decimals: 2) } ?? "–"),
      ]
      let advice: HTML? = worst.map { id in
        "<p>\(texts(.decideBestWorstAdvice, ["name": .text(view.name(of: id))]))</p>"
      }
      return Notice(
        tone: input > 0.2 ? .warning : .good,
        content: "<p>\(texts(.decideBestWorstRatio, numbers))</p>\(input > 0 ? advice : nil)"
      ).html
    case .pairwise(let ratio, let triads):
      let number = ratio.map { texts.formats.number($0, decimals: 3) } ?? "–"
      let items = triads.map { triad -> HTML in
        "<li>\(triad.map { view.name(of: $0) }.joined(separator: " – "))</li>"
      }
      let list: HTML? =
        items.isEmpty ? nil : "<p>\(texts(.decideTriads))</p><ul>\(items)</ul>"
      return Notice(
        tone: (ratio ?? 0) > 0.1 ? .warning : .good,
        content: "<p>\(texts(.decidePairwiseRatio, ["ratio": .text(number)]))</p>\(list)"
      ).html
    }
  }
}
