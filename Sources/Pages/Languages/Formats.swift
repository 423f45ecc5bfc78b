public import Civic
public import Foundation

/// How one language writes numbers, amounts, dates and lists.
///
/// Symbols, patterns and names are taken from CLDR once, when the texts are loaded; writing is then
/// plain string work. Spaces that must not break are U+00A0 or U+202F, as CLDR has them.
public struct Formats: Sendable {
  /// Where moments are told.
  public let timeZone: TimeZone
  let numbers: NumberSymbols
  let dates: DatePatterns
  let lists: ListPatterns
  private let countries: [String: String]
  let locale: Locale

  /// - Parameter locale: An ICU identifier such as `sl_SI`.
  public init(locale identifier: String) {
    let locale = Locale(identifier: identifier)
    timeZone = .gmt
    numbers = NumberSymbols(locale: locale)
    dates = DatePatterns(locale: locale)
    lists = ListPatterns(locale: locale)
    countries = Dictionary(
      uniqueKeysWithValues: Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 }
        .map { ($0, locale.localizedString(forRegionCode: $0) ?? $0) })
    self.locale = locale
  }

  private init(_ formats: Formats, timeZone: TimeZone) {
    self.timeZone = timeZone
    numbers = formats.numbers
    dates = formats.dates
    lists = formats.lists
    countries = formats.countries
    locale = formats.locale
  }

  /// The same formats with moments told in another time zone.
  public func telling(time timeZone: TimeZone) -> Formats {
    Formats(self, timeZone: timeZone)
  }

  /// The clocks by which moments are told; nil for those of no place.
  public var civilTime: CivilTime? { CivilTime(timeZone.identifier) }

  /// A country's name by its ISO 3166 code of two letters; the code when it is unknown.
  public func country(_ code: String) -> String { countries[code] ?? code }

  /// Names joined as in a sentence: "Celje, Cesena and Osijek".
  public func list(_ items: [String]) -> String { lists.joining(items, by: lists.and) }

  /// Names joined as a choice: "Celje, Cesena or Osijek".
  public func choice(_ items: [String]) -> String { lists.joining(items, by: lists.or) }

  /// The items in the order of the language's alphabet, those that read alike in their own order.
  public func sorted<Item>(_ items: [Item], by name: (Item) -> String) -> [Item] {
    let keyed = items.map { (name: name($0), item: $0) }
    return keyed.enumerated().sorted { left, right in
      switch left.element.name.compare(
        right.element.name, options: [], range: nil, locale: locale)
      {
      case .orderedAscending: true
      case .orderedDescending: false
      case .orderedSame: left.offset < right.offset
      }
    }.map(\.element.item)
  }
}
