public import Exact

/// What somebody says about a plan, or one record of it, while it is reviewed.
public struct ReviewComment: Entity {
  public static let entityName = "review_comment"

  public let id: Exact.ID<ReviewComment>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  /// The record it is about; none for the plan as a whole.
  public var recordKind: String?
  public var record: String?
  public var author: Exact.ID<Account>
  public var authorName: String
  public var writtenAt: Instant
  public var body: String
  /// When its point was dealt with, and by whom.
  public var resolvedAt: Instant?
  public var resolvedBy: String?

  public init(
    id: Exact.ID<ReviewComment>, plan: Exact.ID<Plan>, author: Exact.ID<Account>,
    authorName: String, writtenAt: Instant, body: String
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.author = author
    self.authorName = authorName
    self.writtenAt = writtenAt
    self.body = body
  }
}
