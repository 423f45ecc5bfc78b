public import Civic
public import Exact

/// A fact that people write with a form.
public protocol EditableFact: Fact {
  static var form: RecordForm<Self> { get }

  static var words: FactWords { get }

  /// A new one to fill in.
  ///
  /// - Parameter parent: The network of a membership.
  /// - Returns: `nil` when there is no such parent.
  static func blank(
    id: Exact.ID<Self>, parent: String?, in context: FormContext
  ) -> Self?

  /// What tells it from others of its kind.
  func name(in context: FormContext) -> String

  /// What a new one of its kind hangs on: the network of a membership, the city of an entry.
  var parent: String? { get }

  /// The page that shows it.
  var page: Link { get }
}

extension EditableFact {
  public var parent: String? { nil }
}

/// The words of a kind of fact.
public struct FactWords: Sendable {
  /// "Add a network".
  let add: TextKey
  /// "Edit the network".
  let edit: TextKey
}

extension Link {
  /// A form for a new fact; a membership is one of the parent.
  public static func newFact(_ kind: String, parent: String? = nil) -> Link {
    let link = Link("facts", kind, "new")
    return parent.map { link.with(query: ["parent": $0]) } ?? link
  }

  public static func fact(_ fact: RecordReference) -> Link { Link("facts", fact.kind, fact.id) }

  /// Who changed a fact; the same address with `restoration` takes the way back.
  public static func factHistory(_ fact: RecordReference) -> Link {
    Link("facts", fact.kind, fact.id, "history")
  }

  public static func factRestoration(_ fact: RecordReference) -> Link {
    Link("facts", fact.kind, fact.id, "restoration")
  }

  /// Where one more statement about a network is written, or one taken away.
  public static func claims(about network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "claims")
  }

  public static let sources = Link("sources")

  /// Taking a fact out, asked first.
  public static func factRemoval(_ fact: RecordReference) -> Link {
    Link("facts", fact.kind, fact.id, "removal")
  }
}

/// The kinds of facts by name.
public enum EditableFacts {
  public static let kinds: [any EditableFact.Type] = [
    City.self, Programme.self, Network.self, Membership.self, FactSource.self, Strategy.self,
    PublicService.self, InformationSystem.self, Dataset.self, Infrastructure.self,
    ServiceContract.self, StaffSkill.self, BudgetLine.self, PartnerProfile.self, Partnership.self,
  ]

  static func named(_ name: String) -> (any EditableFact.Type)? {
    kinds.first { $0.entityName == name }
  }
}
