import Testing

@testable import Pages

@Suite struct `QR codes` {
  /// Version 1-M of "HELLO WORLD" in alphanumeric mode, the example of many textbooks; checked
  /// against two independent encoders.
  @Test func `have the error correction of the field of 256`() {
    let data: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
    #expect(
      ReedSolomon(degree: 10).remainder(data)
        == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
  }

  @Test func `are as large as the text needs`() {
    let limits = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
    for (index, limit) in limits.enumerated() {
      let code = QRCode(String(repeating: "a", count: limit))
      #expect(code?.version == index + 1)
      #expect(code?.size == 21 + 4 * index)
    }
    #expect(QRCode(String(repeating: "a", count: 214)) == nil)
  }

  @Test(arguments: [1, 14, 15, 60, 100, 120, 150, 180, 200, 213])
  func `are read back as they were written`(length: Int) throws {
    let text = String((0..<length).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
    let code = try #require(QRCode(text))
    #expect(try #require(QRReader(code)).text == text)
  }

  @Test func `are drawn with four light modules around`() throws {
    let code = try #require(QRCode("otpauth://totp/x"))
    let html = QRDrawing(code: code, label: "Key & \"code\"").html.rendered
    #expect(html.contains("viewBox=\"0 0 33 33\""))
    #expect(html.contains("aria-label=\"Key &amp; &quot;code&quot;\""))
    let runs = html.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/)
    let dark = runs.reduce(0) { $0 + (Int($1.3) ?? 0) }
    #expect(dark == code.modules.reduce(0) { $0 + $1.count { $0 } })
    for run in runs {
      let (x, y, length) = (Int(run.1) ?? 0, Int(run.2) ?? 0, Int(run.3) ?? 0)
      #expect(x >= 4 && y >= 4 && x + length <= 29 && y < 29)
    }
  }
}

/// Reads a code that is whole: an independent walk over the standard's drawing, without correction.
private struct QRReader {
  let text: String

  /// Blocks, and data codewords of a short one, by version at error correction M.
  private static let blocks = [
    (1, 16), (1, 28), (1, 44), (2, 32), (2, 43), (4, 27), (4, 31), (4, 38), (5, 36), (5, 43),
  ]
  private static let data = [16, 28, 44, 64, 86, 108, 124, 154, 182, 216]

  init?(_ code: QRCode) {
    let size = code.size
    let format = (0..<8).map { code.modules[8][size - 1 - $0] }
    // Bits 10 to 12 of the format, turned round by the mask 10101 of the standard.
    let bits = [(10, size - 5), (11, size - 4), (12, size - 3)].map { code.modules[$0.1][8] }
    let raw = bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
    let mask = raw ^ 0b101
    guard format.count == 8 else { return nil }
    var stream: [Bool] = []
    var column = size - 1
    var isUpward = true
    while column > 0 {
      if column == 6 { column -= 1 }
      for step in 0..<size {
        let row = isUpward ? size - 1 - step : step
        for x in [column, column - 1] where !Self.isPattern(row, x, size, code.version) {
          stream.append(code.modules[row][x] != Self.mask(mask, row, x))
        }
      }
      isUpward.toggle()
      column -= 2
    }
    let bytes = stride(from: 0, to: stream.count - 7, by: 8).map { start in
      stream[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    guard let text = Self.decode(bytes, version: code.version) else { return nil }
    self.text = text
  }

  private static func decode(_ bytes: [UInt8], version: Int) -> String? {
    let (count, short) = blocks[version - 1]
    let total = data[version - 1]
    var parts = Array(repeating: [UInt8](), count: count)
    var position = 0
    for index in 0...short {
      for block in 0..<count {
        let length = short + (block < count - total % count ? 0 : 1)
        guard index < length, position < bytes.count else { continue }
        parts[block].append(bytes[position])
        position += 1
      }
    }
    var bits = parts.flatMap(\.self).flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }[...]
    let take = { (count: Int) -> Int in
      let value = bits.prefix(count).reduce(0) { $0 << 1 | Int($1) }
      bits = bits.dropFirst(count)
      return value
    }
    guard take(4) == 4 else { return nil }
    let length = take(version < 10 ? 8 : 16)
    return String(validating: (0..<length).map { _ in UInt8(take(8)) }, as: UTF8.self)
  }

  private static func mask(_ mask: Int, _ i: Int, _ j: Int) -> Bool {
    [
      (i + j) % 2, i % 2, j % 3, (i + j) % 3, (i / 2 + j / 3) % 2, (i * j) % 2 + (i * j) % 3,
      ((i * j) % 3 + i * j) % 2, ((i * j) % 3 + i + j) % 2,
    ][mask] == 0
  }

  private static func isPattern(_ row: Int, _ x: Int, _ size: Int, _ version: Int) -> Bool {
    if row == 6 || x == 6 { return true }
    if row < 9 && (x < 9 || x >= size - 8) || row >= size - 8 && x < 9 { return true }
    if version >= 7 && (row < 6 && x >= size - 11 || x < 6 && row >= size - 11) { return true }
    let places: [[Int]] = [
      [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46],
      [6, 28, 50],
    ]
    for y in places[version - 1] {
      for z in places[version - 1] {
        let isCorner = (y == 6 && (z == 6 || z == size - 7)) || (y == size - 7 && z == 6)
        if !isCorner && abs(row - y) <= 2 && abs(x - z) <= 2 { return true }
      }
    }
    return false
  }
}
