public import Exact

/// Where each city stands in a list.
public struct CityIndex: Sendable {
  private let positions: [ID<CityProfile>: Int]

  /// Of cities with the same identifier the first counts.
  public init(_ cities: [CityProfile]) {
    positions = Dictionary(
      cities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(id: ID<CityProfile>) -> Int? { positions[id] }
}
