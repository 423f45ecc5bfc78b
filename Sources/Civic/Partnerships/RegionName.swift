/// Parts of the world that many networks pair across, known in every language.
///
/// A profile's region is the network's own word; these are shown in the reader's language.
public enum RegionName: String, CaseIterable, Hashable, Sendable, Named {
  case westernBalkans, centralEurope, easternEurope, southernEurope, westernEurope, northernEurope

  public static let textPrefix = "regionName"

  /// - Returns: Nil for a region that is none of these by its English name.
  public init?(_ text: String) {
    let letters = Fold.folded(text).filter(\.isLetter)
    guard let known = Self.allCases.first(where: { $0.rawValue.lowercased() == letters }) else {
      return nil
    }
    self = known
  }
}
