/// Coded as one text a cell, so that a table can be put aside and taken up again.
extension Table: Codable {
  private enum CodingKeys: CodingKey { case name, rows, isHidden }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      rows: try container.decode([[Cell]].self, forKey: .rows),
      isHidden: try container.decode(Bool.self, forKey: .isHidden))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(rows, forKey: .rows)
    try container.encode(isHidden, forKey: .isHidden)
  }
}

/// A letter for the kind of content, then the content: `tWell`, `n12.5`, `d2026-12-31`, `b1`,
/// `e#REF!`, nothing for an empty cell; before it `=` for the result of a formula.
extension Cell: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let code = try container.decode(String.self)
    let isFormula = code.first == "="
    let kind = isFormula ? code.dropFirst() : code[...]
    guard let content = Self.content(of: kind) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no cell: \(code)")
    }
    self.init(content, isFormula: isFormula)
  }

  private static func content(of code: Substring) -> Content? {
    let value = String(code.dropFirst())
    switch code.first {
    case nil: return .empty
    case "t": return .text(value)
    case "n": return .number(value)
    case "d": return Day(value).map { .date($0) }
    case "b": return .boolean(value == "1")
    case "e": return .formulaError(value)
    default: return nil
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let code =
      switch content {
      case .empty: ""
      case .text(let text): "t" + text
      case .number(let number): "n" + number
      case .date(let day): "d" + day.description
      case .boolean(let value): value ? "b1" : "b0"
      case .formulaError(let error): "e" + error
      }
    try container.encode((isFormula ? "=" : "") + code)
  }
}
