/// Whether a stated bound holds.
public enum BoundProof: Hashable, Sendable {
  case proved
  /// A choice is worth more than the bound.
  case refuted(value: Int64)
  /// Time ran out; the lowest bound that was proved.
  case open(bound: Int64?)
}

extension InvestmentPlan {
  /// Proves again that no choice is worth more than a stated bound.
  ///
  /// - Parameters:
  ///   - known: A choice that keeps the rules; the search begins with it.
  ///   - settings: Time and threads; the gap is that of the stated bound.
  public func proof(
    ofBound stated: Int64, given known: Portfolio, _ settings: InvestmentSettings,
    control: SearchControl
  ) throws(InvestmentError) -> BoundProof {
    let value = try value(of: known)
    guard value <= stated else { return .refuted(value: value) }
    var settings = settings
    // A touch less than the stated gap, so that rounding does not end the search just above it.
    settings.gap = value > 0 ? Double(stated - value) / Double(value) * (1 - 1e-9) : 0
    let quiet = SearchControl(elapsed: control.elapsed, shouldStop: control.shouldStop)
    var search = try InvestmentSearch(self, settings, quiet)
    search.hints = [known]
    let result = try search.run()
    if let found = result.value, found > stated { return .refuted(value: found) }
    guard let bound = result.bound else { return .open(bound: nil) }
    return bound <= stated ? .proved : .open(bound: bound)
  }

  /// - Throws: ``InvestmentError/tooLarge`` when its sums could not be counted exactly.
  public func checkSize() throws(InvestmentError) {
    _ = try offers()
  }
}
