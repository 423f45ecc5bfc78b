extension MeasuredEffect {
  public static let fewestBeforeAfter = 2

  /// The mean after less the mean before, with Welch's interval.
  ///
  /// It says that something changed, not what changed it: a trend that was there before, or
  /// anything else that happened, is counted in.
  ///
  /// Source: Welch (1947), "The generalization of 'Student's' problem when several different
  /// population variances are involved". <https://doi.org/10.1093/biomet/34.1-2.28>
  ///
  /// - Parameter start: The first year that counts as after.
  public static func beforeAfter(_ observations: [Observation], start: Int) -> MeasuredEffect {
    let (before, after) = split(observations, at: start)
    let needed = fewestBeforeAfter
    guard before.count >= needed else {
      return .cannotTell(because: .tooFewBefore(found: before.count, needed: needed))
    }
    guard after.count >= needed else {
      return .cannotTell(because: .tooFewAfter(found: after.count, needed: needed))
    }
    let (old, new) = (before.map(\.value), after.map(\.value))
    let oldPart = Summary.variance(old) / Double(old.count)
    let newPart = Summary.variance(new) / Double(new.count)
    let variance = oldPart + newPart
    guard variance > 0 else { return .cannotTell(because: .noVariation) }
    let freedom =
      variance * variance
      / (oldPart * oldPart / Double(old.count - 1) + newPart * newPart / Double(new.count - 1))
    return MeasuredEffect(
      Estimate(Summary.mean(new) - Summary.mean(old), variance: variance, freedom: freedom))
  }
}
