public import Civic

/// Why the store cannot do what it was asked.
public enum StoreError: Error, Sendable {
  /// No such record, or not for this viewer.
  case notFound
  /// The record is still used by others, whose kind and number are named.
  case inUse(kind: String, count: Int)
  /// The record breaks rules of the domain.
  case invalid([FieldFault])
  /// A mistake of the program: a value no column holds.
  case unstorable(String)

  /// What the person who asked can be told; none for mistakes of the program.
  public var message: Message? {
    switch self {
    case .notFound: Message("recordNotFound")
    case .inUse(_, let count): Message("recordInUse", ["count": .count(count)])
    case .invalid(let faults): faults.first?.message
    case .unstorable: nil
    }
  }
}

/// A rule of the domain that a record breaks, and the property that breaks it.
public struct FieldFault: Hashable, Sendable {
  public let field: String
  public let message: Message

  public init(field: String, message: Message) {
    self.field = field
    self.message = message
  }
}

extension PlanDocument {
  /// - Throws: ``StoreError/invalid(_:)`` when the record breaks rules of the plan.
  func admit(_ record: some PlanRecord) throws {
    let faults = record.problems(in: with(record)).map {
      FieldFault(field: $0.field, message: $0.message)
    }
    guard faults.isEmpty else { throw StoreError.invalid(faults) }
  }
}
