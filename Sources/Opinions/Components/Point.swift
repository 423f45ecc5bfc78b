/// A place on the opinion map, or two numbers that are computed side by side.
public typealias Point = SIMD2<Double>

extension SIMD2<Double> {
  /// Square of the Euclidean distance.
  func squaredDistance(to other: Self) -> Double {
    let difference = self - other
    return difference.x * difference.x + difference.y * difference.y
  }

  /// Euclidean distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }
}
