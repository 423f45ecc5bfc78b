import Exact

/// What an application is ranked by.
struct RankKey {
  let mean: Rational
  /// The criteria's means, the heaviest first; empty where the tie rule does not ask for them.
  let criteria: [Rational]
  /// Nil where the tie rule does not ask for it.
  let population: Int?
  let lot: String

  init(
    _ place: SelectionOutcome.Place, _ rule: SelectionTieRule, weights: [Int],
    lots: [String: String]
  ) {
    mean = place.mean ?? .zero
    criteria =
      rule == .criteriaThenLot && !place.means.isEmpty ? weights.map { place.means[$0] } : []
    population =
      rule == .smallerCityThenLot ? place.application.facts.population ?? .max : nil
    lot = lots[place.application.id] ?? ""
  }

  /// What puts two applications with equal means in order; nil when their means differ.
  func step(against other: RankKey) -> TieStep? {
    guard mean == other.mean else { return nil }
    if criteria != other.criteria { return .criteria }
    return population == other.population ? .lot : .population
  }

  func precedes(_ other: RankKey) -> Bool {
    switch step(against: other) {
    case nil: return other.mean < mean
    case .criteria:
      let first = zip(criteria, other.criteria).first { $0.0 != $0.1 }
      return first.map { $0.1 < $0.0 } ?? false
    case .population: return (population ?? .max) < (other.population ?? .max)
    case .lot: return lot < other.lot
    }
  }
}

extension SelectionInput {
  /// The numbers of the criteria, the heaviest first; equal weights in the order of the rules.
  var heaviestFirst: [Int] {
    rules.criteria.indices.sorted {
      (-rules.criteria[$0].weight, $0) < (-rules.criteria[$1].weight, $1)
    }
  }

  /// Each application's lot; identifiers are unique, so that no two are equal.
  func lots() throws(SelectionError) -> [String: String] {
    let digest: Digest
    do { digest = try rules.digest() } catch { throw .settingsDiffer }
    return Dictionary(
      applications.map { ($0.id, Digest(of: Array("\(digest)\($0.id)".utf8)).rawValue) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Gives ranks, and says of equal means what put them in order.
  static func noteTies(in places: inout [SelectionOutcome.Place], _ keys: [RankKey]) {
    for index in places.indices {
      places[index].rank = index + 1
      let equal = keys.indices.filter { $0 != index && keys[$0].mean == keys[index].mean }
      places[index].tiedWith = equal.map { places[$0].application.id }
      places[index].tieStep = equal.compactMap { keys[$0].step(against: keys[index]) }.max()
    }
  }
}

/// The selected cities that share a theme.
public struct ThemeCluster: Hashable, Sendable {
  /// The number of the call's theme; nil for those who named none.
  public let theme: Int?
  public let members: [SelectionInput.Application]
}

extension SelectionOutcome {
  /// The selected by the theme each named first, in the order of the themes.
  public var clusters: [ThemeCluster] {
    let selected = places(with: .selected).map(\.application)
    let groups = Dictionary(grouping: selected) { $0.themes.first }
    return groups.sorted { ($0.key ?? .max) < ($1.key ?? .max) }
      .map { ThemeCluster(theme: $0.key, members: $0.value) }
  }
}
