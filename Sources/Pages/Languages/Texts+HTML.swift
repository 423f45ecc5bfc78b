import Civic

extension Texts {
  /// A text with markup where a placeholder is that no argument fills.
  func html(
    _ key: TextKey, _ arguments: [String: Message.Argument] = [:], slot: HTML
  ) -> HTML {
    HTML.joined(
      parts(key, arguments).map { part in
        switch part {
        case .text(let text): "\(text)"
        case .slot: slot
        }
      })
  }
}
