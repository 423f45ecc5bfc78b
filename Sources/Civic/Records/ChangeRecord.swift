/// One entry of the change history.
public struct ChangeRecord: Hashable, Sendable {
  public enum Operation: String, CaseIterable, Hashable, Sendable, Named {
    case added, changed, removed, restored

    public static let textPrefix = "changeOperation"
  }

  /// Ascending in time.
  public let id: Int64
  public let at: Instant
  /// The person's name; none where the account was erased or a command made the change.
  public let author: String?
  public let record: RecordReference
  public let operation: Operation
  /// The record's coded form.
  public let before: JSONValue?
  public let after: JSONValue?
  public let batch: String?

  public init(
    id: Int64, at: Instant, author: String?, record: RecordReference, operation: Operation,
    before: JSONValue?, after: JSONValue?, batch: String?
  ) {
    self.id = id
    self.at = at
    self.author = author
    self.record = record
    self.operation = operation
    self.before = before
    self.after = after
    self.batch = batch
  }
}
