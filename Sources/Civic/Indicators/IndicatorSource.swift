public import Exact

/// Where figures are read from, once or again and again: a file that somebody keeps, or an address.
public struct IndicatorSource: Fact {
  public static let entityName = "indicator_source"

  public let id: Exact.ID<IndicatorSource>
  public var revision: Int
  /// Whose source it is; none for one of the whole platform.
  public var city: Exact.ID<City>?
  public var title: String
  public var publisher: String
  public var url: String?
  public var licence: String?
  public var format: SourceFormat
  /// How the columns of a table are read; only for ``SourceFormat/table``.
  public var mapping: ObservationMapping?
  /// Hours from one reading to the next; none when nobody fetches it.
  public var everyHours: Int?
  /// Whether old years may drop out without anybody asking why.
  public var dropsOldPeriods: Bool

  public init(
    id: Exact.ID<IndicatorSource>, city: Exact.ID<City>?, title: String, publisher: String,
    format: SourceFormat
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.title = title
    self.publisher = publisher
    self.format = format
    dropsOldPeriods = false
  }

  public func mayBeAdded(by viewer: Viewer) -> Bool {
    guard let city else { return viewer.may(.manageNetwork, .platform) }
    return viewer.may(.editContent, .city(city))
  }

  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!title.isEmpty, "title", Message("problemTitle"))
    problems.expect(!publisher.isEmpty, "publisher", Message("problemName"))
    problems.expectAddress(url, "url")
    problems.expect(everyHours == nil || url != nil, "url", Message("problemFeedAddress"))
    problems.expectKnown(city, among: atlas.cities, "city")
    return problems.list
  }
}

/// The forms in which statistical offices and city platforms hand out figures.
public enum SourceFormat: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case table, jsonStat, eurostat, sdmxJSON, sdmxCSV, ngsi

  public static let textPrefix = "sourceFormat"
}
