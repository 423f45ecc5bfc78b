internal import Civic
internal import Foundation

/// One file of `Texts/`: all that the pages need to speak one language.
struct TextFile: Sendable {
  enum Text: Sendable {
    case plain(TextTemplate)
    case plural([PluralCategory: TextTemplate])
  }

  let language: Language
  /// The language's name for itself.
  let name: String
  /// The locale whose numbers, dates and alphabet are used: `sl_SI`.
  let locale: String
  let plurals: PluralRules
  /// Who checked a text and when, by its key; a text that is not here was not checked by a speaker.
  let reviewed: [String: String]
  let texts: [String: Text]
}

extension TextFile {
  private struct Content: Decodable {
    let code: Language
    let name: String
    let locale: String
    let plurals: [PluralCategory: String]
    let reviewed: [String: String]
    let texts: [String: RawText]
  }

  private enum RawText: Decodable {
    case plain(String)
    case plural([PluralCategory: String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .plain(text)
      } else {
        self = .plural(try container.decode([PluralCategory: String].self))
      }
    }
  }

  /// - Throws: ``TextError`` when the file is not there or is not as it should be.
  init(contentsOf url: URL) throws(TextError) {
    let file = url.lastPathComponent
    guard let data = try? Data(contentsOf: url) else { throw .unreadable(file: file) }
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: data)
    } catch {
      throw .malformed(file: file, reason: String(describing: error))
    }
    do {
      plurals = try PluralRules(content.plurals)
    } catch {
      throw .malformed(file: file, reason: "plural rule \(error.rule)")
    }
    guard "\(content.code).json" == file else {
      throw .malformed(file: file, reason: "code \(content.code)")
    }
    (language, name, locale) = (content.code, content.name, content.locale)
    reviewed = content.reviewed
    texts = content.texts.mapValues { raw in
      switch raw {
      case .plain(let text): .plain(TextTemplate(text))
      case .plural(let forms): .plural(forms.mapValues(TextTemplate.init))
      }
    }
  }
}

/// Why the texts could not be loaded.
public enum TextError: Error, Equatable, Sendable {
  case unreadable(file: String)
  case malformed(file: String, reason: String)
}
