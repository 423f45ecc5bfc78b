import Exact

/// Something the check of a plan found.
public struct Finding: Hashable, Sendable {
  public enum Severity: String, Codable, CaseIterable, Hashable, Sendable, Named {
    /// Has to be mended before the plan can be approved.
    case error
    /// Worth a look.
    case warning

    public static let textPrefix = "findingSeverity"
  }

  public let severity: Severity
  /// The record to open; none for the plan itself.
  public let record: RecordReference?
  /// Code and title of the record.
  public let subject: Multilingual?
  public let message: Message

  public init(
    _ severity: Severity, _ message: Message, record: RecordReference? = nil,
    subject: Multilingual? = nil
  ) {
    self.severity = severity
    self.message = message
    self.record = record
    self.subject = subject
  }
}

/// The kind and identifier of any record.
public struct RecordReference: Hashable, Sendable, Codable {
  /// As ``Entity/entityName``.
  public let kind: String
  public let id: String

  public init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }

  public init<Record: Entity>(_ record: Record) {
    kind = Record.entityName
    id = record.id.rawValue
  }
}
