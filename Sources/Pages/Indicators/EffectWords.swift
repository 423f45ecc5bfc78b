import Civic
import Tracking

/// What an evaluation says, in plain words.
struct EffectWords {
  let frame: PageFrame

  private var texts: Texts { frame.texts }

  func sentence(_ effect: MeasuredEffect, unit: String) -> String {
    let figures = IndicatorFigures(frame: frame)
    switch effect {
    case .found(let estimate):
      return texts(
        estimate.includesZero ? .effectUnclear : .effectFound,
        [
          "value": .text(figures.number(estimate.value)),
          "low": .text(figures.number(estimate.low)),
          "high": .text(figures.number(estimate.high)), "unit": .text(unit),
        ])
    case .cannotTell(let reason):
      return texts(.effectCannotTell, ["reason": .text(self.reason(reason))])
    }
  }

  private func reason(_ reason: MeasuredEffect.Reason) -> String {
    func counts(_ key: TextKey, _ found: Int, _ needed: Int) -> String {
      texts(key, ["count": .count(found), "needed": .text(String(needed))])
    }
    switch reason {
    case .tooFewBefore(let found, let needed): return counts(.effectFewBefore, found, needed)
    case .tooFewAfter(let found, let needed): return counts(.effectFewAfter, found, needed)
    case .tooFewComparators(let found, let needed):
      return counts(.effectFewComparators, found, needed)
    case .trendsDifferBefore: return texts(.effectTrends)
    case .noVariation: return texts(.effectNoVariation)
    case .notFinite: return texts(.formulaTooLarge)
    }
  }
}
