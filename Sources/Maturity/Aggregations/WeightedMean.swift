import Exact

/// The weighted mean of attainments, from the questions upwards.
///
/// What does not apply is left out and its weight shared among its siblings; what is missing is
/// left out of the point, and stands at its worst and best in the limits.
///
/// Source: OECD and JRC (2008), "Handbook on Constructing Composite Indicators", 1.6.
/// <https://doi.org/10.1787/9789264043466-en>
struct WeightedMean {
  let readings: Readings

  /// - Returns: `nil` when nothing in it applies or has a benchmark.
  func standing(of dimension: Dimension) -> Standing? {
    Standing.mean(
      dimension.questions.compactMap { question in
        standing(of: question).map { ($0, question.weight) }
      }
        + dimension.parts.compactMap { part in standing(of: part).map { ($0, part.weight) } })
  }

  /// - Returns: `nil` when it does not apply or has no benchmark.
  func standing(of question: Question) -> Standing? {
    guard readings.applies(question) else { return nil }
    if case .indicator(let indicator) = question.scale, indicator.target == nil { return nil }
    return readings.attainment(of: question).map(Standing.init(exactly:)) ?? .open
  }

  /// The standing of the whole framework.
  var whole: Standing? {
    Standing.mean(
      readings.framework.dimensions.compactMap { dimension in
        standing(of: dimension).map { ($0, dimension.weight) }
      })
  }
}
