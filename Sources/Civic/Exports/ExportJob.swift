public import Exact

/// A file that is made beside the site, and kept for a while.
public struct ExportJob: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<ExportJob>
  public let order: ExportOrder
  /// Who asked; none for visitors, and for people who are gone.
  public let account: Exact.ID<Account>?
  public let at: Instant
  public var state: ExportJobState
  public var progress: ExportProgress
  /// How many asked for the same while it was not done.
  public var askers: Int
  /// How often making it was begun.
  public var attempts: Int
  /// Whether somebody asked to end it.
  public var isAskedToStop: Bool
  public var file: ExportedFile?
  public var fault: ExportFault?
  /// The table and row that are to blame, where it is known.
  public var faultPlace: String?

  public init(
    id: Exact.ID<ExportJob>, order: ExportOrder, account: Exact.ID<Account>?, at: Instant
  ) {
    (self.id, self.order, self.account, self.at) = (id, order, account, at)
    state = .waiting
    progress = ExportProgress(.waiting)
    (askers, attempts, isAskedToStop) = (1, 0, false)
  }
}

public enum ExportJobState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case waiting, running, done, failed, cancelled
  /// It was made, and is no longer kept.
  case expired

  public static let textPrefix = "exportJobState"

  public var isOver: Bool { self != .waiting && self != .running }
}

/// How far a file has come: how many of its steps are done, and which one is next.
public struct ExportProgress: Codable, Hashable, Sendable {
  public var step: ExportStep
  public var done: Int
  /// At least one.
  public var total: Int

  public init(_ step: ExportStep, done: Int = 0, of total: Int = 1) {
    (self.step, self.done, self.total) = (step, done, max(1, total))
  }
}

public enum ExportStep: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case waiting, reading, tables, setting, writing, keeping

  public static let textPrefix = "exportStep"
}

/// Why a file was not made, or is no longer handed out.
public enum ExportFault: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Who asked may no longer read it.
  case refused
  /// The plan or the version is no longer there.
  case gone
  /// A cell holds more than a spreadsheet takes.
  case cellTooLong
  case tooLarge, tooLong
  /// No room left for files that are kept.
  case noRoom
  /// It was begun several times, and its process ended each time.
  case interrupted
  /// What is kept is not what was made.
  case damaged
  /// The program for such documents is not installed, or could not make this one.
  case programMissing, notPrinted
  case failed

  public static let textPrefix = "exportFault"
}

/// What was made: its bytes are kept apart.
public struct ExportedFile: Hashable, Sendable {
  public let madeAt: Instant
  public let expiresAt: Instant
  public let size: Int
  /// In how many parts the bytes are kept.
  public let chunks: Int
  public let digest: Digest
  /// Of all that it was made from.
  public let source: Digest
  public let contents: ExportContents

  public init(
    madeAt: Instant, expiresAt: Instant, size: Int, chunks: Int, digest: Digest, source: Digest,
    contents: ExportContents
  ) {
    (self.madeAt, self.expiresAt) = (madeAt, expiresAt)
    (self.size, self.chunks, self.digest) = (size, chunks, digest)
    (self.source, self.contents) = (source, contents)
  }
}

/// What a file holds, counted, and what it leaves out.
public struct ExportContents: Codable, Hashable, Sendable {
  public struct Part: Codable, Hashable, Sendable {
    /// Of the table or chapter, in the file's language.
    public let title: String
    public let count: Int

    public init(title: String, count: Int) {
      (self.title, self.count) = (title, count)
    }
  }

  public struct Omission: Codable, Hashable, Sendable {
    public let kind: ExportOmission
    /// How many; none where it is not counted.
    public let count: Int?

    public init(_ kind: ExportOmission, count: Int? = nil) {
      (self.kind, self.count) = (kind, count)
    }
  }

  public let parts: [Part]
  public let omissions: [Omission]

  public init(parts: [Part], omissions: [Omission]) {
    (self.parts, self.omissions) = (parts, omissions)
  }
}

/// What a file leaves out, and with its words why.
public enum ExportOmission: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// What only the city's people read.
  case inside
  /// Attached files; their names are there.
  case attachments
  /// Values of computed indicators; their formulae are there.
  case computed
  /// The city's register and figures, which are in tables alone.
  case register
  /// All but the one action.
  case rest
  /// Comments, the history of changes, accounts.
  case traces

  public static let textPrefix = "exportOmission"
}
