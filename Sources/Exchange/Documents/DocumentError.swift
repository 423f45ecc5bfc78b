public import Civic

/// Why a document could not be made; then there is none.
public enum DocumentError: Error, Hashable, Sendable {
  /// A program that an administrator has to install, by the name of its Debian package.
  case programMissing(String)
  /// It took longer than the limit, in seconds.
  case tookTooLong(seconds: Int)
  /// The program ended without a whole document: too little memory, or something it cannot print.
  case notPrinted(program: String, reason: String)
  /// Whoever asked for it no longer wants it.
  case stopped
  /// The disk takes no files.
  case noRoom

  public var message: Message {
    switch self {
    case .programMissing(let name):
      Message("documentProgramMissing", ["name": .text(name)])
    case .tookTooLong(let seconds):
      Message("documentTookTooLong", ["count": .count(seconds)])
    case .notPrinted: Message("documentNotPrinted")
    case .stopped: Message("documentStopped")
    case .noRoom: Message("documentNoRoom")
    }
  }
}
