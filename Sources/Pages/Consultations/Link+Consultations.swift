public import Civic
public import Exact

extension Link {
  public static let consultations = Link("consultations")

  public static func consultations(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "consultations")
  }

  /// A part of a consultation's pages.
  public enum ConsultationPart: String, CaseIterable, Sendable {
    case opening, closure, vote, entry, ballot, receipts, result, trust, data, register, codes, desk
    case paper, settlement, stubs
    case handOut = "hand-out"
    case rules = "rules.json"
    case election = "election.pb"
    case action
  }

  public static func consultation(_ id: ID<Consultation>, _ part: ConsultationPart? = nil) -> Link {
    Link(parts: ["consultations", id.rawValue] + (part.map { [$0.rawValue] } ?? []))
  }

  /// What a voter's letter leads to.
  public static func ballot(in id: ID<Consultation>, pass: String) -> Link {
    Link("consultations", id.rawValue, "ballot", pass)
  }

  public static func projectRemoval(_ id: ID<VoteProject>) -> Link {
    Link("vote-projects", id.rawValue, "removal")
  }
}
