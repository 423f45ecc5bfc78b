public import Exact

/// A file that belongs to a plan or one of its actions; its bytes are kept apart, by digest.
public struct Attachment: PlanRecord {
  public static let entityName = "attachment"

  public let id: Exact.ID<Attachment>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>?
  public var title: Multilingual
  public var fileName: String
  /// As its content says, not as its sender did.
  public var mediaType: String
  /// In bytes.
  public var size: Int
  public var digest: Digest
  public var isPublic: Bool

  public init(
    id: Exact.ID<Attachment>, plan: Exact.ID<Plan>, title: Multilingual, fileName: String,
    mediaType: String, size: Int, digest: Digest
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.title = title
    self.fileName = fileName
    self.mediaType = mediaType
    self.size = size
    self.digest = digest
    isPublic = false
  }

  public var label: Multilingual { title }
}
