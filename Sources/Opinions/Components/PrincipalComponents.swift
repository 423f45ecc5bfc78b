import Exact

/// The two directions in which opinions differ most.
public struct PrincipalComponents: Hashable, Sendable {
  /// Mean of the votes on each statement, between -1 and 1; zero for excluded statements.
  public let center: [Double]
  /// For each statement its part in the first and in the second component; each has length 1, or is
  /// zero when opinions differ in fewer directions.
  public let axes: [Point]
  /// Variance along each component, divided by participants less one.
  public let variances: Point
  /// How often the votes were gone through to find them.
  public let passes: Int

  /// Principal components of the votes, empty cells at their column's mean.
  ///
  /// The largest part of each component is positive (the first of equally large ones), unless
  /// `previous` says otherwise.
  ///
  /// - Parameters:
  ///   - previous: Components to start from, which may be of fewer votes.
  ///   - keepsSigns: Whether each component points the way the previous one did.
  ///   - seed: For the start; converged components do not depend on it.
  /// - Complexity: O(votes) a step, usually 10 to 40 steps.
  ///
  /// Source: Small et al. (2021), "Polis: Scaling deliberation by mapping high dimensional opinion
  /// spaces". <https://doi.org/10.6035/recerca.5516>
  init(
    _ votes: CentredVotes, previous: [Point]?, keepsSigns: Bool, seed: UInt64,
    shouldStop: () -> Bool
  ) throws(OpinionError) {
    center = votes.center
    var space = KrylovSpace(votes, start: Self.start(votes, previous, seed))
    var found = space.improve()
    for _ in 0..<Self.mostSteps {
      let scale = found.values.first?.magnitude ?? 0
      if space.isExhausted || found.residual <= Self.precision * scale { break }
      if shouldStop() { throw .stopped }
      found = space.improve()
    }
    passes = space.passes
    let largest = found.values.first ?? 0
    let isFlat = found.values.map { !($0 > 1e-12 * largest) || !($0 > 1e-24) }
    let vectors = found.vectors.enumerated().map { index, vector in
      isFlat[index]
        ? [Double](repeating: 0, count: vector.count)
        : Self.oriented(vector, like: keepsSigns ? previous?.map { index == 0 ? $0.x : $0.y } : nil)
    }
    axes = center.indices.map {
      Point(vectors.isEmpty ? 0 : vectors[0][$0], vectors.count < 2 ? 0 : vectors[1][$0])
    }
    let freedom = Double(max(1, votes.matrix.participants.count - 1))
    let variance = (0..<2).map { index in
      index < isFlat.count && !isFlat[index] ? found.values[index] / freedom : 0
    }
    variances = Point(variance[0], variance[1])
  }

  /// Residual of an eigenvector, as a part of the largest eigenvalue.
  private static let precision = 1e-13
  private static let mostSteps = 400

  /// Vectors between -1 and 1, or the previous components a little disturbed, so that directions
  /// are found that they had no part in. Statements on which all agree have no part.
  private static func start(
    _ votes: CentredVotes, _ previous: [Point]?, _ seed: UInt64
  ) -> [[Double]] {
    var random = SeededGenerator(seed: seed)
    let points = votes.center.indices.map { index in
      let noise = Point(uniform(&random), uniform(&random))
      guard votes.hasVariance(index) else { return Point.zero }
      return previous.map { $0[index] + noise * 1e-4 } ?? noise
    }
    return [points.map(\.x), points.map(\.y)]
  }

  private static func uniform(_ random: inout SeededGenerator) -> Double {
    Double(random.next() >> 11) * 0x1p-52 - 1
  }

  private static func oriented(_ vector: [Double], like previous: [Double]?) -> [Double] {
    var sign = 0.0
    if let previous { sign = zip(vector, previous).reduce(0) { $0 + $1.0 * $1.1 } }
    if sign.magnitude < 1e-6 {
      let largest = vector.lazy.map(\.magnitude).max() ?? 0
      // Parts that differ by rounding only are equally large.
      sign = vector.first { $0.magnitude >= largest * (1 - 1e-9) } ?? 1
    }
    return sign < 0 ? vector.map { -$0 } : vector
  }
}

extension PrincipalComponents {
  /// Where a participant who agrees with this statement alone would be.
  public func projection(ofStatement column: Int) -> Point {
    let scale = Double(axes.count).squareRoot()
    return axes[column] * (1 - center[column]) * scale
  }
}
