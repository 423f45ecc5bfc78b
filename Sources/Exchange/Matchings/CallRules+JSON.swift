import Civic
public import Matching

extension CallRules {
  private static let fields = [
    "format", "id", "name", "version", "source", "partners", "minCountries",
    "minShareLessDeveloped", "lessDeveloped", "minSizes", "minShareTheme", "networks",
  ]

  /// Reads a call file; what it does not say is as in ``urbact``.
  public init(parsing bytes: [UInt8]) throws(MatchingFileError) {
    guard !bytes.isEmpty else { throw MatchingFileError("", .empty) }
    let file: PlacedJSON
    do {
      file = PlacedJSON(try JSONValue(parsing: bytes))
    } catch {
      throw MatchingFileError("", .syntax(error))
    }
    // A rule that is not understood must not be passed over.
    for name in try file.object().names where !Self.fields.contains(name) {
      throw MatchingFileError("/" + name, .unknownValue(name, known: Self.fields))
    }
    self = .urbact
    if let range = file["partners"] {
      let ends = try range.items()
      guard ends.count == 2 else { throw range.wrong("array [least, most]") }
      let least = Int(try ends[0].integer(in: 1...1000))
      let most = Int(try ends[1].integer(in: 1...1000))
      guard least <= most else { throw MatchingFileError(range.place, .outOfRange("\(most)")) }
      partners = least...most
    }
    minCountries = Int(try file["minCountries"]?.integer(in: 0...1000) ?? Int64(minCountries))
    minShareLessDeveloped = Int(
      try file["minShareLessDeveloped"]?.tenThousandths() ?? Int32(minShareLessDeveloped))
    minShareTheme = Int(try file["minShareTheme"]?.tenThousandths() ?? 0)
    minSizes = Int(try file["minSizes"]?.integer(in: 0...3) ?? 1)
    networks = try file["networks"].map { item throws(MatchingFileError) in
      Int(try item.integer(in: 1...10_000))
    }
    if let classes = file["lessDeveloped"] {
      lessDeveloped = []
      for item in try classes.items() {
        lessDeveloped.insert(try ProfileReader.regionClass(try item.text(), at: item.place))
      }
    }
  }

  var json: JSONObject {
    var object = JSONObject()
    object["partners"] = .array([.count(partners.lowerBound), .count(partners.upperBound)])
    object["minCountries"] = .count(minCountries)
    object["minShareLessDeveloped"] = .string(
      MatchingReport.decimal(Int64(minShareLessDeveloped) * 100))
    object["lessDeveloped"] = .array(
      RegionClass.allCases.filter { lessDeveloped.contains($0) }.map { .string($0.rawValue) })
    object["minSizes"] = .count(minSizes)
    object["minShareTheme"] = .string(MatchingReport.decimal(Int64(minShareTheme) * 100))
    object["networks"] = networks.map { .count($0) } ?? .null
    return object
  }
}
