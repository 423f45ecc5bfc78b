/// The square of a QR code while it is drawn.
///
/// Source: ISO/IEC 18004:2015, 6.3 (patterns), 7.7 (placement), 7.9 and 7.10 (format, version).
struct QRSymbol: Sendable {
  let version: Int
  let size: Int
  private(set) var modules: [[Bool]]
  /// Modules of patterns and information, which take no data and no mask.
  private var isFixed: [[Bool]]

  init(version: Int) {
    self.version = version
    size = 17 + 4 * version
    modules = Array(repeating: Array(repeating: false, count: size), count: size)
    isFixed = modules
    drawTimings()
    drawFinders()
    drawAlignments()
    drawVersion()
    drawFormat(mask: 0)
  }

  private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
    modules[row][column] = isDark
    isFixed[row][column] = true
  }

  private mutating func drawTimings() {
    for index in 0..<size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
  }

  private mutating func drawFinders() {
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for down in -4...4 {
        for right in -4...4
        where (0..<size).contains(row + down) && (0..<size).contains(column + right) {
          let ring = max(abs(down), abs(right))
          fix(row + down, column + right, ring != 2 && ring != 4)
        }
      }
    }
  }

  /// Source: ISO/IEC 18004:2015, annex E.
  private var alignments: [Int] {
    switch version {
    case 1: []
    case 2...6: [6, size - 7]
    default: [6, 8 + 2 * version, size - 7]
    }
  }

  private mutating func drawAlignments() {
    let places = alignments
    for row in places {
      for column in places where !isFinder(row, column) {
        for down in -2...2 {
          for right in -2...2 {
            fix(row + down, column + right, max(abs(down), abs(right)) != 1)
          }
        }
      }
    }
  }

  private func isFinder(_ row: Int, _ column: Int) -> Bool {
    let last = size - 7
    return (row, column) == (6, 6) || (row, column) == (6, last) || (row, column) == (last, 6)
  }

  /// The version with its check bits by the polynomial 0x1F25, from version 7 on.
  private mutating func drawVersion() {
    guard version >= 7 else { return }
    let bits = version << 12 | Self.remainder(version, bits: 12, by: 0x1f25)
    for bit in 0..<18 {
      let isDark = bits >> bit & 1 == 1
      let (far, near) = (size - 11 + bit % 3, bit / 3)
      fix(far, near, isDark)
      fix(near, far, isDark)
    }
  }

  /// Error correction M (00) and the mask, with check bits by the polynomial 0x537, twice.
  private mutating func drawFormat(mask: Int) {
    let bits = (mask << 10 | Self.remainder(mask, bits: 10, by: 0x537)) ^ 0x5412
    let isDark = { (bit: Int) in bits >> bit & 1 == 1 }
    for bit in 0..<6 { fix(bit, 8, isDark(bit)) }
    fix(7, 8, isDark(6))
    fix(8, 8, isDark(7))
    fix(8, 7, isDark(8))
    for bit in 9..<15 { fix(8, 14 - bit, isDark(bit)) }
    for bit in 0..<8 { fix(8, size - 1 - bit, isDark(bit)) }
    for bit in 8..<15 { fix(size - 15 + bit, 8, isDark(bit)) }
    fix(size - 8, 8, true)
  }

  private static func remainder(_ value: Int, bits: Int, by polynomial: Int) -> Int {
    (0..<bits).reduce(value) { rest, _ in
      let shifted = rest << 1
      return shifted >> bits & 1 == 1 ? shifted ^ polynomial : shifted
    }
  }

  /// Places the bytes in columns of two, from the lower right, upwards and downwards in turn.
  mutating func place(_ codewords: [UInt8]) {
    var bit = 0
    var isUpward = true
    for right in [Int](stride(from: size - 1, to: 6, by: -2)) + [5, 3, 1] {
      for step in 0..<size {
        let row = isUpward ? size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row][column] {
          guard bit < 8 * codewords.count else { return }
          modules[row][column] = codewords[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
          bit += 1
        }
      }
      isUpward.toggle()
    }
  }

  /// The symbol under the mask that reads best; of equals the first.
  func masked() -> [[Bool]] {
    let candidates = (0..<8).map { masked(by: $0) }
    let best = candidates.min { QRPenalty($0).points < QRPenalty($1).points }
    return best ?? modules
  }

  func masked(by mask: Int) -> [[Bool]] {
    var symbol = self
    symbol.drawFormat(mask: mask)
    for row in 0..<size {
      for column in 0..<size where !isFixed[row][column] && Self.flips(mask, row, column) {
        symbol.modules[row][column].toggle()
      }
    }
    return symbol.modules
  }

  /// Source: ISO/IEC 18004:2015, table 10.
  private static func flips(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
    switch mask {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0
    }
  }
}
