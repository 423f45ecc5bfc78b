/// Why no plan can be computed.
public enum InvestmentError: Error, Hashable, Sendable {
  /// Amounts or values of which the sum could not be counted exactly.
  case tooLarge
  /// A fund pays late, and there is no own money to bridge it.
  case nothingToBridge
  /// The solver's answer broke a rule, again and again.
  case refused(Breach)
  /// The solver failed; its status.
  case solver(Int)
}
