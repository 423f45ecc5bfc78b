public import Civic

/// What is wrong with a form that was sent: at the top of the page and at each field.
public struct FormFaults: Sendable {
  public struct Fault: Hashable, Sendable {
    /// The form value to mend; none where no field is at fault.
    public let field: String?
    public let message: Message

    public init(field: String? = nil, message: Message) {
      self.field = field
      self.message = message
    }
  }

  public let faults: [Fault]

  public static let none = FormFaults([])

  public init(_ faults: [Fault]) {
    self.faults = faults
  }

  public init(_ error: AccountError) {
    faults = [Fault(field: error.field, message: error.message)]
  }

  public var isEmpty: Bool { faults.isEmpty }

  func notes(_ field: String, _ frame: PageFrame, hint: TextKey? = nil) -> FieldNotes {
    FieldNotes(
      hint: hint.map { frame.texts($0) },
      error: faults.first { $0.field == field }.map { frame.texts.sentence($0.message) })
  }

  func summary(_ frame: PageFrame) -> ErrorSummary {
    ErrorSummary(
      title: frame.texts(.accountFaultsTitle),
      items: faults.map { fault in
        ErrorSummary.Item(message: frame.texts.sentence(fault.message), field: fault.field)
      })
  }

  /// The title of a page, which says first that something is wrong.
  func title(_ title: String, _ frame: PageFrame) -> String {
    isEmpty ? title : frame.texts(.accountFaultTitle, ["title": .text(title)])
  }
}
