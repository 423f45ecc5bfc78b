public import Civic
import Maturity

/// What stands between a draft and its publication.
public struct FrameworkCheck: Sendable {
  public let yaml: String
  /// What the file would say, where it can be read.
  public let file: FrameworkFile?
  /// What has to be mended first.
  public let errors: [Message]
  /// How many texts each further language lacks; those are shown in another language.
  public let untranslated: [(language: Language, count: Int)]

  public init(_ framework: WrittenFramework) {
    let draft = framework.draft
    yaml = FrameworkWriter.yaml(of: draft, key: framework.key, version: framework.version)
    var errors = Self.loose(draft)
    do throws(AssessmentFileError) {
      file = try FrameworkReader.read(Array(yaml.utf8))
    } catch {
      file = nil
      // The line of a file that nobody wrote says nothing.
      errors.append(error.message)
    }
    self.errors = errors
    let texts = Self.texts(of: draft)
    untranslated = draft.languages.compactMap { language in
      let count = texts.count { $0[language] == nil }
      return count > 0 ? (language, count) : nil
    }
  }

  /// What the file would leave out without a word.
  private static func loose(_ draft: FrameworkDraft) -> [Message] {
    var known: Set<String> = []
    var reached = draft.dimensions.filter { $0.parent == nil }.map(\.id)
    while let id = reached.popLast() {
      guard known.insert(id).inserted else { continue }
      reached += draft.dimensions.filter { $0.parent == id }.map(\.id)
    }
    return draft.dimensions.filter { !known.contains($0.id) }.map {
      Message("frameworkLoosePart", ["part": .text($0.id)])
    }
  }

  private static func texts(of draft: FrameworkDraft) -> [Multilingual] {
    let parts = draft.dimensions.flatMap { [$0.name, $0.help].compactMap(\.self) }
    let questions = draft.questions.flatMap { question in
      [question.text, question.help, question.evidence].compactMap(\.self) + question.levels
    }
    return [draft.name] + draft.levels.map(\.name) + parts + questions
  }
}
