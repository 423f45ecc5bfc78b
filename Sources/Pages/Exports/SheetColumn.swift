import Civic

/// One column of a table of records: a field of the form, in one language or one of its parts.
struct SheetColumn<Record: Sendable>: Sendable {
  /// For programs: `title`, `title.en`, `staffLoad-2027`.
  let name: String
  let field: FormField<Record>
  /// The name of its value in the form.
  let input: String
  /// The language of the content, where it has one.
  let language: Language?
  /// Whether the language stands in the heading.
  let namesLanguage: Bool

  /// The heading in the language of a context.
  ///
  /// - Parameter record: One that tells what parts the field has.
  func title(_ record: Record?, in context: FormContext) -> String {
    var title = context.texts(field.label)
    if input != field.name, let record, let parts = field.cell.parts?(record, context) {
      title = parts.first { $0.name == input }?.label ?? "\(title): \(input)"
    }
    guard namesLanguage, let language else { return title }
    return "\(title) (\(context.name(of: language)))"
  }
}

/// What can be chosen in a field: what the form sends, and what people read and write.
struct ChoiceBook: Sendable {
  /// The label of each key in the language of the export, each its own.
  private(set) var labels: [String: String] = [:]
  /// The keys by the folded labels of every language.
  private var keys: [String: Set<String>] = [:]
  /// The same by the labels that stood in an export, before what comes in changed them.
  private var earlierKeys: [String: Set<String>] = [:]
  /// Whether all labels are whole numbers, as years and levels are.
  let isNumeric: Bool

  /// - Parameters:
  ///   - choices: In the language of the export.
  ///   - others: The same in further languages.
  ///   - earlier: The same before what comes in changed any label.
  init(
    _ choices: [(key: String, label: String)], others: [[(key: String, label: String)]] = [],
    earlier: [[(key: String, label: String)]] = []
  ) {
    let counts = Dictionary(choices.map { ($0.label, 1) }, uniquingKeysWith: +)
    for choice in choices {
      let isUnique = counts[choice.label] == 1 && !choice.label.isEmpty
      labels[choice.key] = isUnique ? choice.label : "\(choice.label) [\(choice.key)]"
    }
    isNumeric = !choices.isEmpty && choices.allSatisfy { Int($0.label) != nil }
    for choice in choices + others.joined() {
      keys[Fold.folded(choice.label), default: []].insert(choice.key)
      // `A1 Portal` is also found by `A1`, where that is one alone.
      let words = choice.label.split(separator: " ", maxSplits: 1)
      if words.count == 2, words[0].contains(where: \.isNumber) {
        keys[Fold.folded(words[0]), default: []].insert(choice.key)
      }
    }
    for choice in earlier.joined() where labels[choice.key] != nil {
      earlierKeys[Fold.folded(choice.label), default: []].insert(choice.key)
    }
  }

  /// The key that a text names: itself, its label in any language, or `label [key]`.
  func key(_ text: String) -> String? {
    let text = text.tidied
    if labels[text] != nil { return text }
    if text.hasSuffix("]"), let start = text.lastIndex(of: "[") {
      let key = String(text[text.index(after: start)...].dropLast())
      if labels[key] != nil { return key }
    }
    let folded = Fold.folded(text)
    let found = earlierKeys[folded] ?? keys[folded] ?? []
    return found.count == 1 ? found.first : nil
  }
}
