/// Why a step of a selection cannot be taken.
public enum SelectionError: Error, Hashable, Sendable {
  case notOpen
  case notClosed
  case alreadyDecided
  case notDecided
  case scoresMissing(applications: Int)
  case tooManySelected(places: Int)
  case scoresFinal
  case scoresIncomplete
  case assessorHasConflict
  case oneApplicationOnly
  case nothingToReplace
  case noLabel
  case tooManyFiles
  case discussionTooEarly
  case noDiscussion
  case scoresUnchanged
  /// The input's rules are not those that were published.
  case rulesDiffer(published: Digest, found: Digest)
  case settingsDiffer
  case unknownApplication(String)
  case badScores(application: String)

  /// What the person who asked can be told; none for what only a forged bundle has.
  public var message: Message? {
    switch self {
    case .notOpen: Message("selectionNotOpen")
    case .notClosed: Message("selectionNotClosed")
    case .alreadyDecided: Message("selectionAlreadyDecided")
    case .notDecided: Message("selectionNotDecided")
    case .scoresMissing(let count): Message("selectionScoresMissing", ["count": .count(count)])
    case .tooManySelected(let places):
      Message("selectionTooMany", ["places": .text(String(places))])
    case .scoresFinal: Message("scoresFinal")
    case .scoresIncomplete: Message("scoresIncomplete")
    case .assessorHasConflict: Message("assessorHasConflict")
    case .oneApplicationOnly: Message("applicationOneOnly")
    case .nothingToReplace: Message("selectionNothingToReplace")
    case .noLabel: Message("selectionNoLabel")
    case .tooManyFiles:
      Message("handedFilesTooMany", ["count": .count(HandedFile.most)])
    case .discussionTooEarly: Message("discussionTooEarly")
    case .noDiscussion: Message("discussionNotOpen")
    case .scoresUnchanged: Message("scoresUnchanged")
    case .rulesDiffer, .settingsDiffer, .unknownApplication, .badScores: nil
    }
  }
}
