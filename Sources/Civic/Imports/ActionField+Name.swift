/// The names of the fields that are the same in every plan, in the order of ``ActionField/fixed``.
enum ActionFieldName: String, CaseIterable, Named {
  case code, title, description, objective, owner, partners
  case start, end, status, district
  case costTotal, costKind, category
  case fundingSource, fundingAmount, cofinancingRate, fundingStatus
  case indicator, baseline, target, risk, notes

  static let textPrefix = "actionField"
}

extension ActionField {
  /// A name for forms and storage: `title`, `plannedCost2027`.
  public var name: String {
    switch self {
    case .plannedCost(let year): "plannedCost\(year)"
    case .actualCost(let year): "actualCost\(year)"
    default: fixedName?.rawValue ?? ""
    }
  }

  /// - Returns: `nil` for a text that is no name, and for years no plan can have.
  public init?(name: String) {
    let yearly: [(String, (Int) -> ActionField)] = [
      ("plannedCost", { .plannedCost(year: $0) }), ("actualCost", { .actualCost(year: $0) }),
    ]
    for (prefix, field) in yearly where name.hasPrefix(prefix) {
      guard let year = Int(name.dropFirst(prefix.count)), Plan.possibleYears.contains(year)
      else { return nil }
      self = field(year)
      return
    }
    guard let index = ActionFieldName.allCases.firstIndex(where: { $0.rawValue == name }),
      Self.fixed.indices.contains(index)
    else { return nil }
    self = Self.fixed[index]
  }

  private var fixedName: ActionFieldName? {
    guard let index = Self.fixed.firstIndex(of: self) else { return nil }
    return ActionFieldName.allCases[index]
  }

  /// The year of a column of costs.
  public var year: Int? {
    switch self {
    case .plannedCost(let year), .actualCost(let year): year
    default: nil
    }
  }

  /// Whether its cells are amounts of money.
  public var isMoney: Bool { year != nil || self == .costTotal || self == .fundingAmount }

  /// What the field is called, with its year.
  public var label: Message {
    switch self {
    case .plannedCost(let year): Message("importPlannedIn", ["year": .text(String(year))])
    case .actualCost(let year): Message("importActualIn", ["year": .text(String(year))])
    default: Message(fixedName?.textKey ?? "")
    }
  }
}

extension ActionField: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let field = ActionField(name: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no field: \(name)")
    }
    self = field
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
