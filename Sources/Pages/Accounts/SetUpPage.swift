import Civic

/// The first page of a new installation: makes its administrator.
public struct SetUpPage: Sendable {
  public let frame: PageFrame
  public var name = ""
  public var email = ""
  public var faults = FormFaults.none

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let content: HTML = """
      \(fields.code(label: .setUpCode, hint: .setUpCodeHint))\(fields.name(name))\
      \(fields.email(email, hint: .setUpEmailHint))\(fields.language(frame.language))\
      \(fields.newPassword())
      """
    return fields.page(
      .setUpTitle, lead: frame.paragraph(.setUpLead),
      fields.form(.setUp, content, submit: .setUpSubmit))
  }
}
