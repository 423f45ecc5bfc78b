import Civic

extension XLSXSheet {
  /// A cell as the file writes it: type, style and text not yet understood.
  struct RawCell {
    let address: CellAddress
    private let type: String
    private let style: Int
    var text = ""
    var isFormula = false

    init(address: CellAddress, attributes: [String: String]) {
      self.address = address
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
    }

    /// What the cell holds; source: ECMA-376, part 1, 18.18.11 (cell types).
    func content(_ context: XLSXContext) throws(XLSXError) -> Cell.Content {
      guard !text.isEmpty else { return .empty }
      switch type {
      case "s":
        guard let index = Int(text), context.texts.indices.contains(index) else {
          throw .missingSharedText(part: context.part, cell: address.description)
        }
        return context.texts[index].isEmpty ? .empty : .text(context.texts[index])
      case "str", "inlineStr": return .text(XLSXText.unescaped(text))
      case "b": return .boolean(text == "1" || text == "true")
      case "e": return .formulaError(text)
      case "d": return Day(String(text.prefix(10))).map { .date($0) } ?? .text(text)
      default: return try number(context)
      }
    }

    private func number(_ context: XLSXContext) throws(XLSXError) -> Cell.Content {
      guard let number = XLSXNumber.decimal(text) else {
        throw .badValue(part: context.part, cell: address.description)
      }
      guard context.styles.isDate(style: style) else { return .number(number) }
      return day(number, countsFrom1904: context.countsFrom1904).map { .date($0) }
        ?? .number(number)
    }

    /// The day with this number; the time of day is dropped, and a time alone is no date.
    ///
    /// Workbooks that count from 1900 have a 29 February 1900, number 60, which was never.
    private func day(_ number: String, countsFrom1904: Bool) -> Day? {
      guard let serial = Int(number.prefix { $0 != "." }), (0...2_958_465).contains(serial) else {
        return nil
      }
      if countsFrom1904 { return Day(daysSince1970: serial - 24_107) }
      guard serial >= 1, serial != 60 else { return nil }
      return Day(daysSince1970: serial - (serial < 60 ? 25_568 : 25_569))
    }
  }
}
