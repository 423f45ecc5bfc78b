/// What was typed into a form: names with their values, in order, one name maybe several times.
public struct FormInput: Sendable {
  private let values: [String: [String]]
  public let names: [String]

  public init(_ pairs: [(name: String, value: String)]) {
    values = Dictionary(grouping: pairs, by: \.name).mapValues { $0.map(\.value) }
    names = pairs.map(\.name)
  }

  /// The first value of a name; nil where the form had no such field.
  public subscript(name: String) -> String? { values[name]?.first }

  /// Every value of a name, as of boxes that were ticked.
  public func all(_ name: String) -> [String] { values[name] ?? [] }

  /// What was typed, without white space around it; empty is nil.
  public func text(_ name: String) -> String? {
    let text = (self[name] ?? "").tidied
    return text.isEmpty ? nil : text
  }
}
