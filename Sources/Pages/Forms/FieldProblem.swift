public import Civic

/// What is wrong with one value of a form, and how to mend it.
public struct FieldProblem: Error, Hashable, Sendable {
  /// The name of the value in the form.
  public let field: String
  public let message: Message

  public init(field: String, message: Message) {
    self.field = field
    self.message = message
  }
}

/// Why a typed value cannot be taken; the field adds its name.
struct TypedFault: Error, Sendable {
  let message: Message

  init(_ key: String, _ arguments: [String: Message.Argument] = [:]) {
    message = Message(key, arguments)
  }
}
