public import Exact

/// How far several respondents say the same.
public struct Agreement: Sendable {
  /// A question that more than one respondent answered.
  public struct Shared: Sendable {
    public let question: ID<Question>
    /// Lowest first.
    public let values: [Rational]
    public let notApplicable: Int
    /// The distance between the lowest and the highest answer as a share of the way, 0 to 1;
    /// `nil` for an indicator without a benchmark.
    public let spread: Rational?
    public let isDisputed: Bool
  }

  /// In the order of the framework.
  public let shared: [Shared]
  /// One less the mean spread; `nil` when nothing was answered twice.
  public let share: Rational?
  /// The score if each question counted with its lowest, and with its highest answer.
  public let lowest: Standing?
  public let highest: Standing?

  init(_ readings: Readings) {
    shared = readings.framework.questions.compactMap { question in
      let reading = readings.reading(of: question)
      guard reading.values.count + reading.notApplicable > 1 else { return nil }
      return Shared(
        question: question.id, values: reading.values, notApplicable: reading.notApplicable,
        spread: Self.spread(of: reading, question), isDisputed: reading.isDisputed)
    }
    let spreads = shared.compactMap(\.spread)
    share =
      spreads.isEmpty
      ? nil : .one - spreads.reduce(Rational.zero, +) / Rational(spreads.count)
    let directions = Dictionary(
      uniqueKeysWithValues: readings.framework.questions.map { ($0.id, $0.direction) })
    lowest =
      Scoring(
        Readings(readings) {
          directions[$0.question] == .lowerIsBetter ? $0.values.last : $0.values.first
        }
      ).whole
    highest =
      Scoring(
        Readings(readings) {
          directions[$0.question] == .lowerIsBetter ? $0.values.first : $0.values.last
        }
      ).whole
  }

  private static func spread(of reading: Reading, _ question: Question) -> Rational? {
    guard let first = reading.values.first.flatMap(question.attainment),
      let last = reading.values.last.flatMap(question.attainment)
    else { return nil }
    return max(first, last) - min(first, last)
  }
}
