public import Exact

/// A document or page that a fact was taken from.
public struct FactSource: Entity {
  public static let entityName = "fact_source"

  public let id: Exact.ID<FactSource>
  public var revision: Int
  public var title: String
  public var publisher: String
  public var url: String?
  /// When the document is dated or was read.
  public var dated: Day?
  public var language: Language?

  public init(id: Exact.ID<FactSource>, title: String, publisher: String) {
    self.id = id
    revision = 1
    self.title = title
    self.publisher = publisher
  }
}
