public import Civic

/// The pages' texts in one language: `texts(.planPublish)`, `texts(.actionsFound, ["count": .count(3)])`.
public struct Texts: Sendable {
  private let file: TextFile
  private let fallback: TextFile
  /// How the language writes numbers, amounts and dates.
  public let formats: Formats

  init(file: TextFile, fallback: TextFile, formats: Formats) {
    self.file = file
    self.fallback = fallback
    self.formats = formats
  }

  public var language: Language { file.language }

  /// A text with its placeholders filled; English where the language lacks it.
  @inline(never)
  public func callAsFunction(
    _ key: TextKey, _ arguments: [String: Message.Argument] = [:]
  ) -> String {
    text(key.rawValue, arguments)
  }

  /// A message of the domain as a sentence.
  public func sentence(_ message: Message) -> String {
    text(message.key, message.arguments)
  }

  /// The name of a value, such as the status of an action.
  public func name(of value: some Named) -> String {
    text(value.textKey, [:])
  }

  /// Whether a speaker of the language has checked a text.
  public func isReviewed(_ key: TextKey) -> Bool {
    file.reviewed[key.rawValue] != nil
  }

  /// A part of a text that holds markup, such as a link inside a sentence.
  public enum Part: Hashable, Sendable {
    case text(String)
    /// A placeholder that no argument fills: the page puts its markup there.
    case slot(String)
  }

  /// A text in parts, so that a page can put a link or an emphasis where a placeholder stands.
  public func parts(_ key: TextKey, _ arguments: [String: Message.Argument] = [:]) -> [Part] {
    let template = template(key.rawValue, arguments)
    return (template?.pieces ?? []).map { piece in
      switch piece {
      case .literal(let text): .text(text)
      case .slot(let name): arguments[name].map { .text(written($0)) } ?? .slot(name)
      }
    }
  }

  private func text(_ key: String, _ arguments: [String: Message.Argument]) -> String {
    let template = template(key, arguments)
    guard let template else { return key }
    if template.pieces.count == 1, case .literal(let text) = template.pieces[0] { return text }
    return template.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal): text += literal
      case .slot(let name): text += arguments[name].map(written) ?? "{\(name)}"
      }
    }
  }

  private func template(
    _ key: String, _ arguments: [String: Message.Argument]
  ) -> TextTemplate? {
    let source = file.texts[key] == nil ? fallback : file
    switch source.texts[key] {
    case .plain(let template): return template
    case .plural(let forms):
      let form = Self.operands(in: arguments).map(source.plurals.category) ?? .other
      return forms[form] ?? forms[.other]
    case nil: return nil
    }
  }

  /// The number that chooses the plural: `count`, or else the only number there is.
  private static func operands(in arguments: [String: Message.Argument]) -> PluralOperands? {
    if let count = arguments["count"] { return operands(of: count) }
    let numbers = arguments.values.compactMap(operands)
    return numbers.count == 1 ? numbers.first : nil
  }

  private static func operands(of argument: Message.Argument) -> PluralOperands? {
    switch argument {
    case .count(let count): PluralOperands(count)
    case .number(let number): PluralOperands(number)
    case .text, .money, .day, .instant, .percent, .name: nil
    }
  }

  private func written(_ argument: Message.Argument) -> String {
    switch argument {
    case .text(let text): text
    case .count(let count): formats.number(count)
    case .money(let amount): formats.money(amount)
    case .day(let day): formats.day(day)
    case .instant(let instant): formats.instant(instant)
    case .percent(let percent): formats.percent(percent)
    case .number(let number): formats.number(number)
    case .name(let key): text(key, [:])
    }
  }
}
