public import Civic
import Exact
public import Exchange
import Maturity

/// The topics that profiles are written with: themes of services, and the subjects of the frameworks
/// by which cities say where they stand.
public struct TopicCatalogue: Sendable {
  let frameworks: [FrameworkFile]

  public init(_ frameworks: [FrameworkFile]) {
    self.frameworks = frameworks.filter { file in
      file.framework.questions.contains { question in
        if case .levels = question.scale { true } else { false }
      }
    }
  }

  /// Every code, frameworks first.
  var codes: [String] {
    frameworks.flatMap { file in
      file.framework.dimensions.map {
        ProfileTopic.code(of: $0.id.rawValue, in: file.framework.id.rawValue)
      }
    } + ServiceTheme.allCases.map(\.rawValue)
  }

  /// The name of a topic; of one that is no longer there, its code.
  func name(_ code: String, _ texts: Texts) -> String {
    if let theme = ServiceTheme(rawValue: code) { return texts.name(of: theme) }
    for file in frameworks {
      for dimension in file.framework.dimensions
      where ProfileTopic.code(of: dimension.id.rawValue, in: file.framework.id.rawValue) == code {
        return FrameworkFile.pick(file.texts[dimension.id.rawValue], texts.language.rawValue)
          ?? code
      }
    }
    return code
  }

  /// The name of a topic in every language that has one.
  public func name(_ code: String, in catalogue: TextCatalogue) -> Multilingual {
    var names: [Language: String] = [:]
    if let theme = ServiceTheme(rawValue: code) {
      for language in catalogue.languages {
        names[language] = catalogue.texts(for: language).name(of: theme)
      }
    }
    for file in frameworks {
      for dimension in file.framework.dimensions
      where ProfileTopic.code(of: dimension.id.rawValue, in: file.framework.id.rawValue) == code {
        for (tag, text) in file.texts[dimension.id.rawValue] ?? [:] {
          if let language = Language(rawValue: tag) { names[language] = text }
        }
      }
    }
    let first = names[.english] == nil ? names.keys.min() : .english
    return names.isEmpty
      ? Multilingual(code, in: .english)
      : Multilingual(original: first ?? .english, texts: names)
  }

  /// Several names in a line; they hold commas and conjunctions themselves.
  func names(_ codes: [String], _ texts: Texts) -> String {
    codes.map { name($0, texts) }.joined(separator: "; ")
  }
}
