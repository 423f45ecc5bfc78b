import Civic
import Testing

@testable import Pages

/// A city reads of one thing under one name, on every page. These are the stems of the names; a text
/// whose English speaks of the thing has to have one.
@Suite struct `Terms` {
  private static let stems: [String: [String: String]] = [
    "action": [
      "fr": "action", "mk": "активност", "sq": "veprim", "cnr": "aktivno", "bg": "действи",
      "ro": "acțiun", "sl": "ukrep",
    ],
    "objective": [
      "fr": "objectif", "mk": "цел", "sq": "objektiv", "cnr": "cilj", "bg": "цел",
      "ro": "obiectiv", "sl": "cilj",
    ],
    "challenge": [
      "fr": "défi", "mk": "предизви", "sq": "sfid", "cnr": "izazov", "bg": "предизви",
      "ro": "provoc", "sl": "izziv",
    ],
    "indicator": [
      "fr": "indicateur", "mk": "показател", "sq": "tregues", "cnr": "indikator",
      "bg": "показател", "ro": "indicator", "sl": "kazal",
    ],
    "risk": [
      "fr": "risque", "mk": "ризи", "sq": "rrezi", "cnr": "rizi", "bg": "риск", "ro": "risc",
      "sl": "tvegan",
    ],
    "task": [
      "fr": "tâche", "mk": "задач", "sq": "detyr", "cnr": "zada", "bg": "задач", "ro": "sarcin",
      "sl": "nalog",
    ],
    "framework": [
      "fr": "référentiel", "mk": "рамк", "sq": "korniz", "cnr": "okvir", "bg": "рамк",
      "ro": "cadr", "sl": "okvir",
    ],
    "practice": [
      "fr": "pratique", "mk": "практик", "sq": "praktik", "cnr": "praks", "bg": "практик",
      "ro": "practic", "sl": "praks",
    ],
    "resident": [
      "fr": "habitant", "mk": "жител", "sq": "banor", "cnr": "stanovni", "bg": "жител",
      "ro": "locuitor", "sl": "prebival",
    ],
    "plan": [
      "fr": "plan", "mk": "план", "sq": "plan", "cnr": "plan", "bg": "план", "ro": "plan",
      "sl": "načrt",
    ],
  ]

  /// Other things that English calls by the same word: corrective actions of enterprises, action
  /// plans, and names that the European Union gave.
  private static func isOther(_ key: String) -> Bool {
    ["correction", "planKind_", "policyCode_", "recordKind_correctiveAction", "goal_"]
      .contains { key.hasPrefix($0) } || key == "planTitleHint"
  }

  @Test(arguments: stems.keys.sorted())
  func `are the same in all texts of a language`(term: String) throws {
    let files = try TextSources.files()
    let english = try #require(files[.english])
    let about = english.texts.filter { key, text in
      !Self.isOther(key) && text.words.contains { $0 == term || $0 == term + "s" }
    }
    #expect(about.count > 10)
    for (language, file) in files where language != .english {
      let stem = try #require(Self.stems[term]?["\(language)"])
      for key in about.keys {
        let words = try #require(file.texts[key]).words
        #expect(words.contains { $0.contains(stem) }, "\(language) \(key): no \(stem)")
      }
    }
  }
}

extension TextFile.Text {
  /// The words that are written, in small letters, in all forms.
  fileprivate var words: [String] {
    let templates: [TextTemplate] =
      switch self {
      case .plain(let text): [text]
      case .plural(let forms): Array(forms.values)
      }
    return templates.flatMap { template in
      template.pieces.flatMap { piece -> [String] in
        guard case .literal(let text) = piece else { return [] }
        return text.lowercased().split { !$0.isLetter }.map(String.init)
      }
    }
  }
}
