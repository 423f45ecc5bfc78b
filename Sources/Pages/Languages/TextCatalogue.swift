public import Civic
public import Foundation

/// The texts of every language, loaded once at start.
public struct TextCatalogue: Sendable {
  private struct Entry: Sendable {
    let file: TextFile
    let formats: Formats
  }

  private let entries: [Language: Entry]
  private let english: Entry

  /// Reads every `<language>.json` of a folder; each is a language, and English must be among them.
  ///
  /// - Throws: ``TextError`` for the first file that cannot be read.
  public init(directory: URL) throws(TextError) {
    guard
      let files = try? FileManager.default.contentsOfDirectory(
        at: directory, includingPropertiesForKeys: nil)
    else { throw .unreadable(file: directory.lastPathComponent) }
    var entries: [Language: Entry] = [:]
    for url in files where url.pathExtension == "json" {
      let file = try TextFile(contentsOf: url)
      entries[file.language] = Entry(file: file, formats: Formats(locale: file.locale))
    }
    guard let english = entries[.english] else { throw .unreadable(file: "en.json") }
    self.entries = entries
    self.english = english
  }

  /// Reads the texts that come with the program.
  public static func bundled() throws(TextError) -> TextCatalogue {
    try TextCatalogue(directory: Bundle.module.bundleURL.appending(path: "Texts"))
  }

  /// The languages there are: those of ``Civic/Language/interface`` in that order, then any others.
  public var languages: [Language] {
    let known = Language.interface.filter { entries[$0] != nil }
    return known + entries.keys.filter { !known.contains($0) }.sorted()
  }

  /// A language's name for itself; its tag when it is not one of ``languages``.
  public func name(of language: Language) -> String {
    entries[language]?.file.name ?? language.rawValue
  }

  /// The texts in a language, with moments told by the clocks of a place.
  public func texts(for language: Language, in time: CivilTime) -> Texts {
    texts(for: language, timeZone: TimeZone(identifier: time.name) ?? .gmt)
  }

  /// The texts in a language, or in English when there is no such file.
  ///
  /// - Parameter timeZone: Where moments are told.
  public func texts(for language: Language, timeZone: TimeZone = .gmt) -> Texts {
    let entry = entries[language] ?? english
    return Texts(
      file: entry.file, fallback: english.file, formats: entry.formats.telling(time: timeZone))
  }
}

extension TextCatalogue {
  /// How complete each language is, in the order of ``languages``.
  public func report() -> [LanguageReport] {
    languages.compactMap { language in
      entries[language].map { entry in
        LanguageReport(
          language: language, name: entry.file.name, written: entry.file.texts.count,
          all: english.file.texts.count, reviewed: entry.file.reviewed.count)
      }
    }
  }
}
