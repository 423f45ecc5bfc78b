import Exact

/// The stage of a cycle: nothing, plan, do, check, act, as the numbers 0 to 4.
///
/// Every question is answered with the stage it has come to. A dimension is at the stage that all
/// its questions have reached; stages measure how far the work has come, not how good it is.
///
/// Source: after the COM3 Digital Maturity Check (no activity, plan, do, check, act).
struct CycleStage {
  let readings: Readings
  static let last = 4

  func standing(of dimension: Dimension) -> LevelStanding? {
    LevelStanding.lowest(
      dimension.questions.compactMap(standing) + dimension.parts.compactMap(standing))
  }

  func standing(of question: Question) -> LevelStanding? {
    guard readings.applies(question), case .levels(let first, _) = question.scale else {
      return nil
    }
    guard let value = readings.reading(of: question).value else {
      return LevelStanding(point: nil, low: 0, high: Self.last)
    }
    // A median between two stages has reached the lower one.
    let stages = 0...Self.last
    let stage = stages.last { Rational(first + $0) <= value } ?? 0
    return LevelStanding(point: stage, low: stage, high: stage)
  }

  var whole: LevelStanding? {
    LevelStanding.lowest(readings.framework.dimensions.compactMap(standing))
  }
}
