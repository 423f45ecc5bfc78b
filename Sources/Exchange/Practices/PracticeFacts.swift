public import Civic
import Exact

/// Facts about practices of a named source, from a table: who, where, since when, at what cost.
///
/// Columns by name: `name`, `city` and `country` (ISO 3166-1 alpha-2) are needed; `population`,
/// `start` (a year), `budget_eur`, `keywords`, `latitude` and `longitude` may be there. What a table
/// does not tell is not made up: nothing is said of outcome, problem or result.
public struct PracticeFacts: Sendable {
  public let practices: [Practice]
  /// The cities of the practices that were not known, and the source.
  public let atlas: Atlas

  /// Why a table cannot be taken.
  public enum Failure: Error, Hashable, Sendable {
    case table(CSVError)
    case columnMissing(String)
    case cellMissing(String, line: Int)
    case country(String, line: Int)
  }

  /// - Parameters:
  ///   - known: Cities that are there; a practice of one with the same name and country is theirs.
  ///   - source: Where the facts are from, as it is shown beside each.
  ///   - day: When they were read.
  /// - Complexity: O(rows · cities).
  public static func read(
    _ bytes: [UInt8], source: String, known: [City], on day: Day
  ) throws(Failure) -> PracticeFacts {
    let rows = try rows(bytes)
    let origin = FactSource.named(source, on: day)
    var cities = known
    var new: [City] = []
    var practices: [Practice] = []
    for row in rows {
      let name = try row.required("city")
      let country = try row.country
      var city = cities.first { $0.country == country && $0.isNamed(name) }
      if city == nil {
        let made = row.city(name, country, source: origin)
        cities.append(made)
        new.append(made)
        city = made
      }
      guard let city else { continue }
      practices.append(try row.practice(of: city, source: source))
    }
    return PracticeFacts(
      practices: practices,
      atlas: Atlas(sources: new.isEmpty ? [] : [origin], cities: new))
  }

  private static func rows(_ bytes: [UInt8]) throws(Failure) -> [FactRow] {
    let table: Table
    do throws(CSVError) {
      table = try CSVReader().read(bytes, name: "").table
    } catch {
      throw .table(error)
    }
    let header = table.rows.first?.map { Fold.folded(trimmed($0.text)) } ?? []
    for column in ["name", "city", "country"] where !header.contains(column) {
      throw .columnMissing(column)
    }
    return table.rows.enumerated().dropFirst().compactMap { index, cells in
      let texts = cells.map { trimmed($0.text) }
      guard texts.contains(where: { !$0.isEmpty }) else { return nil }
      return FactRow(
        line: index + 1,
        cells: Dictionary(zip(header, texts).map { ($0, $1) }) { first, _ in first })
    }
  }
}

extension PracticeFacts {
  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension FactSource {
  fileprivate static func named(_ title: String, on day: Day) -> FactSource {
    let digest = Digest(of: .string(title)).rawValue.suffix(16)
    var source = FactSource(
      id: ID(rawValue: "source-\(digest)"), title: title, publisher: title)
    source.dated = day
    return source
  }
}

extension City {
  fileprivate func isNamed(_ text: String) -> Bool {
    let folded = Fold.folded(text)
    return name.texts.values.contains { Fold.folded($0) == folded }
  }
}

private struct FactRow {
  let line: Int
  let cells: [String: String]

  subscript(name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }

  func required(_ name: String) throws(PracticeFacts.Failure) -> String {
    guard let text = self[name] else { throw .cellMissing(name, line: line) }
    return String(text.prefix(300))
  }

  var country: String {
    get throws(PracticeFacts.Failure) {
      let text = try required("country").uppercased()
      guard text.utf8.count == 2, text.utf8.allSatisfy({ (65...90).contains($0) }) else {
        throw .country(text, line: line)
      }
      return text
    }
  }

  /// A whole number; tables made by programs often write 2014.0.
  private func whole(_ name: String) -> Int? {
    guard let number = self[name].flatMap({ ExactDecimal($0) })?.rational,
      number.floor == number.ceiling
    else { return nil }
    return Int("\(number.floor)")
  }

  /// As many decimals as are worth keeping, about a metre.
  private func degrees(_ name: String) -> ExactDecimal? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return ExactDecimal(text) }
    return ExactDecimal("\(parts[0]).\(parts[1].prefix(5))")
  }

  func city(_ name: String, _ country: String, source: FactSource) -> City {
    let digest = Digest(of: .string("\(country) \(Fold.folded(name))")).rawValue.suffix(16)
    var city = City(
      id: ID(rawValue: "city-\(digest)"), name: Multilingual(name, in: .english),
      country: country)
    city.population = whole("population")
    city.latitude = degrees("latitude")
    city.longitude = degrees("longitude")
    city.source = source.id
    return city
  }

  func practice(of city: City, source: String) throws(PracticeFacts.Failure) -> Practice {
    let name = try required("name")
    let text = "\(source)\n\(city.country)\n\(Fold.folded(name))\n\(city.id.rawValue)"
    var practice = Practice(
      id: ID(rawValue: "listed-\(Digest(of: .string(text)).rawValue.suffix(20))"), city: city.id,
      name: Multilingual(name, in: .english), currency: .euro)
    practice.outcome = .unknown
    practice.review = .listed
    practice.visibility = .everybody
    practice.startYear = whole("start").flatMap { (1950...2100).contains($0) ? $0 : nil }
    practice.cost = whole("budget_eur").flatMap { cost in
      let (cents, isTooLarge) = Int64(cost).multipliedReportingOverflow(by: 100)
      return cost > 0 && !isTooLarge ? cents : nil
    }
    if let keywords = self["keywords"] { practice.themes = [String(keywords.prefix(300))] }
    practice.source = Multilingual(source, in: .english)
    return practice
  }
}
