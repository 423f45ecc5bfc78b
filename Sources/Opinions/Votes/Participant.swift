/// Whoever votes on statements; for identifiers only.
public enum Participant: Sendable {}

/// What participants vote on; for identifiers only.
public enum Statement: Sendable {}

/// What a participant thinks of a statement.
public enum Stance: Int8, CaseIterable, Hashable, Sendable {
  case disagree = -1
  case pass = 0
  case agree = 1
}
