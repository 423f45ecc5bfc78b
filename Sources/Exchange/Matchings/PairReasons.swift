import Civic
import Matching

/// Why two cities fit, as facts: the parts of the score, with the topics that made them.
struct PairReasons {
  private let explanation: PairExplanation

  init(_ explanation: PairExplanation) {
    self.explanation = explanation
  }

  /// The parts in the order of what they add, the greatest first; those that add nothing are left
  /// out.
  var values: [JSONValue] {
    let order = explanation.parts.enumerated().filter { $1.share > 0 }.sorted {
      let (left, right) = (
        $0.element.share * $0.element.weight, $1.element.share * $1.element.weight
      )
      return left != right ? left > right : $0.offset < $1.offset
    }
    return order.map { .object(object($0.element)) }
  }

  private func object(_ share: PairExplanation.Share) -> JSONObject {
    var object = JSONObject()
    object["part"] = .string(share.part.rawValue)
    object["share"] = .string(MatchingReport.decimal(share.share))
    object["weight"] = .string(MatchingReport.decimal(share.weight * 100))
    switch share.part {
    case .challenges: object["both_face"] = topics(explanation.bothFace)
    case .complementarity:
      object["a_learns"] = topics(explanation.firstLearns)
      object["b_learns"] = topics(explanation.secondLearns)
    case .size, .regionClass, .geography, .language, .wishes: break
    }
    return object
  }

  private func topics(_ topics: [PairExplanation.Topic]) -> JSONValue {
    .array(
      topics.map {
        ["topic": .string($0.name), "share": .string(MatchingReport.decimal($0.share))]
      })
  }
}
