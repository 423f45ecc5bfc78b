public import Civic

/// Days that matter, as a calendar to subscribe to.
///
/// Lines end with CR LF and are folded at 75 octets, never within a character.
///
/// Source: RFC 5545, <https://www.rfc-editor.org/rfc/rfc5545>; RFC 7986 for the calendar's own name
/// and refreshing.
public struct CalendarFeed: Hashable, Sendable {
  /// A whole day.
  public struct Event: Hashable, Sendable {
    /// The same for the same event in every edition of the calendar.
    public let uid: String
    public let day: Day
    public let summary: String
    public let description: String
    public let category: String
    public let address: String?

    public init(
      uid: String, day: Day, summary: String, description: String, category: String,
      address: String?
    ) {
      self.uid = uid
      self.day = day
      self.summary = summary
      self.description = description
      self.category = category
      self.address = address
    }
  }

  public let name: String
  public let language: Language
  /// When what it says was last changed.
  public let changedAt: Instant
  public let events: [Event]

  public init(name: String, language: Language, changedAt: Instant, events: [Event]) {
    self.name = name
    self.language = language
    self.changedAt = changedAt
    self.events = events
  }

  public var text: String {
    let head = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gradnik//Calendar 1//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "NAME;LANGUAGE=\(language.rawValue):\(Self.escaped(name))",
      "X-WR-CALNAME:\(Self.escaped(name))",
      "LAST-MODIFIED:\(Self.stamp(changedAt))", "REFRESH-INTERVAL;VALUE=DURATION:P1D",
      "X-PUBLISHED-TTL:P1D",
    ]
    let lines = head + events.flatMap(lines) + ["END:VCALENDAR"]
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private func lines(_ event: Event) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:\(Self.escaped(event.uid))", "DTSTAMP:\(Self.stamp(changedAt))",
      "LAST-MODIFIED:\(Self.stamp(changedAt))",
      "DTSTART;VALUE=DATE:\(Self.date(event.day))",
      "DTEND;VALUE=DATE:\(Self.date(event.day.adding(days: 1)))",
      "SUMMARY;LANGUAGE=\(language.rawValue):\(Self.escaped(event.summary))",
      "CATEGORIES:\(Self.escaped(event.category))", "TRANSP:TRANSPARENT", "CLASS:PUBLIC",
    ]
    if !event.description.isEmpty {
      lines.append("DESCRIPTION;LANGUAGE=\(language.rawValue):\(Self.escaped(event.description))")
    }
    if let address = event.address { lines.append("URL:\(address)") }
    return lines + ["END:VEVENT"]
  }

  private static func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  /// `20261231T235959Z`.
  private static func stamp(_ instant: Instant) -> String {
    let digits = [instant.hour, instant.minute, instant.second].map {
      ($0 < 10 ? "0" : "") + String($0)
    }
    return "\(date(instant.day))T\(digits.joined())Z"
  }

  /// Section 3.3.11; characters that no text has are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n", "\r": result += "\\n"
      case "\t": result += " "
      default:
        if scalar.value >= 0x20 && scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// Section 3.1.
  static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if octets + size > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += size
    }
    return result
  }
}
