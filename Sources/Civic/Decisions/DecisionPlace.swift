public import Exact

/// Where the public reads what a decision was about.
public enum DecisionPlace: Hashable, Sendable {
  case version(Exact.ID<Plan>, Int)
  case plan(Exact.ID<Plan>)
  case ranking(Exact.ID<ScoringRound>, of: Exact.ID<Plan>)
  case vote(Exact.ID<Consultation>)
  case conversation(Exact.ID<Conversation>, of: Exact.ID<City>)
  case call(Exact.ID<SelectionCall>)
  case network(Exact.ID<Network>)
}
