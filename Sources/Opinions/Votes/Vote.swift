public import Exact

/// One vote as it was cast, its voter and statement given by their place in two lists.
public struct Vote: Hashable, Sendable {
  public let participant: Int32
  public let statement: Int32
  public let stance: Stance
  /// Any count that grows with time; of two votes on the same, the later counts.
  public let time: Int64

  public init(participant: Int, statement: Int, stance: Stance, time: Int64 = 0) {
    self.participant = Int32(participant)
    self.statement = Int32(statement)
    self.stance = stance
    self.time = time
  }
}

/// A vote that comes after those already in a matrix.
public struct NewVote: Hashable, Sendable {
  public let participant: ID<Participant>
  public let statement: ID<Statement>
  public let stance: Stance

  public init(participant: ID<Participant>, statement: ID<Statement>, stance: Stance) {
    self.participant = participant
    self.statement = statement
    self.stance = stance
  }
}
