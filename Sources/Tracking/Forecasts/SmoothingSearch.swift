/// Finds α, β and φ of least squared errors: a grid, then a compass search from its best places.
///
/// Nothing is drawn by chance and no derivative is taken, so two machines find the same. For each
/// α, β, φ the start is solved for, not searched.
struct SmoothingSearch {
  let model: SmoothingModel
  let series: SmoothingSeries

  private static let starts = 3
  private static let finest = 1e-7

  func best() -> SmoothingParameters {
    let dimensions = model.smoothingCount
    guard dimensions > 0 else { return parameters([]) }
    let corners = grid(dimensions).map { ($0, error($0)) }
      .sorted { $0.1 < $1.1 || ($0.1 == $1.1 && $0.0.lexicographicallyPrecedes($1.0)) }
    let ends = corners.prefix(Self.starts).map { refined($0.0, $0.1) }
    let best = ends.dropFirst().reduce(ends[0]) { $1.1 < $0.1 ? $1 : $0 }
    return parameters(best.0)
  }

  /// A place holds α, β/α and φ, each drawn to 0…1.
  private func grid(_ dimensions: Int) -> [[Double]] {
    let steps = [
      [0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1], [0, 0.05, 0.2, 0.5, 0.8, 1], [0, 0.5, 1],
    ]
    return steps.prefix(dimensions).reduce([[]]) { places, values in
      places.flatMap { place in values.map { place + [$0] } }
    }
  }

  private func refined(_ start: [Double], _ error: Double) -> ([Double], Double) {
    var (place, least, step) = (start, error, 0.1)
    while step > Self.finest {
      var hasMoved = false
      for dimension in place.indices {
        for sign in [-1.0, 1] {
          var next = place
          next[dimension] = min(1, max(0, place[dimension] + sign * step))
          let found = self.error(next)
          if found < least { (place, least, hasMoved) = (next, found, true) }
        }
      }
      if !hasMoved { step /= 2 }
    }
    return (place, least)
  }

  private func error(_ place: [Double]) -> Double {
    series.squares(parameters(place), hasGrowth: model.hasGrowth).least
  }

  private func parameters(_ place: [Double]) -> SmoothingParameters {
    guard let first = place.first else {
      return SmoothingParameters(alpha: 1, beta: 0, phi: 1)
    }
    let alpha = 0.0001 + 0.9998 * first
    return SmoothingParameters(
      alpha: alpha, beta: place.count > 1 ? alpha * (0.0001 + 0.9999 * place[1]) : 0,
      phi: place.count > 2 ? 0.8 + 0.18 * place[2] : 1)
  }
}
