import Civic
import Foundation
import Testing

@testable import Pages

@Suite struct `Text files` {
  private let files: [Language: TextFile]
  private let english: TextFile

  init() throws {
    files = try TextSources.files()
    english = try #require(files[.english])
  }

  @Test func `are there for every language of the pages`() {
    #expect(Set(files.keys).isSuperset(of: Language.interface))
  }

  @Test func `have the keys of English, no more and no fewer`() {
    for (language, file) in files {
      let missing = Set(english.texts.keys).subtracting(file.texts.keys)
      let extra = Set(file.texts.keys).subtracting(english.texts.keys)
      #expect(
        missing.isEmpty, "\(language) lacks \(missing.count): \(missing.sorted().prefix(9))")
      #expect(extra.isEmpty, "\(language) has \(extra.sorted()) that English lacks")
    }
  }

  @Test func `have the placeholders of English`() {
    for (language, file) in files {
      for (key, text) in file.texts {
        guard let original = english.texts[key] else { continue }
        #expect(text.slots == original.slots, "\(language) \(key)")
        #expect((text.forms == nil) == (original.forms == nil), "\(language) \(key)")
      }
    }
  }

  @Test func `have every plural form of their language`() {
    for (language, file) in files {
      for (key, text) in file.texts {
        guard let forms = text.forms else { continue }
        #expect(Set(forms.keys) == Set(file.plurals.categories), "\(language) \(key)")
      }
    }
  }

  @Test func `hold no markup and no empty text`() {
    for (language, file) in files {
      for (key, text) in file.texts {
        for template in text.templates {
          #expect(!template.pieces.isEmpty, "\(language) \(key)")
          for case .literal(let literal) in template.pieces {
            #expect(!literal.contains("<") && !literal.contains("{"), "\(language) \(key)")
          }
        }
      }
    }
  }

  @Test func `say who reviewed only texts that are there`() {
    for (language, file) in files {
      let unknown = Set(file.reviewed.keys).subtracting(file.texts.keys)
      #expect(unknown.isEmpty, "\(language) \(unknown.sorted())")
    }
  }

  @Test func `are sorted by key`() throws {
    for language in files.keys {
      let url = TextSources.folder.appending(path: "\(language).json")
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      let start = try #require(lines.firstIndex { $0.hasPrefix("  \"texts\": {") })
      let keys = lines[(start + 1)...].filter { $0.hasPrefix("    \"") }
        .compactMap { $0.split(separator: "\"").dropFirst().first.map { Array($0.utf8) } }
      #expect(keys.count == files[language]?.texts.count, "\(language)")
      for (left, right) in zip(keys, keys.dropFirst()) {
        #expect(
          left.lexicographicallyPrecedes(right),
          "\(language) \(String(decoding: right, as: UTF8.self))")
      }
    }
  }

  @Test func `have one case of the enum for each key without an underscore`() {
    let keys = english.texts.keys.filter { !$0.contains("_") }.sorted()
    #expect(TextKey.allCases.map(\.rawValue).sorted() == keys)
  }
}

@Suite struct `Text keys` {
  @Test func `are all used`() throws {
    let english = try #require(try TextSources.files()[.english])
    var mentioned: Set<Substring> = []
    for (path, text) in try TextSources.swift() where !path.hasSuffix("TextKey.swift") {
      mentioned.formUnion(text.matches(of: #/[."]([a-z][A-Za-z0-9]*)/#).map(\.1))
    }
    let unused = english.texts.keys.filter { !$0.contains("_") && !mentioned.contains($0[...]) }
    #expect(unused.isEmpty, "\(unused.sorted())")
  }

  @Test func `name every case of every named type, and nothing else`() throws {
    let english = try #require(try TextSources.files()[.english])
    let named = try NamedTypes()
    for name in named.prefixes.keys {
      #expect(named.values[name]?.isEmpty == false, "\(name) has no cases that the test can read")
    }
    let keys = Set(english.texts.keys.filter { $0.contains("_") })
    let missing = named.keys.subtracting(keys).sorted()
    let extra = keys.subtracting(named.keys).sorted()
    #expect(missing.isEmpty, "\(missing)")
    #expect(extra.isEmpty, "\(extra)")
  }

  @Test func `are not shared by two named types`() throws {
    let prefixes = try NamedTypes().prefixes
    #expect(Set(prefixes.values).count == prefixes.count, "\(prefixes)")
  }
}

extension TextFile.Text {
  fileprivate var forms: [PluralCategory: TextTemplate]? {
    if case .plural(let forms) = self { forms } else { nil }
  }

  fileprivate var templates: [TextTemplate] {
    switch self {
    case .plain(let template): [template]
    case .plural(let forms): Array(forms.values)
    }
  }

  var slots: Set<String> {
    templates.reduce(into: []) { $0.formUnion($1.slots) }
  }
}
