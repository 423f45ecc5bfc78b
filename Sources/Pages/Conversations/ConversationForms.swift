public import Civic
public import Exact

extension Conversation: EditableEntry {
  public static let words = FactWords(add: .conversationNew, edit: .conversationEdit)
  public static let entryKind = EntryKind.conversation

  public static let form = RecordForm<Conversation>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .conversationTopicField, \.name),
          .longText("about", .listenAboutField, \.about),
          .optional("opensOn", .listenOpensField, \.opensOn, .day),
          .optional(
            "statementsUntil", .conversationUntilField, hint: .conversationUntilHint,
            \.statementsUntil, .day),
          .optional("closesOn", .listenClosesField, \.closesOn, .day),
          .owner(\.owner),
        ]),
      RecordForm.Group(
        .listenRules,
        [
          .choice("entry", .listenEntryField, \.entry),
          .choice("moderation", .conversationModerationField, \.moderation),
          .required(
            "votesPerHour", .conversationVotesField, \.votesPerHour, .whole(1...10_000)),
          .required(
            "statementsPerDay", .conversationStatementsField, \.statementsPerDay,
            .whole(1...100)),
        ]),
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["opensOn", "closesOn"]

  public static func blank(
    id: Exact.ID<Conversation>, city: City, in context: FormContext
  ) -> Conversation {
    Conversation(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link { .conversation(id, of: city) }
}

extension Link {
  /// What a city asks its residents.
  public static func listen(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "listen")
  }

  public static func conversation(_ id: ID<Conversation>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "conversations", id.rawValue)
  }

  /// The parts of a conversation: its desk, one's own words, and what is posted.
  public static func conversationPart(
    _ part: String, _ id: ID<Conversation>, of city: ID<City>
  ) -> Link {
    Link(
      parts: ["cities", city.rawValue, "conversations", id.rawValue]
        + part.split(separator: "/").map(String.init))
  }
}
