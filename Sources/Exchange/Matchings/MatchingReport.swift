public import Civic
import Matching

/// The result of a matching as `gradnik-matching/1`.
public struct MatchingReport: Sendable {
  public enum Answer: Sendable {
    case found
    /// The rules cannot be kept.
    case infeasible
    /// A limit was reached; what is there can be used.
    case limited
  }

  public let answer: Answer
  /// Without `format`, `version`, `notes` and `digest`.
  public let result: JSONObject
  public let notes: [MatchingNote]

  /// The whole object.
  ///
  /// - Parameter input: The digests of the files' bytes, in the order they were named.
  public func object(input: [Digest]) -> JSONObject {
    var object = result
    let settings = result["settings"] ?? .object(JSONObject())
    let files: JSONValue =
      input.count == 1
      ? .string(input[0].rawValue) : .array(input.map { .string($0.rawValue) })
    let digest = Digest(
      of: ["input": files, "settings": settings, "result": .object(result)])
    object["format"] = "gradnik-matching/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(notes.map(\.json))
    object["digest"] = .string(digest.rawValue)
    return object
  }

  /// A score in millionths as a decimal number.
  static func decimal(_ millionths: Int64) -> String {
    var digits = String(millionths.magnitude)
    while digits.utf8.count < 7 { digits = "0" + digits }
    let (whole, decimals) = (digits.dropLast(6), digits.suffix(6))
    var shown = decimals
    while shown.last == "0" { shown.removeLast() }
    return (millionths < 0 ? "-" : "") + whole + (shown.isEmpty ? "" : "." + shown)
  }
}
