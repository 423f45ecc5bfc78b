import Civic
import Matching

extension MatchingRequest {
  private static let fields = ["format", "mode", "across", "count", "rules"]

  /// Reads `gradnik-matching-request/1`: what was asked of a matching.
  public init(parsing bytes: [UInt8]) throws(MatchingFileError) {
    let file: PlacedJSON
    do {
      file = PlacedJSON(try JSONValue(parsing: bytes))
    } catch {
      throw MatchingFileError("", .syntax(error))
    }
    for name in try file.object().names where !Self.fields.contains(name) {
      throw MatchingFileError("/" + name, .unknownValue(name, known: Self.fields))
    }
    let format = try file.required("format").text()
    guard format == "gradnik-matching-request/1" else {
      throw MatchingFileError("/format", .unknownFormat(format))
    }
    self.init(try Self.choice(try file.required("mode")))
    across = try Self.choice(try file.required("across"))
    count = Int(try file.required("count").integer(in: 1...1000))
    rules = try CallRules(
      parsing: CanonicalJSON.bytes(of: try file.required("rules").value))
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ item: PlacedJSON
  ) throws(MatchingFileError) -> Value {
    let text = try item.text()
    guard let value = Value(rawValue: text) else {
      throw MatchingFileError(
        item.place, .unknownValue(text, known: Value.allCases.map(\.rawValue)))
    }
    return value
  }
}
