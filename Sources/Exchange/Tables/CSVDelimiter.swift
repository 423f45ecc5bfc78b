/// The character between the cells of a line.
public enum CSVDelimiter: Character, CaseIterable, Hashable, Sendable {
  case semicolon = ";"
  case comma = ","
  case tab = "\t"
  case bar = "|"

  var byte: UInt8 {
    switch self {
    case .semicolon: UInt8(ascii: ";")
    case .comma: UInt8(ascii: ",")
    case .tab: UInt8(ascii: "\t")
    case .bar: UInt8(ascii: "|")
    }
  }
}

extension CSVDelimiter {
  /// The delimiter that cuts the first lines most evenly, the comma when none cuts them at all.
  ///
  /// Lines are cut as quotes demand, so that a comma within quotes counts for nothing. The winner
  /// has the largest share of lines with one common number of cells, then the more cells, then the
  /// earlier place in `; , tab |`: a decimal comma is rarely in the header, so it loses.
  static func guess(_ bytes: ArraySlice<UInt8>) -> CSVDelimiter {
    let sample = bytes.prefix(65_536)
    let candidates = allCases.map { (delimiter: $0, fit: fit($0, sample)) }
    var best = (delimiter: CSVDelimiter.comma, fit: Fit(lines: 0, cells: 1))
    for candidate in candidates where best.fit < candidate.fit { best = candidate }
    return best.delimiter
  }

  private struct Fit: Comparable {
    /// Lines that have the commonest number of cells above one.
    let lines: Int
    let cells: Int

    static func < (left: Fit, right: Fit) -> Bool {
      (left.lines, left.cells) < (right.lines, right.cells)
    }
  }

  private static func fit(_ delimiter: CSVDelimiter, _ sample: ArraySlice<UInt8>) -> Fit {
    var parser = CSVParser(bytes: sample, delimiter: delimiter, limits: TableLimits())
    var linesByCells: [Int: Int] = [:]
    for _ in 0..<200 {
      // A broken or cut-off line ends the sample; reading the whole file reports it.
      guard let row = try? parser.nextRow() else { break }
      if row.count > 1 { linesByCells[row.count, default: 0] += 1 }
    }
    return linesByCells.map { Fit(lines: $0.value, cells: $0.key) }.max()
      ?? Fit(lines: 0, cells: 1)
  }
}
