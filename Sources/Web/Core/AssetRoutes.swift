import Civic
import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// Stylesheets, scripts and the icon, which browsers keep, because a new content has a new address;
/// and the files that robots look for.
struct AssetRoutes: Sendable {
  let services: Services

  func add(to router: Router<AppContext>) {
    for asset in Asset.all {
      router.get("assets/\(asset.version)/\(asset.name)") { request, _ in
        Self.answer(asset, to: request, caching: "public, max-age=31536000, immutable")
      }
    }
    router.get("favicon.ico") { request, _ in
      Self.answer(.icon, to: request, caching: "public, max-age=86400")
    }
    router.get("robots.txt") { _, _ in Self.text("User-agent: *\nDisallow: /*/work\n") }
    router.get(".well-known/security.txt") { _, _ in try security() }
  }

  private static func answer(_ asset: Asset, to request: Request, caching: String) -> Response {
    let tag = "\"\(asset.version)\""
    var headers = HTTPFields()
    headers[.eTag] = tag
    headers[.cacheControl] = caching
    if request.isKnown(tag) { return Response(status: .notModified, headers: headers) }
    headers[.contentType] = asset.mediaType
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }

  /// Where to report a weakness; there is no such file when nobody is named.
  ///
  /// Source: RFC 9116.
  private func security() throws -> Response {
    guard let contact = services.settings.contact else { throw HTTPError(.notFound) }
    let expires = Instant(startOf: services.clock().day.adding(days: 180))
    return Self.text("Contact: mailto:\(contact)\nExpires: \(expires)\n")
  }

  private static func text(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
