import Civic
import Ranking

/// What to find out next: the weight or the score that, settled in its middle, would leave the
/// fewest places open.
public struct NextQuestion: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case weight(criterion: String)
    case score(action: String, criterion: String)
  }

  public let subject: Subject
  /// Uncertainty of all places together, in bits, now and once the question is settled.
  public let before: Double
  public let after: Double
  /// Actions whose place is not settled with 95 %.
  public let openBefore: Int
  public let openAfter: Int

  /// More scores than these, the widest first, are not tried.
  static let mostScores = 24
  static let samples = 2_000

  /// The questions from the one that settles most; those that settle nothing are left out.
  ///
  /// - Complexity: O(questions · samples · alternatives · criteria).
  public static func best(for table: [UInt8], seed: UInt64) throws -> [NextQuestion] {
    var file = try RankingJSONReader().read(table)
    file.people = []
    let search = QuestionSearch(file, seed: seed)
    let now = try search.state(file.table, search.bounds.map { .intervals($0) } ?? file.weights)
    var questions: [NextQuestion] = []
    for (subject, state) in try search.settled() {
      let question = NextQuestion(
        subject: subject, before: now.entropy, after: state.entropy, openBefore: now.open,
        openAfter: state.open)
      if question.after < question.before - 1e-9 { questions.append(question) }
    }
    return questions.enumerated().sorted {
      ($0.element.after, $0.offset) < ($1.element.after, $1.offset)
    }.map(\.element)
  }
}

/// Settles one thing at a time.
private struct QuestionSearch {
  let file: RankingFile
  let seed: UInt64
  /// What weights may be; nothing when they are known.
  let bounds: [ClosedRange<Double>]?

  typealias State = (entropy: Double, open: Int)

  init(_ file: RankingFile, seed: UInt64) {
    self.file = file
    self.seed = seed
    let count = file.table.criteria.count
    switch file.weights {
    case .none: bounds = Array(repeating: 0...1, count: count)
    case .intervals(let ranges): bounds = ranges
    case .order(let groups):
      var ranges = [ClosedRange<Double>](repeating: 0...1, count: count)
      var before = 0
      for (place, group) in groups.enumerated() {
        before += group.count
        for j in group { ranges[j] = (place == 0 ? 1 / Double(count) : 0)...(1 / Double(before)) }
      }
      bounds = ranges
    case .exact, .swing, .bestWorst, .pairwise: bounds = nil
    }
  }

  func state(_ table: DecisionTable, _ weights: WeightInformation) throws -> State {
    var options = Acceptability.Options()
    (options.samples, options.seed) = (NextQuestion.samples, seed)
    let found = try Acceptability(
      inTurn: table, PartialValues(table, scale: .fixed), weights: weights, options: options)
    return (
      found.entropies.reduce(0, +),
      found.ranks.count { ($0.max() ?? 0) < 0.95 }
    )
  }

  func settled() throws -> [(NextQuestion.Subject, State)] {
    var states: [(NextQuestion.Subject, State)] = []
    let names = file.criterionNames
    let weights = bounds.map { WeightInformation.intervals($0) } ?? file.weights
    if let bounds, names.count > 1 {
      let middle = try WeightBounds(bounds, names: names).middle
      for (j, name) in names.enumerated() where bounds[j].upperBound - bounds[j].lowerBound > 1e-9 {
        var fixed = bounds
        fixed[j] = middle[j]...middle[j]
        guard (try? WeightBounds(fixed, names: names)) != nil else { continue }
        states.append((.weight(criterion: name), try state(file.table, .intervals(fixed))))
      }
    }
    for cell in widest {
      var columns = file.table.columns
      columns[cell.j][cell.i] = .exact(cell.middle)
      let table = try DecisionTable(
        criteria: file.table.criteria, alternatives: file.table.alternatives, columns: columns)
      states.append(
        (
          .score(action: file.table.alternatives[cell.i].id, criterion: names[cell.j]),
          try state(table, weights)
        ))
    }
    return states
  }

  private struct Cell {
    let i: Int
    let j: Int
    let middle: Double
    /// Of the criterion's scale.
    let share: Double
  }

  /// Uncertain scores from the widest.
  private var widest: [Cell] {
    var cells: [Cell] = []
    for (j, criterion) in file.table.criteria.enumerated() {
      guard let scale = criterion.value?.scores else { continue }
      let width = scale.upperBound - scale.lowerBound
      for (i, score) in file.table.columns[j].enumerated() where score.exact == nil {
        let range = score.range ?? scale
        cells.append(
          Cell(
            i: i, j: j, middle: range.lowerBound / 2 + range.upperBound / 2,
            share: width > 0 ? (range.upperBound - range.lowerBound) / width : 0))
      }
    }
    return Array(
      cells.sorted { ($1.share, $0.j, $0.i) < ($0.share, $1.j, $1.i) }
        .prefix(NextQuestion.mostScores))
  }
}
