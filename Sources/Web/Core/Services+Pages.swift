import Civic
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

extension Services {
  /// The frame of the page that answers a request.
  func frame(_ context: AppContext, at link: Link) async throws -> PageFrame {
    var frame = plainFrame(context, at: link)
    frame.logHead = try await logHead()
    return frame
  }

  /// The same with days and moments told by the clocks of a city.
  func frame(_ context: AppContext, at link: Link, in city: City) async throws -> PageFrame {
    var frame = plainFrame(context, at: link, in: city.civilTime)
    frame.logHead = try await logHead()
    return frame
  }

  /// The head of the log of decisions.
  private func logHead() async throws -> Digest {
    try await reads.value("log head") { try await decisions.logHead() }
  }

  /// The day that it is in a city.
  func today(in city: City) -> Day { city.civilTime.day(of: clock()) }

  /// The same without what the database knows, for when it does not answer.
  func plainFrame(
    _ context: AppContext, at link: Link, in time: CivilTime = .universal
  ) -> PageFrame {
    var frame = PageFrame(
      texts: catalogue.texts(for: context.language, in: time), viewer: context.viewer,
      link: link,
      csrf: context.csrf, now: clock(),
      languages: catalogue.languages.map { ($0, catalogue.name(of: $0)) })
    frame.notice = context.notice
    frame.installation = settings.installation
    frame.isDemonstration = settings.isDemonstration
    return frame
  }

  /// Answers with a page.
  func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.cacheControl] = "private, no-cache"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: html.rendered)))
  }

  /// Sends the browser on after a step was done; a notice is shown once on the next page.
  func redirect(
    _ context: AppContext, to link: Link, notice: Message? = nil
  ) -> Response {
    var response = Response(
      status: .seeOther, headers: [.location: link.address(in: context.language)])
    if let notice { Notices.set(notice, in: &response) }
    return response
  }

  /// Answers with a file to keep.
  func download(_ bytes: [UInt8], type: String, name: String) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.contentDisposition] =
      "attachment; filename=\"\(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })\""
    headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
