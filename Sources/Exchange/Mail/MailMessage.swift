public import Civic

/// A message as it is handed to a mail server.
public struct MailMessage: Hashable, Sendable {
  public let from: MailAddress
  public let to: [MailAddress]
  public let subject: String
  public let body: Body
  public let stamp: Stamp

  /// What readers see: always a plain text, and the same in HTML for programs that show it.
  public struct Body: Hashable, Sendable {
    public let text: String
    public let html: String?

    public init(text: String, html: String? = nil) {
      self.text = text
      self.html = html
    }
  }

  /// What makes a message one of its own: when it was written, and its identifier in the world.
  public struct Stamp: Hashable, Sendable {
    public let date: Instant
    /// `left@domain`, without the angle brackets.
    public let messageID: String

    /// - Returns: `nil` when the identifier has not the form of an address.
    public init?(date: Instant, messageID: String) {
      guard MailAddress(messageID) != nil else { return nil }
      self.date = date
      self.messageID = messageID
    }
  }

  public init(
    from: MailAddress, to: [MailAddress], subject: String, body: Body, stamp: Stamp
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.stamp = stamp
  }

  /// The message in the form of the Internet: ASCII and CR LF, bodies in lines of at most 76.
  ///
  /// Control characters in names and in the subject become blanks, so that no text can add a header.
  /// Sources: RFC 5322 (messages), RFC 2045 and 2046 (bodies), RFC 2047 (words in headers),
  /// RFC 3834 (`Auto-Submitted`).
  public var encoded: [UInt8] {
    let lines =
      [
        "Date: " + Self.date(stamp.date),
        "From: " + MailHeader.address(from, after: "From: "),
        "To: " + to.map { MailHeader.address($0, after: "To: ") }.joined(separator: ",\r\n "),
        "Message-ID: <\(stamp.messageID)>",
        "Subject: " + MailHeader.text(subject, after: "Subject: "),
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
      ] + content
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  private var content: [String] {
    let text = part("text/plain", body.text)
    guard let html = body.html else { return text }
    // Neither quoted-printable nor base64 can contain `=_`.
    let boundary = "=_gradnik"
    return [
      "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "", "--\(boundary)",
    ] + text + ["--\(boundary)"] + part("text/html", html) + ["--\(boundary)--"]
  }

  private func part(_ type: String, _ text: String) -> [String] {
    let body = TransferEncoding.shortest(for: text)
    return [
      "Content-Type: \(type); charset=UTF-8", "Content-Transfer-Encoding: \(body.name)", "",
      body.lines,
    ]
  }

  /// `Sat, 21 Nov 2026 09:05:00 +0000`.
  private static func date(_ instant: Instant) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = instant.day
    let time = [instant.hour, instant.minute, instant.second].map {
      ($0 < 10 ? "0" : "") + String($0)
    }
    return "\(days[day.weekday.rawValue - 1]), \(day.day) \(months[day.month - 1]) \(day.year) "
      + time.joined(separator: ":") + " +0000"
  }
}
