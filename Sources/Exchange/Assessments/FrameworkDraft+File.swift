public import Civic
import Exact
import Maturity

extension FrameworkDraft {
  /// A framework's file as something that can be written on.
  public init(_ file: FrameworkFile) {
    let languages = file.languages.compactMap { Language(rawValue: $0) }
    let main = languages.first ?? .english
    let texts = DraftTexts(main: main, file: file)
    self.init(name: texts.text(file.name))
    self.languages = languages.isEmpty ? [main] : languages
    help = texts.optional(file.help[""])
    aggregation = file.framework.aggregation
    redistribution = file.framework.redistribution
    source = file.origin
    licence = file.licence
    levels = file.framework.levels.map { level in
      DraftLevel(
        id: level.id, from: level.from.flatMap(ExactDecimal.init(exactly:)),
        name: texts.text(file.texts["level:\(level.id)"]))
    }
    for dimension in file.framework.dimensions { take(dimension, parent: nil, texts) }
  }

  private mutating func take(_ dimension: Dimension, parent: String?, _ texts: DraftTexts) {
    let id = dimension.id.rawValue
    var draft = DraftDimension(id: id, name: texts.text(texts.file.texts[id]))
    draft.help = texts.optional(texts.file.help[id])
    draft.weight = ExactDecimal(exactly: dimension.weight) ?? ExactDecimal(1)
    draft.parent = parent
    draft.questions = dimension.questions.map { DraftQuestion($0, texts) }
    dimensions.append(draft)
    for part in dimension.parts { take(part, parent: id, texts) }
  }
}

extension DraftQuestion {
  fileprivate init(_ question: Question, _ texts: DraftTexts) {
    let id = question.id.rawValue
    let file = texts.file
    self.init(id: id, text: texts.text(file.texts[id]))
    help = texts.optional(file.help[id])
    evidence = texts.optional(file.evidence[id])
    weight = ExactDecimal(exactly: question.weight) ?? ExactDecimal(1)
    roles = question.roles
    source = file.sources[id]
    code = file.codes[id]
    ambition = question.ambition
    targets = question.targets.map { target in
      switch target {
      case .nothing: "none"
      case .reported: "reported"
      case .value(let value): ExactDecimal(exactly: value)?.description ?? "none"
      }
    }
    switch question.scale {
    case .levels(let first, _):
      self.first = first
      levels = (file.descriptions[id] ?? []).map { texts.text($0) }
    case .indicator(let indicator):
      var draft = DraftIndicator(unit: file.units[id], direction: indicator.direction)
      draft.worst = indicator.worst.flatMap(ExactDecimal.init(exactly:))
      draft.target = indicator.target.flatMap(ExactDecimal.init(exactly:))
      self.indicator = draft
    }
  }
}

/// The texts of a file in languages; one without a language is in the file's first.
private struct DraftTexts {
  let main: Language
  let file: FrameworkFile

  func text(_ text: FrameworkFile.Translated?) -> Multilingual {
    var texts: [Language: String] = [:]
    for (tag, words) in text ?? [:] {
      if let language = tag.isEmpty ? main : Language(rawValue: tag) { texts[language] = words }
    }
    let original = texts[main] != nil ? main : texts.keys.min() ?? main
    return Multilingual(original: original, texts: texts)
  }

  func optional(_ text: FrameworkFile.Translated?) -> Multilingual? {
    let text = self.text(text)
    return text.isEmpty ? nil : text
  }
}

extension ExactDecimal {
  /// A fraction that ends within twelve decimals.
  init?(exactly value: Rational) {
    var scaled = value
    for scale in 0...12 {
      if scaled.floor == scaled.ceiling {
        guard let significand = Int64("\(scaled.floor)") else { return nil }
        self.init(significand: significand, scale: scale)
        return
      }
      scaled = scaled * Rational(10)
    }
    return nil
  }
}
