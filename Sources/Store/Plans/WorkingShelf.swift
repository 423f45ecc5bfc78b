import Civic
import Exact
import Synchronization

/// The records of plans as they were after the last change that this process knows of, for whoever
/// writes next: reading a whole plan costs more than changing a record of it.
///
/// What is here is used only where the plan's history still ends with the same change, asked within
/// the transaction that uses it; so it does not matter who else writes, or whether what put it here
/// was taken back.
final class WorkingShelf: Sendable {
  /// The last change of a plan, as the history has it.
  struct Stamp: Hashable, Sendable {
    var change: Int64
    var at: Int64
    var record: String
    var after: String?
  }

  private struct Place {
    var stamp: Stamp
    var document: PlanDocument
    var asked: Int
  }

  private struct Places {
    var all: [ID<Plan>: Place] = [:]
    var turn = 0
  }

  /// How many plans, and how many actions a plan may have.
  private static let plans = 4
  private static let actions = 2000

  private let places = Mutex(Places())

  /// The plan with the records it had after a change, if it is still here.
  func document(_ plan: ID<Plan>, after stamp: Stamp) -> PlanDocument? {
    places.withLock { places in
      guard let place = places.all[plan], place.stamp == stamp else { return nil }
      places.turn += 1
      places.all[plan]?.asked = places.turn
      return place.document
    }
  }

  /// The plan as it was put here last; perhaps not as it is.
  func document(_ plan: ID<Plan>) -> PlanDocument? {
    places.withLock { $0.all[plan]?.document }
  }

  /// After a transaction that failed: what was put here within it never came to be.
  func forget(_ plan: ID<Plan>) {
    places.withLock { $0.all[plan] = nil }
  }

  /// Puts a plan's records in place of those from before.
  func put(_ document: PlanDocument, after stamp: Stamp) {
    guard document.actions.count <= Self.actions else { return }
    places.withLock { places in
      let plan = document.plan.id
      if places.all[plan] == nil, places.all.count >= Self.plans,
        let oldest = places.all.min(by: { $0.value.asked < $1.value.asked })?.key
      {
        places.all[oldest] = nil
      }
      places.turn += 1
      places.all[plan] = Place(stamp: stamp, document: document, asked: places.turn)
    }
  }
}
