/// What a number counts: a product of named base units with whole exponents, such as people/km².
///
/// Base units are names and nothing more: km and m are different, no factor between them is known.
/// The percent sign is a base unit, so 0.4 and 40 % are never added; so is a basis, as the 1000 of
/// crimes/1000/people, so a rate per thousand is never added to a rate per head.
public struct IndicatorUnit: Hashable, Sendable {
  /// The largest exponent, either way: squaring over and over ends in an error, not in a crash.
  public static let largestExponent = 99

  /// Never zero, at most ``largestExponent`` in size.
  public let exponents: [String: Int]

  private init(exponents: [String: Int]) { self.exponents = exponents }

  /// The unit of plain numbers.
  public static let one = IndicatorUnit(exponents: [:])
  public static let percent = IndicatorUnit(exponents: ["%": 1])

  /// - Parameter name: The name of a base unit, as ``parse(_:)`` reads it.
  /// - Returns: Nothing when the name is not one.
  public static func base(_ name: String) -> IndicatorUnit? {
    name == "1" ? .one : isName(name) ? IndicatorUnit(exponents: [name: 1]) : nil
  }

  /// - Returns: Nothing when an exponent grows past ``largestExponent``.
  public func times(_ other: IndicatorUnit) -> IndicatorUnit? { combined(with: other, sign: 1) }

  /// - Returns: Nothing when an exponent grows past ``largestExponent``.
  public func over(_ other: IndicatorUnit) -> IndicatorUnit? { combined(with: other, sign: -1) }

  private func combined(with other: IndicatorUnit, sign: Int) -> IndicatorUnit? {
    var result = exponents
    for (name, exponent) in other.exponents {
      let sum = result[name, default: 0] + sign * exponent
      guard abs(sum) <= Self.largestExponent else { return nil }
      result[name] = sum == 0 ? nil : sum
    }
    return IndicatorUnit(exponents: result)
  }
}

extension IndicatorUnit {
  /// Reads a unit as it is printed: `people/km²`, `EUR·h^-1`, `m3/year` is *m3* over *year*, `1`.
  ///
  /// Factors are joined by `·`, `*` or `/`; a slash turns the one factor after it. Names are made of
  /// letters, digits, `%`, `€`, `$`, `£`, `°`, `_` and spaces inside them.
  ///
  /// - Returns: Nothing when the text is not a unit.
  public static func parse(_ text: String) -> IndicatorUnit? {
    var result = IndicatorUnit.one
    var (factor, isBelow) = ("", false)
    for character in Array(text) + ["*"] {
      guard "·*/".contains(character) else {
        factor.append(character)
        continue
      }
      guard let next = self.factor(factor),
        let product = isBelow ? result.over(next) : result.times(next)
      else { return nil }
      (result, factor, isBelow) = (product, "", character == "/")
    }
    return result
  }

  /// One name with its exponent.
  private static func factor(_ text: String) -> IndicatorUnit? {
    var name = Substring(text).trimmingSpaces
    var exponent = 1
    if let last = name.last, let small = superscripts.firstIndex(of: last) {
      (name, exponent) = (name.dropLast(), small)
    } else if let caret = name.lastIndex(of: "^") {
      guard let number = Int(name[name.index(after: caret)...]) else { return nil }
      (name, exponent) = (name[..<caret], number)
    }
    guard abs(exponent) <= largestExponent, let base = base(String(name)) else { return nil }
    return IndicatorUnit(
      exponents: exponent == 0 ? [:] : base.exponents.mapValues { _ in exponent })
  }

  private static let superscripts: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

  private static func isName(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, text.count <= 40 else { return false }
    return first != " " && last != " "
      && text.allSatisfy {
        ($0.isLetter || $0.isNumber || "%€$£°_ ".contains($0)) && !superscripts.contains($0)
      }
  }
}

extension IndicatorUnit: CustomStringConvertible {
  /// Names above in order of the alphabet, then those below, each after a slash.
  public var description: String {
    let sorted = exponents.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let above = sorted.filter { $0.value > 0 }.map { $0.key + Self.power($0.value) }
    let below = sorted.filter { $0.value < 0 }.map { "/" + $0.key + Self.power(-$0.value) }
    return (above.isEmpty ? "1" : above.joined(separator: "·")) + below.joined()
  }

  private static func power(_ exponent: Int) -> String {
    switch exponent {
    case 1: ""
    case 2...9: String(superscripts[exponent])
    default: "^\(exponent)"
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = self
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return rest
  }
}
