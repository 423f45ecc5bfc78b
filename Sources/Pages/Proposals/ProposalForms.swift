public import Civic
public import Exact

extension ProposalRound: EditableEntry {
  public static let words = FactWords(add: .proposalRoundNew, edit: .proposalRoundEdit)
  public static let entryKind = EntryKind.proposalRound

  public static let form = RecordForm<ProposalRound>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .conversationTopicField, \.name),
          .longText("about", .listenAboutField, \.about),
          .optional("opensOn", .listenOpensField, \.opensOn, .day),
          .optional("closesOn", .listenClosesField, \.closesOn, .day),
          .required(
            "answeredFrom", .proposalAnsweredField, hint: .proposalAnsweredHint, \.answeredFrom,
            .whole(1...1_000_000)),
          .owner(\.owner),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["opensOn", "closesOn"]

  public static func blank(
    id: Exact.ID<ProposalRound>, city: City, in context: FormContext
  ) -> ProposalRound {
    ProposalRound(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link { .proposalRound(id, of: city) }
}

extension Link {
  public static func proposalRound(
    _ id: ID<ProposalRound>, of city: ID<City>, _ part: String? = nil
  ) -> Link {
    Link(
      parts: ["cities", city.rawValue, "proposal-rounds", id.rawValue]
        + (part ?? "").split(separator: "/").map(String.init))
  }

  public static func proposal(
    _ id: ID<Proposal>, of city: ID<City>, _ part: String? = nil
  ) -> Link {
    Link(
      parts: ["cities", city.rawValue, "proposals", id.rawValue]
        + (part.map { [$0] } ?? []))
  }
}
