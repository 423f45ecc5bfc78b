import Civic
import Exact
import Investment

extension Uncertainty {
  /// `{"weights": "free" | "order", "weightsPercent": 25, "scoresPercent": 0}`; what is missing is
  /// taken from the intervals in the plan, and where there are none, ±25 % of each weight.
  init(_ field: PlanField?, objectives: Int) throws(PlanFileError) {
    self.init()
    guard let field else { return }
    for (name, value) in try field.members() {
      switch name {
      case "weights":
        guard let kind = Weights(rawValue: try value.string()) else {
          throw value.fail(.unknownID(try value.string()))
        }
        weights = kind
      case "weightsPercent": weightsSpread = try value.share(over: 100).approximation
      case "scoresPercent": scoresSpread = try value.share(over: 100, upTo: 10).approximation
      default: throw value.fail(.unknownID(name))
      }
    }
  }
}
