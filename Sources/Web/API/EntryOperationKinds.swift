import Civic
import Pages

/// The kinds of entries of the register, as records.
enum EntryOperationKinds {
  static let all: [any Entity.Type] = EntryKind.allCases.map { $0.type as any Entity.Type }
}
