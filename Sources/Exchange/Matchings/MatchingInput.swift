import Civic
import Matching

/// What a matching is made of: profiles or ready scores.
public enum MatchingInput: Sendable {
  case profiles(ProfileFile)
  case scores(ScoreFile)

  /// Reads JSON, or CSV when the text does not begin as JSON does.
  public init(_ bytes: [UInt8]) throws(MatchingFileError) {
    guard bytes.count <= ProfileFile.sizeLimit else {
      throw MatchingFileError("", .tooLarge(limit: ProfileFile.sizeLimit))
    }
    let start = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    guard let start else { throw MatchingFileError("", .empty) }
    guard start == UInt8(ascii: "{") || start == UInt8(ascii: "[") else {
      self = .profiles(try ProfileTableReader().read(bytes))
      return
    }
    let file: PlacedJSON
    do {
      file = PlacedJSON(
        try JSONValue(parsing: bytes, limits: JSONLimits(bytes: ProfileFile.sizeLimit)))
    } catch {
      throw MatchingFileError("", .syntax(error))
    }
    guard file.value.object != nil else { throw file.wrong("object") }
    let format = try file["format"]?.text()
    switch format {
    case "gradnik-profiles/1": self = .profiles(try ProfileReader().read(file))
    case "gradnik-scores/1", "b-matching/1": self = .scores(try ScoreReader().read(file))
    case nil where file["cities"] != nil: self = .profiles(try ProfileReader().read(file))
    case nil where file["edges"] != nil: self = .scores(try ScoreReader().read(file))
    default: throw MatchingFileError(format == nil ? "" : "/format", .unknownFormat(format))
    }
  }
}
