import Exact
import Testing

@testable import Opinions

@Suite struct `Principal components` {
  private static func components(
    _ matrix: VoteMatrix, previous: [Point]? = nil, seed: UInt64 = 1
  ) throws -> PrincipalComponents {
    let votes = CentredVotes(matrix, isExcluded: matrix.statements.map { _ in false })
    return try PrincipalComponents(votes, previous: previous, keepsSigns: true, seed: seed) {
      false
    }
  }

  /// The matrix of products of all columns, eigenvectors by Jacobi rotations.
  private static func dense(_ matrix: VoteMatrix) -> SymmetricEigen {
    let votes = CentredVotes(matrix, isExcluded: matrix.statements.map { _ in false })
    let size = matrix.statements.count
    var products = [Double](repeating: 0, count: size * size)
    for row in matrix.participants.indices {
      var values = [Double](repeating: 0, count: size)
      for (column, stance) in matrix.stances(ofParticipant: row) {
        values[column] = Double(stance.rawValue) - votes.center[column]
      }
      for one in 0..<size {
        for other in 0..<size { products[one * size + other] += values[one] * values[other] }
      }
    }
    return SymmetricEigen(products, size: size)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `are the eigenvectors of the products of columns`(seed: UInt64) throws {
    let votes = Conversations.random(
      participants: 60, statements: Int(10 + 3 * seed), camps: 3, seed: seed)
    let matrix = Conversations.matrix(votes)
    let components = try Self.components(matrix)
    let dense = Self.dense(matrix)
    for index in 0..<2 {
      let ours = components.axes.map { index == 0 ? $0.x : $0.y }
      let product = zip(ours, dense.vectors[index]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect((product.magnitude - 1).magnitude < 1e-9)
      let variance = dense.values[index] / Double(matrix.participants.count - 1)
      #expect((components.variances[index] - variance).magnitude < 1e-9 * variance)
    }
  }

  @Test(arguments: 2..<40 as Range<UInt64>)
  func `do not depend on the seed or on an earlier result`(seed: UInt64) throws {
    let matrix = Conversations.matrix(
      Conversations.random(participants: 50, statements: 30, camps: 3, seed: 9))
    let one = try Self.components(matrix)
    let wild = one.axes.indices.map { Point(Double($0), 1) }
    for previous in [nil, one.axes, wild] {
      let other = try Self.components(matrix, previous: previous, seed: seed)
      for (left, right) in zip(one.axes, other.axes) {
        #expect((left.x.magnitude - right.x.magnitude).magnitude < 1e-10)
        #expect((left.y.magnitude - right.y.magnitude).magnitude < 1e-10)
      }
    }
  }

  @Test func `keep the signs of an earlier result`() throws {
    let matrix = Conversations.matrix(
      Conversations.random(participants: 50, statements: 30, camps: 3, seed: 9))
    let one = try Self.components(matrix)
    let other = try Self.components(matrix, previous: one.axes.map { $0 * Point(-1, 1) })
    #expect(zip(one.axes, other.axes).allSatisfy { ($0.x + $1.x).magnitude < 1e-10 })
    #expect(zip(one.axes, other.axes).allSatisfy { ($0.y - $1.y).magnitude < 1e-10 })
  }

  @Test func `are zero where opinions do not differ`() throws {
    let same = try Self.components(Conversations.matrix(["++-", "++-", "++-"]))
    #expect(same.axes.allSatisfy { $0 == .zero })
    #expect(same.variances == .zero)
    let line = try Self.components(Conversations.matrix(["+-", "-+", "+-"]))
    #expect(line.axes.allSatisfy { $0.y == 0 && $0.x != 0 })
  }

  /// Two pairs of statements that have nothing to do with each other, with equal variance.
  @Test func `span both directions of a double eigenvalue`() throws {
    let matrix = Conversations.matrix(["+-  ", "-+  ", "  +-", "  -+"])
    let components = try Self.components(matrix)
    #expect((components.variances.x - components.variances.y).magnitude < 1e-12)
    let lengths = components.axes.map { $0.x * $0.x + $0.y * $0.y }
    #expect(lengths.allSatisfy { ($0 - 0.5).magnitude < 1e-9 })
  }

  @Test func `stop when asked`() {
    let matrix = Conversations.matrix(
      Conversations.random(participants: 80, statements: 60, camps: 3, seed: 3))
    #expect(throws: OpinionError.stopped) {
      try matrix.opinionGroups(OpinionSettings()) { true }
    }
  }
}
