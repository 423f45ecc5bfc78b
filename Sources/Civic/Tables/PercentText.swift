public import Exact

/// Reads percentages as people type them: `80 %`, `72,5%`, `80`.
public enum PercentText {
  /// The number before the sign, from 0 to 100; `nil` for anything else.
  public static func parse(_ text: String) -> ExactDecimal? {
    let trimmed = text.filter { !$0.isWhitespace && $0 != "%" }
    guard text.filter({ $0 == "%" }).count <= 1, !trimmed.contains(where: \.isLetter) else {
      return nil
    }
    let value = ExactDecimal(trimmed.map { $0 == "," ? "." : String($0) }.joined())
    guard let value, !value.rational.isNegative, value.rational <= Rational(100) else { return nil }
    return value
  }
}
