import Civic
import Exact

/// What a target of a step can be besides a number.
public enum TargetWord: String, CaseIterable, Hashable, Sendable {
  case reported, none

  var key: TextKey {
    switch self {
    case .reported: .frameworkTargetReported
    case .none: .frameworkTargetNone
    }
  }

  /// The words of every language, folded; those of files among them.
  public static func words(in catalogue: TextCatalogue) -> [String: TargetWord] {
    var words: [String: TargetWord] = [:]
    for word in allCases {
      for language in catalogue.languages {
        words[Fold.folded(catalogue.texts(for: language)(word.key))] = word
      }
      words[word.rawValue] = word
    }
    return words
  }

  static var unknown: Message {
    Message(
      "frameworkTargetUnknown",
      [
        "reported": .name(key: TargetWord.reported.key.rawValue),
        "none": .name(key: TargetWord.none.key.rawValue),
      ])
  }
}

extension FormField where Record == DraftQuestionPart {
  /// Targets parted by commas, in the words of any language.
  static var questionTargets: FormField {
    let shown = { @Sendable (part: DraftQuestionPart, context: FormContext) in
      part.question.targets.map { target in
        TargetWord(rawValue: target).map { context.texts($0.key) } ?? target
      }.joined(separator: ", ")
    }
    return FormField(
      name: "targets", label: .frameworkTargetsField, hint: .frameworkTargetsHint,
      properties: ["targets"], read: { [("targets", shown($0, $1))] },
      write: { input, part, context in
        let typed = (input["targets"] ?? "").split(whereSeparator: { ",;\n\r\n".contains($0) })
          .map { String($0).tidied }.filter { !$0.isEmpty }
        guard typed.count <= 20, typed.allSatisfy({ $0.count <= 60 }) else {
          return [
            FieldProblem(
              field: "targets",
              message: Message("fieldWordsWrong", ["count": .count(20), "length": .text("60")]))
          ]
        }
        part.question.targets = typed.map { context.targetWords[Fold.folded($0)]?.rawValue ?? $0 }
        return []
      },
      shown: shown,
      control: { state in
        TextField(name: "targets", label: state.label, value: state.value, notes: state.notes())
          .html
      })
  }
}

extension FrameworkDraft {
  /// A message that names a part by its name and not by its identifier.
  func naming(_ message: Message, words: (Multilingual) -> String) -> Message {
    guard case .text(let id)? = message.arguments["part"] else { return message }
    let name =
      question(id)?.text ?? dimension(id)?.name ?? levels.first { $0.id == id }?.name
    guard let name, !words(name).isEmpty else { return message }
    var arguments = message.arguments
    arguments["part"] = .text(words(name))
    return Message(message.key, arguments)
  }
}
