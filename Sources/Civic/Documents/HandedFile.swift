public import Exact

/// A document that somebody handed in with an application or a practice; read by those who may read
/// what it belongs to.
public struct HandedFile: Hashable, Identifiable, Sendable {
  /// What it belongs to.
  public enum Owner: Hashable, Sendable {
    case application(Exact.ID<CityApplication>)
    case practice(Exact.ID<Practice>)
  }

  /// More than a call asks for; enough for what a city adds.
  public static let most = 20

  public let id: Exact.ID<HandedFile>
  public let owner: Owner
  /// Its number among the documents that a call asks for; none for another one.
  public let document: Int?
  public let name: String
  /// As its content says, not as its sender did.
  public let mediaType: String
  /// In bytes.
  public let size: Int
  public let digest: Digest
  public let addedAt: Instant

  public init(
    id: Exact.ID<HandedFile>, owner: Owner, document: Int? = nil, name: String,
    mediaType: String, size: Int, digest: Digest, addedAt: Instant
  ) {
    self.id = id
    self.owner = owner
    self.document = document
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.digest = digest
    self.addedAt = addedAt
  }
}
