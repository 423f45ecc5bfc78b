public import Civic

/// What went wrong, and what to do about it.
public struct ErrorPage: Sendable {
  let frame: PageFrame
  let status: Int
  let message: Message?
  let requestID: String

  public init(frame: PageFrame, status: Int, message: Message?, requestID: String) {
    self.frame = frame
    self.status = status
    self.message = message
    self.requestID = requestID
  }

  public var html: HTML {
    let (title, text) = words
    return frame.page(
      PageSetting(title: frame.texts(title)),
      """
      <h1>\(frame.texts(title))</h1>\
      <p>\(message.map(frame.texts.sentence) ?? frame.texts(text))</p>\
      \(status >= 500 ? "<p>\(frame.texts(.errorRequest, ["id": .text(requestID)]))</p>" as HTML : nil)\
      <p><a href="\(frame.address(.home))">\(frame.texts(.errorHome))</a></p>
      """)
  }

  private var words: (TextKey, TextKey) {
    switch status {
    case 403: (.errorForbiddenTitle, .errorForbiddenText)
    case 404, 405: (.errorNotFoundTitle, .errorNotFoundText)
    case 409, 422: (.errorRefusedTitle, .errorRefusedText)
    case 413: (.errorTooLargeTitle, .errorTooLargeText)
    case 429: (.errorTooManyTitle, .errorTooManyText)
    case 400...499: (.errorRequestTitle, .errorRequestText)
    case 503: (.errorBusyTitle, .errorBusyText)
    case 507: (.errorFullTitle, .errorFullText)
    default: (.errorServerTitle, .errorServerText)
    }
  }
}
