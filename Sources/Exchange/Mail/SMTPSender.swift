import Foundation

/// Hands messages to a mail server, one connection each.
///
/// Source: RFC 5321, spoken by libcurl.
public struct SMTPSender: Sendable {
  private let server: SMTPServer

  public init(server: SMTPServer) {
    self.server = server
  }

  /// The server's last reply to a message it took.
  public struct Receipt: Hashable, Sendable {
    /// 250 as a rule.
    public let code: Int
    /// Often has the server's own number for the message.
    public let reply: String
  }

  /// Sends a message to all it is addressed to; when one of them is refused, nobody gets it.
  ///
  /// - Throws: ``SMTPError``; ``SMTPError/isTransient`` says whether to try again.
  public func send(_ message: MailMessage) async throws(SMTPError) -> Receipt {
    guard !message.to.isEmpty else { throw .noRecipients }
    let server = server
    let result = await withCheckedContinuation { continuation in
      // Waiting for a server would hold up the threads that serve pages, and those of Dispatch.
      Thread.detachNewThread {
        continuation.resume(returning: SMTPTransfer.send(message, to: server))
      }
    }
    return try result.get()
  }
}
