public import Exact

/// Where an indicator stands on the way to its benchmark.
public enum Band: Hashable, Sendable {
  /// 1 to 4; 4 is the target or close to it.
  case band(Int)
  /// There is a value, and nothing agreed to hold it against.
  case noBenchmark
  case notReported
  case notApplicable
}

/// Bands of the distance to the target: below 33 %, to 66 %, to 95 %, and above; a value on a
/// boundary belongs to the band above it.
///
/// "No benchmark" and "not reported" are states of their own and never a band. The score is the
/// weighted mean of the shares reached, over what has a benchmark.
///
/// Source: U4SSC city snapshots, as in "Aukra snapshot", p. 4.
public struct Bands {
  /// The least shares of bands 2, 3 and 4.
  public static let bounds = [33, 66, 95].map { Rational($0) / Rational(100) }

  let readings: Readings

  public static func band(of share: Rational) -> Int {
    1 + bounds.count { share >= $0 }
  }

  func band(of question: Question) -> Band {
    guard readings.applies(question) else { return .notApplicable }
    guard readings.reading(of: question).value != nil else { return .notReported }
    return readings.attainment(of: question).map { .band(Self.band(of: $0)) } ?? .noBenchmark
  }

  /// How many questions are in which state.
  func counts(of questions: [Question]) -> [Band: Int] {
    questions.reduce(into: [:]) { $0[band(of: $1), default: 0] += 1 }
  }
}
