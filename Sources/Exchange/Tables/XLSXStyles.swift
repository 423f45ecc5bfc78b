/// Which cell styles of a workbook show dates.
///
/// Source: ECMA-376, part 1, 18.8.30 (number formats and their built-in numbers).
struct XLSXStyles: XMLHandler {
  private var formatCodes: [Int: String] = [:]
  private var formatOfStyle: [Int] = []
  private var isInCellStyles = false

  /// Whether numbers in cells of this style count days.
  func isDate(style: Int) -> Bool {
    guard formatOfStyle.indices.contains(style) else { return false }
    let format = formatOfStyle[style]
    if let code = formatCodes[format] { return Self.isDateFormat(code) }
    switch format {
    case 14...22, 27...36, 45...47, 50...58: return true
    default: return false
    }
  }

  /// Whether a format code has a year, month or day outside quotes, brackets and escapes.
  static func isDateFormat(_ code: String) -> Bool {
    var scalars = code.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case "\"": while let inside = scalars.next(), inside != "\"" {}
      case "[": while let inside = scalars.next(), inside != "]" {}
      case "\\", "_", "*": _ = scalars.next()
      case "y", "Y", "m", "M", "d", "D": return true
      default: break
      }
    }
    return false
  }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
        formatCodes[id] = code
      }
    case "cellXfs": isInCellStyles = true
    case "xf" where isInCellStyles:
      formatOfStyle.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
    default: break
    }
  }

  mutating func end(_ element: String) {
    if element == "cellXfs" { isInCellStyles = false }
  }

  mutating func characters(_ text: String) {}
}
