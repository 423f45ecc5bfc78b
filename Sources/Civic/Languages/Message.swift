public import Exact

/// A sentence for people as a fact: its text key and what fills it; pages write it out.
public struct Message: Hashable, Sendable {
  /// A key of `Texts/<lang>.json`.
  public let key: String
  /// What fills each `{placeholder}` of the text. `count` chooses the plural form.
  public let arguments: [String: Argument]

  public init(_ key: String, _ arguments: [String: Argument] = [:]) {
    self.key = key
    self.arguments = arguments
  }
}

extension Message {
  /// What fills a placeholder of a text; the language decides how it is written.
  public enum Argument: Hashable, Sendable {
    /// Written as it is.
    case text(String)
    /// A number of things; chooses the plural form.
    case count(Int)
    case money(Money)
    case day(Day)
    /// Written in the reader's time zone.
    case instant(Instant)
    /// 57.5 is written 57.5 %.
    case percent(ExactDecimal)
    case number(ExactDecimal)
    /// Another text, by its key.
    case name(key: String)

    /// The name of a value.
    public static func name(_ value: some Named) -> Argument { .name(key: value.textKey) }
  }
}
