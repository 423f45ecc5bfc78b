public import Civic
public import Exact

/// A record of a plan that people write with a form and see in lists.
public protocol EditableRecord: PlanRecord {
  static var form: RecordForm<Self> { get }

  /// The records of this kind in a plan, in their order.
  static func all(in document: PlanDocument) -> [Self]

  /// A new record to fill in.
  ///
  /// - Parameter parent: The action or objective it belongs to.
  /// - Returns: `nil` when it needs a parent and the plan has no such one.
  static func blank(
    id: Exact.ID<Self>, parent: String?, in document: PlanDocument
  ) -> Self?

  /// The words of the kind's lists and forms.
  static var words: RecordWords { get }

  /// What a list shows of each record beside its name.
  static var columns: [RecordColumn<Self>] { get }

  /// The action it hangs on, to which its page leads back.
  var actionOfRecord: Exact.ID<Action>? { get }

  /// The record's name where the label alone would not do.
  func title(in context: FormContext) -> String
}

extension EditableRecord {
  public var actionOfRecord: Exact.ID<Action>? { nil }
  public func title(in context: FormContext) -> String { context.words(label) }
}

/// A record whose place in its list people choose.
public protocol PositionedRecord: EditableRecord {
  var position: Int { get set }
}

/// The words of a kind of record.
public struct RecordWords: Sendable {
  /// "Risks".
  let plural: TextKey
  /// "Add a risk".
  let add: TextKey
  /// "Edit the risk".
  let edit: TextKey
  /// "No risks yet".
  let none: TextKey
  /// What to do about there being none.
  let noneText: TextKey
}

/// What a list shows of a record.
public struct RecordColumn<Record>: Sendable {
  let title: TextKey
  var isNumeric = false
  let cell: @Sendable (Record, FormContext) -> HTML

  init(
    _ title: TextKey, isNumeric: Bool = false,
    _ cell: @escaping @Sendable (Record, FormContext) -> HTML
  ) {
    self.title = title
    self.isNumeric = isNumeric
    self.cell = cell
  }
}
