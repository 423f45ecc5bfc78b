import Exact
public import Matching

/// Profiles of cities as `gradnik-profiles/1`, from JSON or CSV.
public struct ProfileFile: Sendable {
  public var cities: [CityProfile]
  /// Pairs that people have settled.
  public var fixed: [(Int, Int)] = []
  /// Pairs that people have declined.
  public var declined: [(Int, Int)] = []
  public var weights: ScoreWeights = .standard
  public var notes: [MatchingNote] = []

  /// Bytes of the file.
  static let sizeLimit = 512 << 20

  /// Wishes and exclusions of cities that are not there.
  static func unknownNames(_ cities: [CityProfile]) -> [MatchingNote] {
    let index = CityIndex(cities)
    var counts: [[String]: Int] = [:]
    for city in cities {
      for id in city.prefers ?? [] where index[id] == nil || id == city.id {
        counts[["prefers", id.rawValue], default: 0] += 1
      }
      for id in city.excludes where index[id] == nil {
        counts[["excludes", id.rawValue], default: 0] += 1
      }
    }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { .unknownCity($0.key[1], field: $0.key[0], count: $0.value) }
  }
}
