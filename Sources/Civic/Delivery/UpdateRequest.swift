public import Exact

/// A request to report about an action, sent to somebody who may have no account.
///
/// The link in the letter is good for this action alone, ends on a day, and changes nothing when it
/// is opened.
public struct UpdateRequest: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<UpdateRequest>
  public var plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var name: String
  /// Dropped some time after the answer.
  public var email: String?
  public var language: Language
  public var askedBy: String
  public var askedAt: Instant
  public var due: Day
  public var expiresAt: Instant
  public var answeredAt: Instant?
  public var withdrawnAt: Instant?
  public var reminders: Int
  public var lastReminder: Day?
  public var escalatedAt: Instant?

  public init(
    id: Exact.ID<UpdateRequest>, plan: Exact.ID<Plan>, action: Exact.ID<Action>, name: String,
    email: String, language: Language, askedBy: String, askedAt: Instant, due: Day
  ) {
    self.id = id
    self.plan = plan
    self.action = action
    self.name = name
    self.email = email
    self.language = language
    self.askedBy = askedBy
    self.askedAt = askedAt
    self.due = due
    expiresAt = askedAt.adding(seconds: Self.life(from: askedAt.day, to: due) * 86_400)
    reminders = 0
  }

  /// Three weeks beyond the day it is due.
  private static func life(from day: Day, to due: Day) -> Int64 {
    Int64(max(0, due.daysSince1970 - day.daysSince1970) + 21)
  }

  public static let mostReminders = 3

  /// Whether the link still opens the form.
  public func isOpen(at now: Instant) -> Bool {
    withdrawnAt == nil && now < expiresAt
  }

  /// What is to be done about a request that nobody has answered.
  public enum Step: Hashable, Sendable {
    case remind
    /// The one who asked is told.
    case escalate
  }

  /// Reminders three days before it is due, on the day and three days after; a week after it the one
  /// who asked is told, once. All stops with the answer.
  public func step(on today: Day) -> Step? {
    guard answeredAt == nil, withdrawnAt == nil, email != nil else { return nil }
    if today >= due.adding(days: 7) { return escalatedAt == nil ? .escalate : nil }
    guard reminders < Self.mostReminders else { return nil }
    let days = [due.adding(days: -3), due, due.adding(days: 3)]
    let passed = days.filter { $0 <= today && $0 > askedAt.day }.max()
    guard let passed, lastReminder.map({ $0 < passed }) ?? true else { return nil }
    return .remind
  }

  /// What is wrong with a new one.
  public func problems(on today: Day) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!name.isEmpty && name.count <= 200, "name", Message("problemName"))
    problems.expect(Self.isAddress(email ?? ""), "email", Message("problemUpdateEmail"))
    problems.expect(
      due > today && due <= today.adding(days: 366), "due", Message("problemUpdateDue"))
    return problems.list
  }

  /// One address and nothing that could become a header.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), text.utf8.count <= 254 else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0.value > 32 && $0.value != 127 && $0 != "," && $0 != ";" && $0 != "<" && $0 != ">"
    }
  }
}
