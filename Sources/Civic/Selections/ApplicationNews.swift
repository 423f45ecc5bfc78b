public import Exact

/// What somebody who coordinates an applicant city is told of its application.
public struct ApplicationNews: Sendable {
  public enum Event: Sendable {
    case handedIn(Instant)
    /// What was decided, with all places for reasons that name others.
    case decided(SelectionOutcome.Place, among: [SelectionOutcome.Place])
  }

  public let call: SelectionCall
  public let application: Exact.ID<CityApplication>
  public let city: Multilingual
  public let email: String
  public let language: Language
  public let event: Event

  public init(
    _ event: Event, call: SelectionCall, application: Exact.ID<CityApplication>,
    city: Multilingual, to recipient: (email: String, language: Language)
  ) {
    self.event = event
    self.call = call
    self.application = application
    self.city = city
    (email, language) = recipient
  }

  /// Writes the letter; nil where no letters are sent.
  public typealias Writer = @Sendable (ApplicationNews) -> Letter?
}
