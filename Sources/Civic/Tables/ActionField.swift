/// What a column of an action table can hold.
public enum ActionField: Hashable, Sendable {
  case code, title, description, objective, owner, partners
  case start, end, status, district
  case costTotal
  case plannedCost(year: Int)
  case actualCost(year: Int)
  /// Capital or operating.
  case costKind
  case category
  case fundingSource, fundingAmount, cofinancingRate, fundingStatus
  case indicator, baseline, target
  case risk, notes

  /// The fields that are the same in every plan, in the order forms show them.
  public static let fixed: [ActionField] = [
    .code, .title, .description, .objective, .owner, .partners, .start, .end, .status, .district,
    .costTotal, .costKind, .category, .fundingSource, .fundingAmount, .cofinancingRate,
    .fundingStatus, .indicator, .baseline, .target, .risk, .notes,
  ]
}
