import Civic
import Crypto
import Database
import Exact
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Answers visitors without a cookie from the pages that were made before, and a browser that has
/// the page already with "not modified".
struct PublicPages: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    // Pages tell their own address, which without one of its own the site takes from who asks.
    let address =
      services.settings.publicAddress == nil
      ? "\(request.site ?? "") \(request.uri.string)" : request.uri.string
    guard Self.isShared(request), address.utf8.count <= 2000 else {
      return try await next(request, context)
    }
    let now = services.clock()
    let moment = PageCache.Moment(
      revision: try await services.database.revision(), day: now.day)
    switch await services.pages.find(address, at: moment, now: now) {
    case .page(let page): return Self.answer(page, to: request)
    case .unshared: return try await next(request, context)
    case .make: break
    }
    do {
      let response = try await next(request, context)
      let page = Self.isKept(response) ? try await Self.page(response) : nil
      await services.pages.made(page, of: address, at: moment, now: now)
      return page.map { Self.answer($0, to: request) } ?? response
    } catch {
      await services.pages.made(nil, of: address, at: moment, now: now)
      throw error
    }
  }

  /// Whether everybody who asks the same is shown the same: nobody is known by a cookie.
  private static func isShared(_ request: Request) -> Bool {
    request.method == .get && request.headers[.authorization] == nil
      && request.headers[values: .cookie].allSatisfy(\.isEmpty)
  }

  private static func isKept(_ response: Response) -> Bool {
    response.status == .ok && response.headers[.setCookie] == nil
      && response.headers[.cacheControl] == "private, no-cache"
      && response.headers[.contentType]?.hasPrefix("text/html") == true
  }

  private static func page(_ response: Response) async throws -> PageCache.Page {
    let collector = BodyCollector()
    try await response.body.write(collector)
    let body = collector.bytes
    var hash = SHA256()
    body.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
    let digits = hash.finalize().prefix(12).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    var head = response.head
    head.headerFields[.eTag] = "\"\(digits.joined())\""
    head.headerFields[.vary] = "Cookie"
    return PageCache.Page(headers: head.headerFields, body: body)
  }

  private static func answer(_ page: PageCache.Page, to request: Request) -> Response {
    var headers = page.headers
    if let tag = headers[.eTag], request.isKnown(tag) {
      headers[.contentType] = nil
      headers[.contentLength] = nil
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.body))
  }
}

/// Keeps what a response writes.
private final class BodyCollector: ResponseBodyWriter {
  // A class because the response takes the writer with it.
  private let buffer = Mutex(ByteBuffer())

  var bytes: ByteBuffer { buffer.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    self.buffer.withLock { kept in
      // A page is one piece, and not copied.
      if kept.readableBytes == 0 { kept = buffer } else { kept.writeImmutableBuffer(buffer) }
    }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Request {
  /// Whether the sender has this version already.
  ///
  /// Source: RFC 9110 §13.1.2 (weak comparison).
  func isKnown(_ tag: String) -> Bool {
    let known = (headers[.ifNoneMatch] ?? "").split(separator: ",").map {
      $0.filter { !$0.isWhitespace }
    }
    return known.contains(tag) || known.contains("W/\(tag)") || known == ["*"]
  }
}
