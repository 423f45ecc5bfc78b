extension ObservationMapping.NumberForm {
  /// A number without its marks, and the flag after it.
  public struct Reading {
    public let number: DecimalReading
    public let flag: ArraySlice<UInt8>
  }

  /// Reads the bytes of a cell that has been trimmed and is not empty.
  public func read(_ cell: ArraySlice<UInt8>) -> Reading {
    var number = cell
    var flag: ArraySlice<UInt8> = []
    if mayHaveFlag, let last = cell.last, isLetter(last) {
      let letters = cell.reversed().prefix(while: isLetter).count
      let start = cell.endIndex - letters
      if start > cell.startIndex, cell[start - 1] == Self.blank {
        flag = cell[start...]
        number = trimmedEnd(cell[..<start])
      }
    }
    if mayHavePercent, number.last == UInt8(ascii: "%") { number = trimmedEnd(number.dropLast()) }
    guard hasDecimalComma || mayGroup else {
      return Reading(number: DecimalReading(number), flag: flag)
    }
    return Reading(number: plain(number).map { DecimalReading($0[...]) } ?? .notANumber, flag: flag)
  }

  private static let blank = UInt8(ascii: " ")

  private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

  private func trimmedEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while bytes.last == Self.blank { bytes = bytes.dropLast() }
    return bytes
  }

  /// The number with a point and without groups; `nil` when its groups are not of three digits.
  private func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let mark = UInt8(ascii: hasDecimalComma ? "," : ".")
    let other = UInt8(ascii: hasDecimalComma ? "." : ",")
    let parts = bytes.split(separator: mark, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    var whole = parts[0]
    var plain: [UInt8] = []
    if let sign = whole.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      plain.append(sign)
      whole = whole.dropFirst()
    }
    guard let digits = ungrouped(whole, other: other) else { return nil }
    plain += digits
    if parts.count == 2 {
      guard !parts[1].contains(other), !parts[1].isEmpty else { return nil }
      plain.append(UInt8(ascii: "."))
      plain += parts[1]
    }
    return plain
  }

  private func ungrouped(_ whole: ArraySlice<UInt8>, other: UInt8) -> [UInt8]? {
    // Blanks of every width and apostrophes come as one mark; all groups use the same.
    var text = String(decoding: whole, as: UTF8.self)
    for blank in ["\u{A0}", "\u{202F}", "\u{2009}"] {
      text = text.split(separator: blank, omittingEmptySubsequences: false).joined(separator: " ")
    }
    text = text.split(separator: "’", omittingEmptySubsequences: false).joined(separator: "'")
    let marks = [other, Self.blank, UInt8(ascii: "'")]
    guard let first = text.utf8.first(where: marks.contains) else { return Array(text.utf8) }
    let groups = Array(text.utf8).split(separator: first, omittingEmptySubsequences: false)
    guard mayGroup, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.flatMap(\.self)
  }
}
