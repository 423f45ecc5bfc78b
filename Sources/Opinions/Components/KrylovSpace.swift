/// A small orthonormal basis that comes to hold the leading eigenvectors of *XᵀX*.
///
/// The basis grows by blocks of two, each the image of the last one, so that a double eigenvalue is
/// found too. When it is full, only its best approximations are kept.
///
/// Source: Wu, Simon (2000), "Thick-restart Lanczos method for large symmetric eigenvalue
/// problems". <https://doi.org/10.1137/S0895479898334605>
struct KrylovSpace {
  private let votes: CentredVotes
  private let size: Int
  /// Orthonormal.
  private var basis: [[Double]] = []
  /// *XᵀX* times each vector of the basis.
  private var images: [[Double]] = []
  /// How often the votes were gone through.
  private(set) var passes = 0
  /// Orthonormal, and orthogonal to the basis: what comes next.
  private var block: [[Double]] = []

  private static let capacity = 24
  private static let kept = 8
  private static let passesBetweenTests = 4

  /// Two leading eigenvectors as far as they are found.
  struct Approximation {
    let values: [Double]
    let vectors: [[Double]]
    /// Length of what is missing to eigenvectors.
    let residual: Double
  }

  /// - Parameter start: Vectors that should have some part in the eigenvectors.
  init(_ votes: CentredVotes, start: [[Double]]) {
    self.votes = votes
    size = votes.center.count
    setBlock(start)
  }

  /// Whether there is nothing more to find.
  var isExhausted: Bool { block.isEmpty }

  /// Grows the basis by some passes over the votes and finds the best approximations in it; of a
  /// full basis only these are kept.
  mutating func improve() -> Approximation {
    for _ in 0..<Self.passesBetweenTests where !block.isEmpty && !isFull { grow() }
    let eigen = projectedEigen()
    let vectors = eigen.vectors.prefix(2).map { combine(basis, $0) }
    var residual = 0.0
    for (index, vector) in vectors.enumerated() {
      let image = combine(images, eigen.vectors[index])
      let missing = zip(image, vector).reduce(0.0) { sum, pair in
        let difference = pair.0 - eigen.values[index] * pair.1
        return sum + difference * difference
      }
      residual = max(residual, missing.squareRoot())
    }
    if isFull {
      let kept = eigen.vectors.prefix(Self.kept)
      let shorter = kept.map { combine(basis, $0) }
      images = kept.map { combine(images, $0) }
      basis = shorter
    }
    return Approximation(
      values: Array(eigen.values.prefix(2)), vectors: vectors, residual: residual)
  }

  private var isFull: Bool { basis.count + block.count > Self.capacity }

  /// Eigenvectors of *XᵀX* as far as the basis has them, by their parts of its vectors.
  private func projectedEigen() -> SymmetricEigen {
    let count = basis.count
    var projected = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        let value = Self.dot(basis[row], images[column])
        projected[row * count + column] = value
        projected[column * count + row] = value
      }
    }
    return SymmetricEigen(projected, size: count)
  }

  private mutating func grow() {
    let pairs = (0..<size).map { Point(block[0][$0], block.count > 1 ? block[1][$0] : 0) }
    let image = votes.gram(pairs)
    passes += 1
    var next = [image.map(\.x)]
    if block.count > 1 { next.append(image.map(\.y)) }
    basis += block
    images += next
    setBlock(next)
  }

  /// Takes what of some vectors is new to the basis; what is but rounding is dropped.
  private mutating func setBlock(_ vectors: [[Double]]) {
    block = []
    for vector in vectors where basis.count + block.count < size {
      var rest = vector
      let length = Self.dot(rest, rest).squareRoot()
      // Once leaves rounding errors, twice is enough (Kahan, in Parlett 1980, 6-9).
      for _ in 0..<2 {
        for other in basis { Self.subtract(Self.dot(rest, other), other, from: &rest) }
        for other in block { Self.subtract(Self.dot(rest, other), other, from: &rest) }
      }
      let remaining = Self.dot(rest, rest).squareRoot()
      guard remaining > 1e-13 * length, remaining > 0 else { continue }
      block.append(rest.map { $0 / remaining })
    }
  }

  private func combine(_ vectors: [[Double]], _ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: size)
    for (vector, weight) in zip(vectors, weights) { Self.subtract(-weight, vector, from: &sum) }
    return sum
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        var sums = SIMD4<Double>.zero
        let whole = left.count & ~3
        for index in stride(from: 0, to: whole, by: 4) {
          let one = SIMD4(left[index], left[index + 1], left[index + 2], left[index + 3])
          let other = SIMD4(right[index], right[index + 1], right[index + 2], right[index + 3])
          sums += one * other
        }
        var sum = (sums.x + sums.y) + (sums.z + sums.w)
        for index in whole..<left.count { sum += left[index] * right[index] }
        return sum
      }
    }
  }

  private static func subtract(_ factor: Double, _ other: [Double], from vector: inout [Double]) {
    other.withUnsafeBufferPointer { other in
      vector.withUnsafeMutableBufferPointer { vector in
        for index in vector.indices { vector[index] -= factor * other[index] }
      }
    }
  }
}
