/// A plan as a file: everything needed to bring it into another database and out again unchanged.
///
/// Accounts, comments and the change history stay behind: they are of the people, not of the plan.
public struct PlanExport: Codable, Hashable, Sendable {
  public static let format = "gradnik-plan/1"

  public let format: String
  public var document: PlanDocument
  public var programme: Programme?
  public var factSources: [FactSource]
  public var versions: [PlanVersion]
  public var decisions: [JSONText]
  public var files: [FileContent]
  /// The tables of its public rankings, the newest last, each with the decision taken on it.
  public var rankings: [JSONText]?

  public init(document: PlanDocument) {
    format = Self.format
    self.document = document
    factSources = []
    versions = []
    decisions = []
    files = []
  }

  /// A canonical JSON text that is carried as it is, because its digest was published.
  public struct JSONText: Codable, Hashable, Sendable {
    public let id: String
    public let text: String

    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// The bytes of an attached file, in base 64.
  public struct FileContent: Codable, Hashable, Sendable {
    public let digest: Digest
    public let base64: String

    public init(digest: Digest, base64: String) {
      self.digest = digest
      self.base64 = base64
    }
  }

  /// The canonical form, ended by a line feed.
  ///
  /// - Throws: `EncodingError` when a text is not valid.
  public func bytes() throws -> [UInt8] {
    CanonicalJSON.bytes(of: try JSONValue(encoding: self)) + [0x0A]
  }

  /// - Throws: ``PlanExportError``.
  public init(reading bytes: [UInt8]) throws(PlanExportError) {
    let json: JSONValue
    do throws(JSONSyntaxError) {
      json = try JSONValue(parsing: bytes, limits: .records)
    } catch {
      throw .syntax(error)
    }
    guard json["format"]?.string == Self.format else {
      throw .otherFormat(json["format"]?.string ?? "")
    }
    do {
      self = try json.decoded()
    } catch let error as DecodingError {
      throw .field(Self.path(of: error))
    } catch {
      throw .field("")
    }
  }

  private static func path(of error: DecodingError) -> String {
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    return (context?.codingPath ?? []).map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }
      .joined()
  }
}

/// Why a file is not a plan.
public enum PlanExportError: Error, Equatable, Sendable {
  case syntax(JSONSyntaxError)
  case otherFormat(String)
  /// The path of the value that is missing or of another kind.
  case field(String)

  public var message: Message {
    switch self {
    case .syntax(let error):
      Message(
        "planFileSyntax", ["count": .count(error.line), "column": .text(String(error.column))])
    case .otherFormat: Message("planFileFormat", ["format": .text(PlanExport.format)])
    case .field(let path): Message("planFileField", ["path": .text(path)])
    }
  }
}
