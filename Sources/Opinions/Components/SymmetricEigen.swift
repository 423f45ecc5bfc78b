/// Eigenvalues and eigenvectors of a small symmetric matrix, the largest value first.
///
/// Source: Jacobi (1846); Golub, Van Loan (2013), "Matrix Computations", 8.5, cyclic by rows.
struct SymmetricEigen {
  let values: [Double]
  /// One row a value.
  let vectors: [[Double]]

  /// - Parameter matrix: Row by row, *n* rows of *n*; only its symmetric part matters.
  /// - Complexity: O(*n*³) a sweep, some ten sweeps.
  init(_ matrix: [Double], size: Int) {
    var a = matrix
    var v = [Double](repeating: 0, count: size * size)
    for index in 0..<size { v[index * size + index] = 1 }
    for _ in 0..<60 {
      if !Self.sweep(&a, &v, size) { break }
    }
    let diagonal = (0..<size).map { a[$0 * size + $0] }
    let order = diagonal.indices.sorted {
      (diagonal[$0], $1) > (diagonal[$1], $0)
    }
    values = order.map { diagonal[$0] }
    vectors = order.map { column in Array(v[(column * size)..<((column + 1) * size)]) }
  }

  /// One rotation for each pair; `false` when no pair needed one. Rows of `v` are the vectors.
  private static func sweep(_ a: inout [Double], _ v: inout [Double], _ size: Int) -> Bool {
    var hasRotated = false
    for p in 0..<size {
      for q in (p + 1)..<max(size, p + 1) {
        let (app, aqq, apq) = (a[p * size + p], a[q * size + q], a[p * size + q])
        guard apq.magnitude > 1e-17 * (app.magnitude + aqq.magnitude) else { continue }
        hasRotated = true
        let theta = (aqq - app) / (2 * apq)
        let t = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<size {
          let (akp, akq) = (a[k * size + p], a[k * size + q])
          a[k * size + p] = c * akp - s * akq
          a[k * size + q] = s * akp + c * akq
        }
        for k in 0..<size {
          let (apk, aqk) = (a[p * size + k], a[q * size + k])
          a[p * size + k] = c * apk - s * aqk
          a[q * size + k] = s * apk + c * aqk
          let (vp, vq) = (v[p * size + k], v[q * size + k])
          v[p * size + k] = c * vp - s * vq
          v[q * size + k] = s * vp + c * vq
        }
      }
    }
    return hasRotated
  }
}
