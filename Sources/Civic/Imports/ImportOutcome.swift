public import Exact

/// A cell that cannot be understood, and what was expected there.
public struct ImportProblem: Hashable, Sendable {
  public let address: CellAddress
  public let field: ActionField
  public let message: Message
  /// What the cell may mean, each as it would have to be written; empty where only people know.
  public let readings: [String]

  init(
    _ address: CellAddress, _ field: ActionField, _ message: Message, readings: [String] = []
  ) {
    self.address = address
    self.field = field
    self.message = message
    self.readings = readings
  }
}

/// Why a row brings no action.
public enum ImportSkip: String, CaseIterable, Hashable, Sendable, Named {
  case empty, repeatedHeader, total
  /// One text alone, as over a group of actions.
  case heading
  /// By somebody's choice.
  case leftOut

  public static let textPrefix = "importSkip"
}

/// What comes of a table.
public struct ImportOutcome: Sendable {
  /// Complete and sound when there are no problems; else only to be looked at.
  public var additions = PlanAdditions()
  /// In the order of the table.
  public var problems: [ImportProblem] = []
  /// The rows that bring no action, from zero.
  public var skipped: [Int: ImportSkip] = [:]
  /// The action that each row brings.
  public var actions: [Int: Exact.ID<Action>] = [:]
  /// Decisions that were made for the reader to check, such as 0.8 read as 80 %.
  public var remarks: [Message] = []

  /// Whether there is something to import and nothing to mend.
  public var isSound: Bool { problems.isEmpty && !additions.actions.isEmpty }
}
