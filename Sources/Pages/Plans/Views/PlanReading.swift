public import Civic
import Exact

/// A plan as a reader meets it: a published version, or the working state.
public struct PlanReading: Sendable {
  public let document: PlanDocument
  public let edition: Link.PlanEdition
  /// The published version shown; none for the working state.
  public let version: PlanVersion?
  /// Everything published so far, newest first.
  public let versions: [PlanVersionEntry]

  public init(
    document: PlanDocument, edition: Link.PlanEdition, version: PlanVersion?,
    versions: [PlanVersionEntry]
  ) {
    self.document = document
    self.edition = edition
    self.version = version
    self.versions = versions
  }

  var plan: Plan { document.plan }
  var isWorking: Bool { edition == .working }

  func link(_ view: Link.PlanView) -> Link { .plan(plan.id, edition, view) }
  func link(_ action: Action) -> Link { .action(action.id, of: plan.id, edition) }

  func money(_ amount: MinorUnits) -> Money {
    Money(minorUnits: amount, currency: plan.currency)
  }
}
