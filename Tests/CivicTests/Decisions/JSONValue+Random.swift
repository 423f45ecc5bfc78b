import Civic
import Exact

extension JSONValue {
  /// A small random value with awkward strings and numbers.
  static func random(depth: Int, using random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .number(randomNumber(using: &random))
    case 3, 4: return .string(randomText(using: &random))
    case 5:
      let count = Int.random(in: 0..<5, using: &random)
      return .array((0..<count).map { _ in .random(depth: depth - 1, using: &random) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<5, using: &random) {
        object[randomText(using: &random)] = .random(depth: depth - 1, using: &random)
      }
      return .object(object)
    }
  }

  static func randomText(using random: inout SeededGenerator) -> String {
    let pieces: [Unicode.Scalar] = [
      "a", "b", "\u{0}", "\n", "\"", "\\", "/", "\u{7F}", "\u{80}", "ö", "o", "\u{308}", "е", "€",
      "\u{2028}", "\u{FB33}", "\u{FFFF}", "😀", "~", "1",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0..<5, using: &random) {
      text.unicodeScalars.append(pieces[Int.random(in: pieces.indices, using: &random)])
    }
    return text
  }

  static func randomNumber(using random: inout SeededGenerator) -> JSONNumber {
    let choices = [
      Double(bitPattern: random.next()), Double(Int.random(in: -999...999, using: &random)),
      Double(Int.random(in: -99_999...99_999, using: &random)) / 1000,
    ]
    return choices.shuffled(using: &random).lazy.compactMap { JSONNumber($0) }.first
      ?? JSONNumber(0)
  }
}
