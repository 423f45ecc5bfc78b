/// A change from one year to the next unlike the others.
public struct UnusualChange: Equatable, Sendable {
  public enum Shape: String, Sendable, CaseIterable {
    /// The next change took it back: the value of the year is the odd one.
    case spike
    /// It was not taken back.
    case jump
  }

  public let year: Int
  public let change: Double
  public let typicalChange: Double
  /// In robust standard deviations, signed.
  public let robustZ: Double
  public let shape: Shape
}

/// Whether the values of a series deserve a second look.
public enum Anomalies {
  /// A change further than this many robust standard deviations is unusual.
  public static let usualLimit = 3.5
  public static let fewestChanges = 5

  /// Changes per year held against their median by the median absolute deviation.
  ///
  /// Where more than half of the changes are equal, the mean absolute deviation takes its place;
  /// where all are equal nothing is unusual. The second half of a spike is not listed again.
  ///
  /// Source: Iglewicz, Hoaglin (1993), How to Detect and Handle Outliers, chapter 3.
  ///
  /// - Parameter observations: In any order; over missing years the change is spread evenly.
  /// - Returns: By year; empty with fewer than ``fewestChanges`` changes.
  public static func unusualChanges(
    in observations: [Observation], limit: Double = usualLimit
  ) -> [UnusualChange] {
    let sorted = cleaned(observations)
    let changes = zip(sorted, sorted.dropFirst()).map { before, after in
      (after.value - before.value) / Double(after.year - before.year)
    }
    guard changes.count >= fewestChanges else { return [] }
    let typical = Summary.median(changes)
    guard let spread = spread(of: changes, around: typical) else { return [] }
    let scores = changes.map { ($0 - typical) / spread }
    var found: [UnusualChange] = []
    var index = 0
    while index < scores.count {
      defer { index += 1 }
      guard scores[index].magnitude > limit else { continue }
      let isTakenBack =
        index + 1 < scores.count && scores[index + 1].magnitude > limit
        && (scores[index + 1] < 0) != (scores[index] < 0)
      found.append(
        UnusualChange(
          year: sorted[index + 1].year, change: changes[index], typicalChange: typical,
          robustZ: scores[index], shape: isTakenBack ? .spike : .jump))
      if isTakenBack { index += 1 }
    }
    return found
  }

  /// A robust standard deviation; nothing when nothing deviates.
  private static func spread(of changes: [Double], around typical: Double) -> Double? {
    let deviations = changes.map { ($0 - typical).magnitude }
    let median = Summary.median(deviations) * 1.482_602_218_505_602
    if median > 0 { return median }
    let mean = Summary.mean(deviations) * 1.253_314_137_315_500_3
    return mean > 0 ? mean : nil
  }

  /// By year, finite, one a year: the later in the list.
  static func cleaned(_ observations: [Observation]) -> [Observation] {
    let byYear = Dictionary(
      observations.filter(\.value.isFinite).map { ($0.year, $0) }
    ) { _, later in later }
    return byYear.values.sorted { $0.year < $1.year }
  }
}
