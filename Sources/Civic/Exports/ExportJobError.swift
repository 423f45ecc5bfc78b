/// What cannot be done with a file that is made beside the site.
public enum ExportJobError: Error, Equatable, Sendable {
  /// As many of one person's wait as may.
  case tooMany(limit: Int)
  /// As many wait in all as may.
  case crowded
  /// Nothing is left to be ended.
  case over
  /// Others wait for the same file.
  case shared
  /// There is no file (yet).
  case notDone(ExportJobState)
  /// What is kept is not what was made; it is not handed out.
  case damaged

  public var message: Message {
    switch self {
    case .tooMany(let limit): Message("exportTooMany", ["count": .count(limit)])
    case .crowded: Message("exportCrowded")
    case .over: Message("exportOver")
    case .shared: Message("exportShared")
    case .notDone(.expired): Message("exportExpiredText")
    case .notDone: Message("exportNotDone")
    case .damaged: .name(of: .damaged)
    }
  }

  /// Whether the same can be asked again a little later.
  public var isPassing: Bool {
    switch self {
    case .tooMany, .crowded: true
    default: false
    }
  }
}

extension Message {
  fileprivate static func name(of fault: ExportFault) -> Message { Message(fault.textKey) }
}
