import Civic
import Exact
import Matching

/// Reads `gradnik-profiles/1` from JSON.
struct ProfileReader {
  private static let fields = [
    "id", "name", "country", "class", "group", "population", "languages", "capacity",
    "challenges", "offers", "needs", "prefers", "excludes",
  ]
  private static let heads = [
    "format", "cities", "fixed", "declined", "weights", "version", "notes",
  ]

  func read(_ file: PlacedJSON) throws(MatchingFileError) -> ProfileFile {
    var unknown: [String: Int] = [:]
    for name in try file.object().names where !Self.heads.contains(name) {
      unknown[name, default: 0] += 1
    }
    var cities: [CityProfile] = []
    var places: [String: Int] = [:]
    var withoutCapacity = 0
    for item in try file.required("cities").items() {
      for name in try item.object().names where !Self.fields.contains(name) {
        unknown["cities/\(name)", default: 0] += 1
      }
      let city = try city(item)
      if item["capacity"] == nil { withoutCapacity += 1 }
      guard places.updateValue(cities.count, forKey: city.id.rawValue) == nil else {
        throw MatchingFileError(item.place + "/id", .repeated(city.id.rawValue))
      }
      cities.append(city)
    }
    var result = ProfileFile(cities: cities)
    result.fixed = try pairs(file["fixed"], places)
    result.declined = try pairs(file["declined"], places)
    if let weights = file["weights"] { result.weights = try Self.weights(weights) }
    result.notes = unknown.sorted { $0.key < $1.key }.map { .unknownField($0.key, count: $0.value) }
    if withoutCapacity > 0 {
      result.notes.append(.capacityMissing(count: withoutCapacity, taken: 1))
    }
    result.notes += ProfileFile.unknownNames(cities)
    return result
  }

  private func city(_ item: PlacedJSON) throws(MatchingFileError) -> CityProfile {
    let id = try item.required("id").identifier()
    var city = CityProfile(id: ID(rawValue: id), name: try item["name"]?.text() ?? id)
    city.country = try item["country"]?.text()
    if let text = try item["class"]?.text(), !text.isEmpty {
      city.regionClass = try Self.regionClass(text, at: item.place + "/class")
    }
    city.group = try item["group"]?.identifier()
    city.population = try item["population"]?.integer(in: 0...100_000_000_000)
    city.languages = try item["languages"]?.identifiers()
    city.capacity = Int(try item["capacity"]?.integer(in: 0...1_000_000_000) ?? 1)
    city.challenges = try topics(item["challenges"])
    city.offers = try topics(item["offers"])
    city.needs = try topics(item["needs"])
    city.prefers = try ids(item["prefers"])
    city.excludes = try ids(item["excludes"]) ?? []
    return city
  }

  private func ids(_ item: PlacedJSON?) throws(MatchingFileError) -> [ID<CityProfile>]? {
    guard let item else { return nil }
    var seen: Set<String> = []
    return try item.identifiers().filter { seen.insert($0).inserted }.map { ID(rawValue: $0) }
  }

  /// Topics with strengths, or a plain list of topics, each with strength 1.
  private func topics(_ item: PlacedJSON?) throws(MatchingFileError) -> TopicStrengths? {
    guard let item else { return nil }
    if item.value.array != nil {
      let names = Set(try item.identifiers())
      return TopicStrengths(
        names.sorted().map { .init(topic: $0, strength: TopicStrengths.unit) })
    }
    var entries: [TopicStrengths.Entry] = []
    for member in try item.object().members {
      let strength = try item[member.name]?.tenThousandths()
      entries.append(.init(topic: member.name, strength: strength))
    }
    return TopicStrengths(entries)
  }

  private func pairs(
    _ item: PlacedJSON?, _ places: [String: Int]
  ) throws(MatchingFileError) -> [(Int, Int)] {
    guard let item else { return [] }
    var pairs: [(Int, Int)] = []
    var seen: Set<[Int]> = []
    for pair in try item.items() {
      let names = try pair.identifiers()
      guard names.count == 2 else { throw pair.wrong("array of two cities") }
      guard let one = places[names[0]] else {
        throw MatchingFileError(pair.place + "/0", .unknownCity(names[0]))
      }
      guard let other = places[names[1]] else {
        throw MatchingFileError(pair.place + "/1", .unknownCity(names[1]))
      }
      guard one != other else { throw MatchingFileError(pair.place, .pairWithItself(names[0])) }
      guard seen.insert([min(one, other), max(one, other)]).inserted else {
        throw MatchingFileError(pair.place, .repeated(names.joined(separator: ", ")))
      }
      pairs.append((one, other))
    }
    return pairs
  }

  static func regionClass(
    _ text: String, at place: String
  ) throws(MatchingFileError) -> RegionClass {
    guard let found = RegionClass(rawValue: text.lowercased()) else {
      throw MatchingFileError(
        place, .unknownValue(text, known: RegionClass.allCases.map(\.rawValue)))
    }
    return found
  }

  static func weights(_ item: PlacedJSON) throws(MatchingFileError) -> ScoreWeights {
    var parts: [ScorePart: Int64] = [:]
    for member in try item.object().members {
      let place = item.place + JSONDifference.step(member.name)
      guard let part = ScorePart(rawValue: member.name) else {
        throw MatchingFileError(
          place, .unknownValue(member.name, known: ScorePart.allCases.map(\.rawValue)))
      }
      parts[part] = Int64(try PlacedJSON(member.value, at: place).tenThousandths())
    }
    guard parts.values.contains(where: { $0 > 0 }) else {
      throw MatchingFileError(item.place, .outOfRange("0"))
    }
    return ScoreWeights(parts: parts)
  }
}
