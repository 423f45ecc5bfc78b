public import Exact

/// A record that is stored, versioned and restored as a whole.
///
/// Its coded form (property names and values) is at once its row in the database, its entry in the
/// change history and its part of an export.
public protocol Entity: Codable, Hashable, Identifiable, Sendable where ID == Exact.ID<Self> {
  /// The name of the kind of record, as tables, history and exports have it: `cost_line`.
  static var entityName: String { get }

  var id: Exact.ID<Self> { get }

  /// How often the record was saved, from 1; an edit states which one it started from.
  var revision: Int { get set }
}

/// A record that belongs to a plan and goes with it through export, version and review.
public protocol PlanRecord: Entity {
  var plan: Exact.ID<Plan> { get }

  /// Words that tell this record from others in lists and in the history.
  var label: Multilingual { get }

  /// The rules of the domain that the record breaks, each with the property to mend.
  ///
  /// - Parameter document: The plan with this record in it.
  func problems(in document: PlanDocument) -> [(field: String, message: Message)]
}

extension PlanRecord {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] { [] }
}
