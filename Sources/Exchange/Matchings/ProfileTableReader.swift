import Civic
import Exact
import Matching

/// Reads profiles from CSV: a line a city, with the fields of `gradnik-profiles/1` as columns.
///
/// Topics stand in one cell, `water:0.8;mobility` (without a number: 1; with `?`: unknown), or in a
/// column each, `needs:water`. Lists are divided by semicolons.
struct ProfileTableReader {
  private static let kinds = ["challenges", "offers", "needs"]
  private static let single = [
    "id", "name", "country", "class", "group", "population", "languages", "capacity", "prefers",
    "excludes",
  ]

  func read(_ bytes: [UInt8]) throws(MatchingFileError) -> ProfileFile {
    var reader = CSVReader()
    reader.limits.fileSize = ProfileFile.sizeLimit
    reader.limits.rows = 1_000_000
    reader.limits.cells = 50_000_000
    let table: Table
    do {
      table = try reader.read(bytes, name: "profiles").table
    } catch {
      throw MatchingFileError("", .table(error))
    }
    guard let head = table.rows.first else { throw MatchingFileError("", .empty) }
    let columns = try columns(head)
    guard columns.values.contains("id") else { throw MatchingFileError("line 1, id", .missing) }
    return try file(table.rows.dropFirst(), columns)
  }

  private func columns(_ head: [Cell]) throws(MatchingFileError) -> [Int: String] {
    var columns: [Int: String] = [:]
    var seen: Set<String> = []
    for (index, cell) in head.enumerated() {
      let name = cell.text.trimmed
      guard !name.isEmpty else { continue }
      guard seen.insert(name).inserted else {
        throw MatchingFileError("line 1, column \(index + 1)", .repeated(name))
      }
      columns[index] = name
    }
    return columns
  }

  private func file(
    _ rows: ArraySlice<[Cell]>, _ columns: [Int: String]
  ) throws(MatchingFileError) -> ProfileFile {
    var result = ProfileFile(cities: [])
    var seen: Set<String> = []
    var withoutCapacity = 0
    for (index, row) in rows.enumerated() where row.contains(where: { !$0.text.trimmed.isEmpty }) {
      let line = "line \(index + 2)"
      var fields: [String: String] = [:]
      for (column, name) in columns where column < row.count {
        let text = row[column].text.trimmed
        if !text.isEmpty { fields[name] = text }
      }
      let city = try city(fields, line)
      if fields["capacity"] == nil { withoutCapacity += 1 }
      guard seen.insert(city.id.rawValue).inserted else {
        throw MatchingFileError("\(line), id", .repeated(city.id.rawValue))
      }
      result.cities.append(city)
    }
    for name in columns.values.sorted() {
      let kind = name.split(separator: ":").first.map(String.init) ?? ""
      guard !Self.single.contains(name), !Self.kinds.contains(kind) else { continue }
      result.notes.append(.unknownField(name, count: 1))
    }
    if withoutCapacity > 0 {
      result.notes.append(.capacityMissing(count: withoutCapacity, taken: 1))
    }
    result.notes += ProfileFile.unknownNames(result.cities)
    return result
  }

  private func city(
    _ fields: [String: String], _ line: String
  ) throws(MatchingFileError) -> CityProfile {
    guard let id = fields["id"] else { throw MatchingFileError("\(line), id", .missing) }
    var city = CityProfile(id: ID(rawValue: id), name: fields["name"] ?? id)
    city.country = fields["country"]
    if let text = fields["class"] {
      city.regionClass = try ProfileReader.regionClass(text, at: "\(line), class")
    }
    city.group = fields["group"]
    city.population = try number(fields, "population", line)
    city.capacity = Int(try number(fields, "capacity", line) ?? 1)
    city.languages = fields["languages"].map { list($0) }
    city.prefers = fields["prefers"].map { list($0).map { ID(rawValue: $0) } }
    city.excludes = fields["excludes"].map { list($0).map { ID(rawValue: $0) } } ?? []
    city.challenges = try topics("challenges", fields, line)
    city.offers = try topics("offers", fields, line)
    city.needs = try topics("needs", fields, line)
    return city
  }

  private func number(
    _ fields: [String: String], _ name: String, _ line: String
  ) throws(MatchingFileError) -> Int64? {
    guard let text = fields[name] else { return nil }
    return try PlacedJSON(.string(text), at: "\(line), \(name)").integer(in: 0...1_000_000_000)
  }

  private func list(_ text: String) -> [String] {
    var seen: Set<String> = []
    return text.split(separator: ";").map { String($0).trimmed }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private func topics(
    _ kind: String, _ fields: [String: String], _ line: String
  ) throws(MatchingFileError) -> TopicStrengths? {
    var entries: [String: Int32?] = [:]
    func add(_ topic: String, _ text: String, _ place: String) throws(MatchingFileError) {
      guard entries[topic] == nil else { throw MatchingFileError(place, .repeated(topic)) }
      let strength: Int32? =
        text == "?" ? .none : try PlacedJSON(.string(text), at: place).tenThousandths()
      entries.updateValue(strength, forKey: topic)
    }
    for item in fields[kind].map({ list($0) }) ?? [] {
      let parts = item.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      guard let topic = parts.first, !topic.isEmpty else { continue }
      try add(topic, parts.count > 1 ? parts[1] : "1", "\(line), \(kind)")
    }
    for (name, text) in fields where name.hasPrefix(kind + ":") {
      try add(String(name.dropFirst(kind.count + 1)), text, "\(line), \(name)")
    }
    guard !entries.isEmpty else { return nil }
    return TopicStrengths(
      entries.sorted { $0.key < $1.key }.map { .init(topic: $0.key, strength: $0.value) })
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
