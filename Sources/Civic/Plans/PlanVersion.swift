public import Exact

/// A plan as it was published: frozen, numbered, with the decision that approved it.
public struct PlanVersion: Codable, Hashable, Sendable {
  public let plan: Exact.ID<Plan>
  /// From 1.
  public let number: Int
  public let publishedAt: Instant
  public let document: PlanDocument
  /// The digest of the document's canonical form.
  public let digest: Digest
  /// The identifier of the decision, for its bundle.
  public let decision: Exact.ID<Decision>

  public init(
    plan: Exact.ID<Plan>, number: Int, publishedAt: Instant, document: PlanDocument,
    digest: Digest, decision: Exact.ID<Decision>
  ) {
    self.plan = plan
    self.number = number
    self.publishedAt = publishedAt
    self.document = document
    self.digest = digest
    self.decision = decision
  }
}
