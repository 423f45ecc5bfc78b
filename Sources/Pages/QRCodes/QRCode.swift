/// A text as the square of dark and light modules that phones read.
///
/// Byte mode, error correction M (15 % of the code may be unreadable), versions 1 to 10.
///
/// Source: ISO/IEC 18004:2015, "QR Code bar code symbology specification".
struct QRCode: Hashable, Sendable {
  /// From 1, 21 modules wide, to 10, 57 modules wide.
  let version: Int
  /// Rows from the top, each from the left; true is dark.
  let modules: [[Bool]]

  var size: Int { modules.count }

  /// - Returns: Nil when the text is longer than 213 bytes.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let capacity = QRCapacity.smallest(for: bytes.count) else { return nil }
    let codewords = QRCodewords(bytes, in: capacity).interleaved
    var symbol = QRSymbol(version: capacity.version)
    symbol.place(codewords)
    version = capacity.version
    modules = symbol.masked()
  }
}

/// How much a version holds at error correction M. Source: ISO/IEC 18004:2015, tables 1, 7 and 9.
struct QRCapacity: Hashable, Sendable {
  let version: Int
  /// Data and error correction.
  let codewords: Int
  let correctionPerBlock: Int
  let blocks: Int

  var dataCodewords: Int { codewords - correctionPerBlock * blocks }

  /// The bits that say how many bytes follow.
  var lengthBits: Int { version < 10 ? 8 : 16 }

  private static let all: [QRCapacity] = [
    (26, 10, 1), (44, 16, 1), (70, 26, 1), (100, 18, 2), (134, 24, 2), (172, 16, 4), (196, 18, 4),
    (242, 22, 4), (292, 22, 5), (346, 26, 5),
  ].enumerated().map { index, row in
    QRCapacity(
      version: index + 1, codewords: row.0, correctionPerBlock: row.1, blocks: row.2)
  }

  static func smallest(for bytes: Int) -> QRCapacity? {
    all.first { 4 + $0.lengthBits + 8 * bytes <= 8 * $0.dataCodewords }
  }
}
