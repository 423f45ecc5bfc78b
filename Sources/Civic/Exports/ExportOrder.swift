public import Exact

/// What somebody asks to be made into a file.
public struct ExportOrder: Codable, Hashable, Sendable {
  public let plan: Exact.ID<Plan>
  /// The published version; none for the plan as it is being worked on.
  public let version: Int?
  /// The one action that it is of; none for the whole plan.
  public let action: OrderedAction?
  public let format: ExportFormat
  /// The language of headings and words.
  public let language: Language
  /// Whether text files begin with a byte order mark.
  public let hasMark: Bool
  public let audience: ExportAudience
  /// The plan's title when it was asked for.
  public let title: Multilingual

  public init(
    plan: Exact.ID<Plan>, version: Int?, action: OrderedAction? = nil, format: ExportFormat,
    language: Language,
    hasMark: Bool = false, audience: ExportAudience, title: Multilingual
  ) {
    (self.plan, self.version, self.action) = (plan, version, action)
    (self.format, self.language, self.hasMark) = (format, language, hasMark)
    (self.audience, self.title) = (audience, title)
  }
}

/// An action with its name when it was asked for.
public struct OrderedAction: Codable, Hashable, Sendable {
  public let id: Exact.ID<Action>
  public let label: Multilingual

  public init(_ action: Action) {
    (id, label) = (action.id, action.label)
  }
}

/// The form of a file.
public enum ExportFormat: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case pdf, docx, xlsx, csv

  public static let textPrefix = "exportFormat"

  /// Whether it is to be read from the first page to the last; else it is tables.
  public var isDocument: Bool { self == .pdf || self == .docx }

  /// What names of such files end with.
  public var ending: String {
    switch self {
    case .pdf: "pdf"
    case .docx: "docx"
    case .xlsx: "xlsx"
    case .csv: "zip"
    }
  }

  public var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .csv: "application/zip"
    }
  }
}

/// For whom a file is made; who reads it later has to be one of them then.
public enum ExportAudience: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// A published version, and what is public beside it.
  case everybody
  /// The working plan without what only the city's people read.
  case planReaders
  /// The working plan with internal notes and the city's whole register.
  case city

  public static let textPrefix = "exportAudience"
}
