/// A version in a list.
public struct PlanVersionEntry: Hashable, Sendable {
  public let number: Int
  public let publishedAt: Instant
  public let digest: String

  public init(number: Int, publishedAt: Instant, digest: String) {
    self.number = number
    self.publishedAt = publishedAt
    self.digest = digest
  }
}
